import type { TSESTree } from '@typescript-eslint/utils';
import type { UnprotectedStep } from '../analysis/handler.ts';
import type { OperationCall } from './calls.ts';

/** An unprotected write or lock with its syntax. */
export interface TypedStep extends UnprotectedStep {
  readonly node: TSESTree.Node;
  /** `undefined` for a function of the project that writes. */
  readonly call: OperationCall | undefined;
  /** What the step runs on: the object of the call, or the connection that prepared its statement. */
  readonly client: TSESTree.Node | undefined;
}
