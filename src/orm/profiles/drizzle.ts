import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'drizzle',
  packages: ['drizzle-orm'],
  // https://github.com/drizzle-team/drizzle-orm/blob/main/drizzle-orm/src/query-promise.ts: `then` calls `execute`.
  lazy: ['QueryPromise'],
  // Those of SQLite, which give no promise on drivers that are sync.
  terminals: { run: 'run', rows: ['all', 'get'], reads: ['SQLiteSelectBase', 'SQLiteRelationalQuery', 'SQLiteSyncRelationalQuery'] },
  rowsInArguments: true,
  transactions: {
    handle: 'tx',
    joinsByClient: true,
    writes: { insert: 'create', update: 'update', delete: 'delete' },
    ensuring: ['onConflictDoNothing', 'onConflictDoUpdate', 'onDuplicateKeyUpdate'],
    connections: ['drizzle'],
    // https://github.com/drizzle-team/drizzle-orm/blob/main/drizzle-orm/src/node-postgres/session.ts: `transaction` takes another connection from a pool only.
    single: { member: '$client', types: ['pg/Client', 'mysql2/Connection', '@op-engineering/op-sqlite/DB'] },
    ambient: { packages: ['@nestjs-cls/transactional'] },
  },
} satisfies Profile;
