import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'kysely',
  packages: ['kysely'],
  // https://kysely.dev/docs/execution: builders are immutable, and `execute` and its like run them.
  terminals: { run: 'execute', rows: ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow'], reads: ['SelectQueryBuilder'], immutable: true },
  plumbing: ['destroy'],
  rowsInArguments: true,
  transactions: {
    handle: 'trx',
    // https://kysely.dev/docs/recipes/transactions (https://kysely-org.github.io/kysely-apidoc/classes/ControlledTransaction.html)
    openers: ['TransactionBuilder.execute'],
    handles: [{ name: 'ControlledTransaction' }],
    joinsByClient: true,
    writes: { insertInto: 'create', replaceInto: 'create', updateTable: 'update', deleteFrom: 'delete' },
    ensuring: ['onConflict', 'onDuplicateKeyUpdate'],
    connections: ['Kysely'],
    ambient: { packages: ['@nestjs-cls/transactional'] },
  },
} satisfies Profile;
