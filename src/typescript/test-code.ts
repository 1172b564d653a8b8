import { AST_NODE_TYPES as T } from '@typescript-eslint/utils';
import { getCalleeName } from './named-functions.ts';
import { climbTransparent, findEnclosingFunction, type FunctionNode } from './syntax.ts';

const TEST_FILE = /(?:^|[\\/])(?:__tests__|tests?|e2e|specs?)[\\/]|[.-](?:test|spec|e2e-spec|e2e)\.[cm]?[jt]sx?$/u;
const TEST_CALLS = new Set(['after', 'afterAll', 'afterEach', 'before', 'beforeAll', 'beforeEach', 'describe', 'it', 'suite', 'test']);

/** Is the file a test by its name? */
export function isTestFile(filename: string): boolean {
  return TEST_FILE.test(filename);
}

/** Is the function part of a test? Tests write rows to set a scene, which no transaction needs to hold. */
export function isTestFunction(fn: FunctionNode): boolean {
  const call = climbTransparent(fn).parent;
  if (call?.type === T.CallExpression && TEST_CALLS.has(getCalleeName(call) ?? '')) return true;
  const outer = findEnclosingFunction(fn);
  return typeof outer === 'object' && isTestFunction(outer.fn);
}
