import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'objection',
  packages: ['objection'],
  // https://vincit.github.io/objection.js/guide/query-examples.html: a query runs when it is awaited.
  lazy: ['QueryBuilder'],
  rowsInArguments: true,
  transactions: {
    handle: 'trx',
    // https://vincit.github.io/objection.js/guide/transactions.html
    handles: [{ name: 'Transaction', package: 'knex' }],
    arguments: { query: 0, $query: 0, relatedQuery: 1, $relatedQuery: 1 },
    steps: ['transacting'],
    writes: { insert: 'create', insertAndFetch: 'create', update: 'update', patch: 'update', delete: 'delete' },
    joinsThoseOf: ['knex'],
    connections: ['knex', 'Knex'],
    ambient: { packages: ['@nestjs-cls/transactional'] },
  },
} satisfies Profile;
