import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://expressjs.com/en/guide/routing.html; from version 5 on, a promise that a handler gives is waited for.
export const served: ServedFunctions = {
  packages: ['express', 'express-serve-static-core'],
  takenBy: ['all', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'param', 'use'],
  parameters: ['Response'],
};
