import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'mikro-orm',
  packages: ['@mikro-orm/core', '@mikro-orm/knex', '@mikro-orm/sql'],
  rowsInArguments: true,
} satisfies Profile;
