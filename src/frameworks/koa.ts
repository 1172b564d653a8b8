import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://koajs.com/#application and https://github.com/koajs/router/blob/master/API.md
export const served: ServedFunctions = {
  packages: ['koa', 'koa-compose', 'koa-router', '@koa/router'],
  takenBy: ['all', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'del', 'param', 'use'],
  parameters: ['Context', 'ExtendableContext', 'ParameterizedContext', 'RouterContext'],
};
