import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption, Misuse } from '../analysis/consumption.ts';
import { findDroppingCaller, getArgumentUse } from './callees.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { getMemberName, isFunction, isTransparent, stripTransparent, type FunctionNode } from './syntax.ts';

/** What happens to a thenable, and the expression that an `await` belongs around. */
export interface ThenableUse {
  readonly consumption: Consumption;
  readonly awaitable: TSESTree.Node;
}

const CONSUMED: Consumption = { kind: 'consumed' };
// A promise passed along more variables than this is followed no further.
const DEPTH = 3;

/** Follows the value of an expression that is a thenable to where it is used. */
export function findThenableUse(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node, depth = 0): ThenableUse {
  let current = node;
  let awaitable = node;
  const use = (consumption: Consumption): ThenableUse => ({ consumption, awaitable });
  const misuse = (as: Misuse): ThenableUse => use({ kind: 'misused', as });
  for (;;) {
    const parent = current.parent;
    if (!parent) return use(CONSUMED);
    if (isTransparent(parent)) {
      if (parent.type === T.ChainExpression && awaitable === current) awaitable = parent;
      current = parent;
      continue;
    }
    switch (parent.type) {
      case T.AwaitExpression:
        return use({ kind: 'awaited' });
      case T.ExpressionStatement:
        return use({ kind: 'discarded' });
      case T.ConditionalExpression:
        if (parent.test === current) return misuse('condition');
        current = parent;
        continue;
      case T.LogicalExpression:
        if (parent.left === current) return misuse(parent.operator === '??' ? 'operand' : 'condition');
        current = parent;
        continue;
      case T.SequenceExpression:
        if (parent.expressions.at(-1) !== current) return use({ kind: 'discarded' });
        current = parent;
        continue;
      case T.UnaryExpression:
        if (parent.operator === '!') return misuse('condition');
        return ['void', 'typeof', 'delete'].includes(parent.operator) ? use(CONSUMED) : misuse('operand');
      case T.BinaryExpression:
        return parent.operator === 'instanceof' || parent.operator === 'in' ? use(CONSUMED) : misuse('operand');
      case T.IfStatement:
      case T.WhileStatement:
      case T.DoWhileStatement:
        return misuse('condition');
      case T.ForStatement:
        return parent.test === current ? misuse('condition') : use({ kind: 'discarded' });
      case T.SwitchStatement:
      case T.SwitchCase:
        return misuse('operand');
      case T.TemplateLiteral:
        return parent.parent.type === T.TaggedTemplateExpression ? use(CONSUMED) : misuse('template');
      case T.SpreadElement:
        return misuse('spread');
      case T.ForOfStatement:
        return parent.right === current && !parent.await ? misuse('iteration') : use(CONSUMED);
      case T.YieldExpression:
        return parent.delegate ? misuse('iteration') : use(CONSUMED);
      case T.MemberExpression: {
        const chained = findChainedCall(parent, current);
        if (chained === 'handled' || (chained === undefined && hasOwnProperty(file, parent, current))) return use(CONSUMED);
        if (chained === undefined) return misuse(parent.object === current ? 'property' : 'operand');
        awaitable = current = chained;
        continue;
      }
      case T.CallExpression:
      case T.NewExpression: {
        if (parent.callee === current) return use(CONSUMED);
        const argument = getArgumentUse(file, parent, current);
        return argument ? misuse(argument) : use(CONSUMED);
      }
      case T.ArrayExpression:
      case T.Property:
        return use(getContainedUse(file, current));
      case T.VariableDeclarator:
        if (parent.id.type === T.ObjectPattern) return misuse('property');
        if (parent.id.type === T.ArrayPattern) return misuse('iteration');
        return use(getVariableUse(file, contexts, parent.id, depth));
      case T.AssignmentExpression:
        if (parent.right !== current || parent.parent.type !== T.ExpressionStatement) return use(CONSUMED);
        if (parent.operator !== '=' && !/^(?:\?\?|&&|\|\|)=$/u.test(parent.operator)) return misuse('operand');
        if (parent.left.type === T.ObjectPattern) return misuse('property');
        if (parent.left.type === T.ArrayPattern) return misuse('iteration');
        return use(parent.left.type === T.Identifier ? getVariableUse(file, contexts, parent.left, depth) : CONSUMED);
      case T.ReturnStatement:
      case T.ArrowFunctionExpression: {
        const fn = findReturningFunction(parent);
        if (!fn || fn.generator) return use(CONSUMED);
        if (fn.parent.type === T.CallExpression && fn.parent.callee === fn) {
          current = fn.parent;
          awaitable = fn.async ? awaitable : fn.parent;
          continue;
        }
        return use(getReturnedUse(file, contexts, fn, depth));
      }
      default:
        return use(CONSUMED);
    }
  }
}

