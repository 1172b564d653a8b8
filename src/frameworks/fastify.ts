import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://fastify.dev/docs/latest/Reference/Routes/ and https://fastify.dev/docs/latest/Reference/Hooks/
export const served: ServedFunctions = {
  packages: ['fastify'],
  takenBy: ['all', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'addHook', 'route', 'setErrorHandler', 'setNotFoundHandler'],
  parameters: ['FastifyReply'],
  callbacks: ['DoneFuncWithErrOrRes', 'HookHandlerDoneFunction'],
};
