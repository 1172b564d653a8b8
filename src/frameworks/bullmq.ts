import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://docs.bullmq.io/guide/workers: a processor given as a function runs in the process of the worker; https://github.com/OptimalBits/bull
export const served: ServedFunctions = {
  packages: ['bull', 'bullmq'],
  takenBy: ['Worker', 'process'],
  parameters: ['Job'],
};
