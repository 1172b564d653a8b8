import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://reactrouter.com/start/framework/data-loading and https://v2.remix.run/docs/route/loader
export const served: ServedFunctions = {
  packages: ['react-router', '@remix-run/cloudflare', '@remix-run/deno', '@remix-run/node', '@remix-run/router', '@remix-run/server-runtime'],
  parameters: ['ActionFunctionArgs', 'LoaderFunctionArgs'],
};
