import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'mongoose',
  packages: ['mongoose'],
  // https://mongoosejs.com/docs/queries.html: a query runs with `exec`, `then` or `await`.
  lazy: ['Query', 'Aggregate'],
  // Queries wait for the connection by themselves.
  plumbing: ['asPromise', 'close', 'connect', 'destroy', 'disconnect', 'init', 'openUri'],
  rowsInArguments: true,
  transactions: {
    handle: 'session',
    // https://mongoosejs.com/docs/transactions.html
    openers: ['ClientSession.withTransaction'],
    handles: [{ name: 'ClientSession', package: 'mongodb', release: 'endSession', releaseEnds: true, reusable: true }],
    option: 'session',
    steps: ['session'],
    // https://mongoosejs.com/docs/transactions.html#with-mongoose-documents-and-save: documents keep the session they were found with.
    rowsRemember: true,
    // The server refuses several operations at a time in one transaction.
    serial: true,
    connections: ['createConnection', 'forRoot', 'forRootAsync'],
    ambient: { packages: ['@nestjs-cls/transactional'], names: ['transactionAsyncLocalStorage'] },
  },
} satisfies Profile;
