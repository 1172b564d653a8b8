import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Misuse } from '../analysis/consumption.ts';
import { climbTransparent, isFunction, isTransparent, type FunctionNode } from './syntax.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What the code around an expression does with its value, by syntax alone. */
export type Step =
  /** The parent has the same value. */
  | { readonly kind: 'passed'; readonly to: TSESTree.Node }
  | { readonly kind: 'awaited'; readonly by: TSESTree.AwaitExpression }
  /** Nothing uses it. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'stored'; readonly id: TSESTree.Identifier }
  | { readonly kind: 'returned'; readonly fn: FunctionNode }
  /** An immediately invoked function gives it back. */
  | { readonly kind: 'given'; readonly call: TSESTree.CallExpression }
  /** Part of an array or object literal. */
  | { readonly kind: 'contained'; readonly literal: TSESTree.ArrayExpression | TSESTree.ObjectExpression }
  | { readonly kind: 'argument'; readonly call: Call }
  | { readonly kind: 'member'; readonly member: TSESTree.MemberExpression }
  /** The left operand of a logical expression, whose value is the right one's otherwise. */
  | { readonly kind: 'tested'; readonly operator: '??' | '&&' | '||'; readonly to: TSESTree.Node }
  /** Needed for what it is, not passed on. */
  | { readonly kind: 'read'; readonly as: Misuse }
  /** Used in a way that suits any value, or out of sight. */
  | { readonly kind: 'kept' };

const KEPT: Step = { kind: 'kept' };

/** @example getStep(node) // { kind: 'awaited', … } for `x` of `await x` */
export function getStep(node: TSESTree.Node): Step {
  const { parent } = node;
  const read = (as: Misuse): Step => ({ kind: 'read', as });
  if (!parent) return KEPT;
  const passed: Step = { kind: 'passed', to: parent };
  if (isTransparent(parent)) return passed;
  switch (parent.type) {
    case T.AwaitExpression:
      return { kind: 'awaited', by: parent };
    case T.ExpressionStatement:
      return { kind: 'dropped' };
    case T.ConditionalExpression:
      return parent.test === node ? read('condition') : passed;
    case T.LogicalExpression:
      return parent.left === node ? { kind: 'tested', operator: parent.operator, to: parent } : passed;
    case T.SequenceExpression:
      return parent.expressions.at(-1) === node ? passed : { kind: 'dropped' };
    case T.UnaryExpression:
      if (parent.operator === '!') return read('condition');
      return ['void', 'typeof', 'delete'].includes(parent.operator) ? KEPT : read('operand');
    case T.BinaryExpression:
      return parent.operator === 'instanceof' || parent.operator === 'in' ? KEPT : read('operand');
    case T.IfStatement:
    case T.WhileStatement:
    case T.DoWhileStatement:
      return read('condition');
    case T.ForStatement:
      return parent.test === node ? read('condition') : { kind: 'dropped' };
    case T.SwitchStatement:
    case T.SwitchCase:
      return read('operand');
    case T.TemplateLiteral:
      return parent.parent.type === T.TaggedTemplateExpression ? KEPT : read('template');
    case T.SpreadElement:
    case T.JSXSpreadAttribute:
      return read('spread');
    case T.ForOfStatement:
      return parent.right === node && !parent.await ? read('iteration') : KEPT;
    case T.ForInStatement:
      return parent.right === node ? read('iteration') : KEPT;
    case T.YieldExpression:
      return parent.delegate ? read('iteration') : KEPT;
    case T.MemberExpression:
      return parent.object === node ? { kind: 'member', member: parent } : read('operand');
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === node ? KEPT : { kind: 'argument', call: parent };
    case T.ArrayExpression:
      return { kind: 'contained', literal: parent };
    case T.Property:
      if (parent.parent.type !== T.ObjectExpression) return KEPT;
      return parent.value === node ? { kind: 'contained', literal: parent.parent } : read('operand');
    case T.VariableDeclarator:
      return getStoringStep(parent.id);
    case T.AssignmentExpression:
      if (parent.right !== node || parent.parent.type !== T.ExpressionStatement) return KEPT;
      return /^(?:|\?\?|&&|\|\|)=$/u.test(parent.operator) ? getStoringStep(parent.left) : read('operand');
    case T.ReturnStatement:
    case T.ArrowFunctionExpression:
      return getReturningStep(parent);
    default:
      return KEPT;
  }
}

function getStoringStep(target: TSESTree.Node): Step {
  switch (target.type) {
    case T.Identifier:
      return { kind: 'stored', id: target };
    case T.ObjectPattern:
      return { kind: 'read', as: 'property' };
    case T.ArrayPattern:
      return { kind: 'read', as: 'iteration' };
    default:
      return KEPT;
  }
}

function getReturningStep(node: TSESTree.Node): Step {
  let fn: TSESTree.Node | undefined = node;
  while (fn && !isFunction(fn)) fn = fn.parent;
  if (!fn || fn.generator) return KEPT;
  const value = climbTransparent(fn);
  return value.parent?.type === T.CallExpression && value.parent.callee === value ? { kind: 'given', call: value.parent } : { kind: 'returned', fn };
}

/** The variable that `const [a, b] = [x(), y()]` gives an element to. */
export function findElementTarget(literal: TSESTree.Node, element: TSESTree.Node): TSESTree.Identifier | undefined {
  if (literal.type !== T.ArrayExpression || literal.elements.some((other) => other?.type === T.SpreadElement)) return undefined;
  const target = getElementTargets(literal)[literal.elements.findIndex((other) => other === element)];
  return target?.type === T.Identifier ? target : undefined;
}

/** What a declaration takes the elements of an array into: an array pattern, or the variable of a loop. */
export function getElementTargets({ parent }: TSESTree.Node): readonly (TSESTree.Node | null)[] {
  if (parent?.type === T.VariableDeclarator && parent.id.type === T.ArrayPattern) return parent.id.elements;
  if (parent?.type === T.ForOfStatement && parent.left.type === T.VariableDeclaration) return parent.left.declarations.map(({ id }) => id);
  return parent ? [parent] : [];
}

/** Does the code around an expression iterate it? */
export function takesRows({ parent }: TSESTree.Node): boolean {
  if (parent?.type === T.SpreadElement) return parent.parent.type !== T.ObjectExpression;
  return parent?.type === T.ForOfStatement || parent?.type === T.YieldExpression || parent?.type === T.VariableDeclarator || parent?.type === T.AssignmentExpression;
}
