import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'typeorm',
  packages: ['typeorm'],
  // https://typeorm.io/docs/query-builder/select-query-builder: no builder has a `then`.
  terminals: { run: 'execute', rows: ['getMany', 'getOne', 'getRawMany', 'getRawOne', 'getCount'], reads: ['SelectQueryBuilder'] },
  plumbing: ['close', 'connect', 'destroy', 'initialize', 'release'],
  transactions: {
    handle: 'manager',
    // https://typeorm.io/docs/advanced-topics/transactions
    handles: [{ name: 'QueryRunner', client: 'manager', release: 'release', reusable: true }],
    joinsByClient: true,
    steps: ['setQueryRunner'],
    writes: { insert: 'create', save: 'create', update: 'update', increment: 'update', decrement: 'update', delete: 'delete', remove: 'delete' },
    rebind: { types: ['Repository', 'TreeRepository'], method: 'withRepository' },
    connections: ['DataSource', 'createConnection', 'createConnections', 'forRoot', 'forRootAsync'],
    // https://github.com/typeorm/typeorm/blob/master/src/driver/sqlite-abstract/AbstractSqliteDriver.ts: one query runner for all.
    single: { option: 'type', values: ['better-sqlite3', 'capacitor', 'cordova', 'expo', 'nativescript', 'react-native', 'sqlite', 'sqljs'] },
    ambient: { packages: ['typeorm-transactional', 'typeorm-transactional-cls-hooked', '@nestjs-cls/transactional'] },
  },
  handsTransactionsOn: true,
} satisfies Profile;