/** `.then(f)` and `.finally(f)` hand the promise on; `.then(f, g)` and `.catch(f)` deal with it. */
function findChainedCall(member: TSESTree.MemberExpression, promise: TSESTree.Node): TSESTree.CallExpression | 'handled' | undefined {
  const call = member.parent;
  if (member.object !== promise || call.type !== T.CallExpression || call.callee !== member) return undefined;
  const name = getMemberName(member);
  if (name === 'then') return call.arguments.length > 1 ? 'handled' : call;
  if (name === 'catch') return call.arguments.length > 0 ? 'handled' : call;
  return name === 'finally' ? call : undefined;
}

/** Thenable builders have members of their own; using one is no mistake. */
function hasOwnProperty(file: TypedFile, member: TSESTree.MemberExpression, promise: TSESTree.Node): boolean {
  const name = getMemberName(member);
  return member.object === promise && name !== undefined && file.typeOf(promise).getProperty(name) !== undefined;
}

/** A promise inside an array or object literal: serialized with it, awaited in vain with it, or out of our sight. */
function getContainedUse(file: TypedFile, element: TSESTree.Node): Consumption {
  let current = element;
  for (let parent = current.parent; parent; current = parent, parent = current.parent) {
    switch (parent.type) {
      case T.ArrayExpression:
      case T.ObjectExpression:
      case T.Property:
        break;
      case T.CallExpression:
        return getArgumentUse(file, parent, current) === 'serialized' ? { kind: 'misused', as: 'serialized' } : CONSUMED;
      case T.ExpressionStatement:
        return { kind: 'discarded' };
      case T.AwaitExpression:
        return current.type === T.ArrayExpression ? { kind: 'uncombined', caller: 'await' } : CONSUMED;
      default:
        if (!isTransparent(parent)) return CONSUMED;
    }
  }
  return CONSUMED;
}

function getVariableUse(file: TypedFile, contexts: ExecutionContexts, id: TSESTree.Identifier, depth: number): Consumption {
  const variable = file.variableOf(id);
  if (!variable || depth >= DEPTH || isExported(variable.defs[0]?.node)) return CONSUMED;
  if (variable.scope.type === 'global' || variable.defs.some(({ type }) => type === 'Parameter')) return CONSUMED;
  let wrong: Consumption = { kind: 'unused', variable: id.name };
  for (const reference of variable.references) {
    if (!reference.isRead()) continue;
    const { consumption } = findThenableUse(file, contexts, reference.identifier, depth + 1);
    if (consumption.kind === 'misused' && !isComparison(reference.identifier)) wrong = { ...consumption, variable: id.name };
    else if (!(consumption.kind === 'discarded' && reference.identifier.parent.type === T.ExpressionStatement)) return CONSUMED;
  }
  return wrong;
}

/** Comparing a stored promise with another one, or with `undefined`, is a question about the promise itself. */
function isComparison(identifier: TSESTree.Node): boolean {
  return identifier.parent?.type === T.BinaryExpression && /^[!=]==?$/u.test(identifier.parent.operator);
}

function isExported(declarator: TSESTree.Node | undefined): boolean {
  return declarator?.parent?.parent?.type === T.ExportNamedDeclaration;
}

function findReturningFunction(node: TSESTree.Node): FunctionNode | undefined {
  let current: TSESTree.Node | undefined = node;
  while (current && !isFunction(current)) current = current.parent;
  return current;
}

/** A promise given back by a function: lost when the function is a callback whose caller ignores what it gets. */
function getReturnedUse(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, depth: number): Consumption {
  const { parent } = fn;
  if (parent.type === T.CallExpression && contexts.isRunByCall(fn) && depth < DEPTH) {
    const name = parent.callee.type === T.MemberExpression ? getMemberName(parent.callee) : undefined;
    if (name === 'map' || name === 'from') return getCollectionUse(file, contexts, parent, name, depth + 1);
  }
  const caller = findDroppingCaller(file, fn);
  return caller === undefined ? CONSUMED : { kind: 'dropped', caller };
}

/** An array of promises: `Promise.all` and its kin combine them, `await` alone does not. */
function getCollectionUse(file: TypedFile, contexts: ExecutionContexts, call: TSESTree.CallExpression, caller: string, depth: number): Consumption {
  const { consumption } = findThenableUse(file, contexts, call, depth);
  switch (consumption.kind) {
    case 'awaited':
    case 'discarded':
    case 'unused':
      return { kind: 'uncombined', caller };
    case 'misused':
      return consumption.as === 'serialized' ? consumption : CONSUMED;
    default:
      return CONSUMED;
  }
}

/** The call that an awaited expression makes, without wrappers that pass its value on. */
export function getAwaitedCall(node: TSESTree.AwaitExpression): TSESTree.Node {
  return stripTransparent(node.argument);
}
