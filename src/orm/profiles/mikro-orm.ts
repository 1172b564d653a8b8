import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'mikro-orm',
  packages: ['@mikro-orm/core', '@mikro-orm/knex', '@mikro-orm/sql'],
  rowsInArguments: true,
  // https://mikro-orm.io/docs/transactions: every entity manager of the request finds the transaction by itself.
  transactions: { handle: 'em', ambient: { always: true } },
} satisfies Profile;
