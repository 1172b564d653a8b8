import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://nextjs.org/docs/app/api-reference/file-conventions/route and https://nextjs.org/docs/pages/building-your-application/routing/api-routes
export const served: ServedFunctions = {
  packages: ['next'],
  parameters: ['GetServerSidePropsContext', 'NextApiRequest', 'NextApiResponse', 'NextRequest'],
};
