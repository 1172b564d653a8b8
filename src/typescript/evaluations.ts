import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { SiteForm } from '../analysis/query-site.ts';
import type { TypedFile } from './file.ts';
import { getMemberName, stripTransparent } from './syntax.ts';
import { isThenable } from './type-shape.ts';

/** A place that runs the query of a lazy receiver without calling one of its methods. */
export interface Evaluation {
  readonly form: Exclude<SiteForm, 'call'>;
  /** The node whose syntax runs the query. */
  readonly node: TSESTree.Node;
  /** The lazy receiver. */
  readonly receiver: TSESTree.Node;
  /** What an editor underlines. */
  readonly range: readonly [number, number];
}

const COLLECTORS = new Set(['Map', 'Set', 'WeakSet']);

/** The evaluation that a node may be, by its syntax alone. */
export function findEvaluation(node: TSESTree.Node): Evaluation | undefined {
  switch (node.type) {
    case T.ForOfStatement:
      return node.await ? undefined : { form: 'iteration', node, receiver: node.right, range: [node.range[0], node.range[0] + 'for'.length] };
    case T.YieldExpression:
      return undefined; // `yield*` in an async generator iterates asynchronously by itself.
    case T.SpreadElement:
      if (node.parent.type === T.ObjectExpression) return undefined;
      return { form: 'spread', node, receiver: node.argument, range: [node.range[0], node.range[0] + '...'.length] };
    case T.CallExpression:
      return findFrom(node);
    case T.NewExpression: {
      const [argument] = node.arguments;
      if (node.callee.type !== T.Identifier || !COLLECTORS.has(node.callee.name) || !argument || argument.type === T.SpreadElement) return undefined;
      return { form: 'collection', node, receiver: argument, range: node.callee.range };
    }
    case T.VariableDeclarator:
      return node.id.type === T.ArrayPattern && node.init ? { form: 'destructuring', node, receiver: node.init, range: getPatternRange(node.id) } : undefined;
    case T.AssignmentExpression:
      return node.left.type === T.ArrayPattern ? { form: 'destructuring', node, receiver: node.right, range: getPatternRange(node.left) } : undefined;
    case T.MemberExpression:
      return findMember(node);
    case T.AwaitExpression:
      return { form: 'await', node, receiver: node.argument, range: [node.range[0], node.range[0] + 'await'.length] };
    default:
      return undefined;
  }

  function findFrom(call: TSESTree.CallExpression): Evaluation | undefined {
    const { callee } = call;
    const [argument] = call.arguments;
    if (callee.type !== T.MemberExpression || callee.object.type !== T.Identifier || callee.object.name !== 'Array') return undefined;
    if (getMemberName(callee) !== 'from' || !argument || argument.type === T.SpreadElement) return undefined;
    return { form: 'collection', node: call, receiver: argument, range: callee.property.range };
  }

  function findMember(member: TSESTree.MemberExpression): Evaluation | undefined {
    const { parent } = member;
    if (parent.type === T.CallExpression && parent.callee === member) return undefined;
    if (parent.type === T.AssignmentExpression && parent.left === member) return undefined;
    if (!member.computed) {
      const isLength = member.property.type === T.Identifier && member.property.name === 'length';
      return isLength ? { form: 'length', node: member, receiver: member.object, range: member.property.range } : undefined;
    }
    const { property } = member;
    const isIndex = property.type === T.Literal ? typeof property.value === 'number' : property.type !== T.TemplateLiteral;
    return isIndex ? { form: 'index', node: member, receiver: member.object, range: [member.object.range[1], member.range[1]] } : undefined;
  }
}

function getPatternRange({ range }: TSESTree.ArrayPattern): readonly [number, number] {
  return range;
}

/** Do the types say that this place runs the query of a receiver? */
export function isEvaluationOfReceiver(file: TypedFile, { form, node, receiver }: Evaluation): boolean {
  const { compiler, receivers } = file;
  const type = file.typeOf(receiver);
  const found = receivers.find(type);
  if (!found || isThenable(compiler, type) !== 'no') return false;
  if (form === 'await') return found.declaration.evaluable || isLazyCall(file, stripTransparent(receiver));
  if (!found.declaration.evaluable) return false;
  if (form !== 'index' || node.type !== T.MemberExpression) return true;
  return (file.typeOf(node.property).flags & compiler.ts.TypeFlags.NumberLike) !== 0;
}

/** Does a call give a receiver that only builds a query? */
function isLazyCall(file: TypedFile, node: TSESTree.Node): boolean {
  if (node.type !== T.CallExpression || node.callee.type !== T.MemberExpression) return false;
  const name = getMemberName(node.callee);
  return name !== undefined && file.receivers.find(file.typeOf(node.callee.object))?.operation(name)?.effect === 'lazy';
}
