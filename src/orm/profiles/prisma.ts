import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'prisma',
  // The generator `prisma-client-js` writes into `node_modules/.prisma`.
  packages: ['@prisma/client', '.prisma'],
  untyped: 'Run `npx prisma generate`.',
} satisfies Profile;
