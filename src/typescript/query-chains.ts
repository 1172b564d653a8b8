import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import { isCombinator } from './callees.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, getMemberName, isFunction, stripTransparent } from './syntax.ts';
import { climbChain } from './transaction-calls.ts';
import { isThenable } from './type-shape.ts';

/** A query as its author wrote it: steps on steps, from what they begin with to the promise. */
export interface QueryChain {
  readonly top: TSESTree.Node;
  /** Calls and tagged templates, the first to run first. */
  readonly calls: readonly (TSESTree.CallExpression | TSESTree.TaggedTemplateExpression)[];
  /** What the first call is made on, or the called function itself. */
  readonly root: TSESTree.Expression;
}

const CONSUMING = new Set(['catch', 'finally', 'then']);

/** The chain that a call is part of. */
export function readChain(node: TSESTree.Node): QueryChain | undefined {
  const top = stripTransparent(climbChain(node));
  const calls: QueryChain['calls'][number][] = [];
  let current = top;
  while (current.type === T.CallExpression || current.type === T.TaggedTemplateExpression) {
    calls.unshift(current);
    const callee = stripTransparent(current.type === T.CallExpression ? current.callee : current.tag);
    if (callee.type !== T.MemberExpression) return callee.type === T.Identifier ? { top, calls, root: callee } : undefined;
    current = stripTransparent(callee.object);
  }
  return calls.length > 0 ? { top, calls, root: current as TSESTree.Expression } : undefined;
}

/** Does the code run a query where it stands? What is lazy may be part of another query, or run elsewhere. */
export function isRun(file: TypedFile, { calls, top }: QueryChain, isLazy: boolean): boolean {
  if (isThenable(file.compiler, file.typeOf(top)) !== 'yes') return false;
  const last = calls.at(-1);
  if (!isLazy || (last?.type === T.CallExpression && last.callee.type === T.MemberExpression && CONSUMING.has(getMemberName(last.callee) ?? ''))) return true;
  const value = climbTransparent(top);
  const { parent } = value;
  switch (parent?.type) {
    case T.AwaitExpression:
    case T.ReturnStatement:
      return true;
    case T.ArrowFunctionExpression:
      return isFunction(parent) && parent.body === value;
    case T.ArrayExpression:
      return parent.parent.type === T.CallExpression && isCombinator(file, parent.parent);
    default:
      return false;
  }
}
