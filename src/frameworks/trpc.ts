import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://trpc.io/docs/server/procedures and https://trpc.io/docs/server/middlewares
export const served: ServedFunctions = {
  packages: ['@trpc/server'],
  takenBy: ['middleware', 'mutation', 'query', 'use'],
};
