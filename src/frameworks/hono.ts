import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://hono.dev/docs/api/routing and https://hono.dev/docs/guides/middleware
export const served: ServedFunctions = {
  packages: ['hono'],
  takenBy: ['all', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'createHandlers', 'createMiddleware', 'notFound', 'on', 'onError', 'use'],
  parameters: ['Context'],
};
