import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'knex',
  packages: ['knex'],
  // https://knexjs.org/guide/interfaces.html#promises: a query runs when `then` is called. All builders derive from this one.
  lazy: ['ChainableInterface'],
  plumbing: ['asCallback', 'destroy', 'initialize'],
  rowsInArguments: true,
  transactions: {
    handle: 'trx',
    handles: [{ name: 'Transaction' }],
    joinsByClient: true,
    isCallable: true,
    writes: { insert: 'create', update: 'update', increment: 'update', decrement: 'update', del: 'delete', delete: 'delete' },
    ensuring: ['onConflict'],
    // https://knexjs.org/guide/transactions.html
    steps: ['transacting'],
    connections: ['knex', 'Knex'],
    ambient: { packages: ['@nestjs-cls/transactional'] },
  },
} satisfies Profile;
