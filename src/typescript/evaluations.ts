import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { SiteForm } from '../analysis/query-site.ts';
import { findTerminals } from './terminals.ts';
import type { TypedFile } from './file.ts';
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

/** Functions and classes of the standard library that iterate their first argument. */
const COLLECTORS = /^(?:Array\.from|Object\.(?:fromEntries|groupBy)|Map\.groupBy|Promise\.(?:all|allSettled|any|race)|Map|Set|WeakMap|WeakSet)$/u;

/** The evaluation that a node may be, by its syntax alone. */
export function findEvaluation(node: TSESTree.Node): Evaluation | undefined {
  switch (node.type) {
    case T.ForOfStatement:
      return node.await ? undefined : { form: 'iteration', node, receiver: node.right, range: [node.range[0], node.range[0] + 'for'.length] };
    case T.SpreadElement:
      if (node.parent.type === T.ObjectExpression) return undefined;
      return { form: 'spread', node, receiver: node.argument, range: [node.range[0], node.range[0] + '...'.length] };
    case T.CallExpression:
    case T.NewExpression:
      return findCollection(node);
    case T.VariableDeclarator:
      return node.init ? findDestructuring(node, node.id, node.init) : undefined;
    case T.AssignmentExpression:
      return findDestructuring(node, node.left, node.right);
    case T.MemberExpression:
      return findMember(node);
    case T.AwaitExpression:
      return { form: 'await', node, receiver: node.argument, range: [node.range[0], node.range[0] + 'await'.length] };
    default:
      return undefined; // `yield*` in an async generator iterates asynchronously by itself.
  }
}

function findCollection(node: TSESTree.CallExpression | TSESTree.NewExpression): Evaluation | undefined {
  const { arguments: [argument], callee } = node;
  if (!argument || argument.type === T.SpreadElement) return undefined;
  const name = callee.type === T.MemberExpression && !callee.computed ? callee.property : callee;
  const owner = callee.type === T.MemberExpression ? callee.object : undefined;
  if (name.type !== T.Identifier || (owner && owner.type !== T.Identifier) || (owner === undefined) !== (node.type === T.NewExpression)) return undefined;
  if (!COLLECTORS.test(owner ? `${owner.name}.${name.name}` : name.name)) return undefined;
  return { form: 'collection', node, receiver: argument, range: name.range };
}

function findDestructuring(node: TSESTree.Node, pattern: TSESTree.Node, receiver: TSESTree.Node): Evaluation | undefined {
  if (pattern.type === T.ArrayPattern) {
    const end = pattern.typeAnnotation?.range[0] ?? pattern.range[1];
    return { form: 'destructuring', node, receiver, range: [pattern.range[0], end] };
  }
  if (pattern.type !== T.ObjectPattern) return undefined;
  const key = pattern.properties.map((property) => (property.type === T.Property && !property.computed ? property.key : undefined)).find((candidate) => isRowKey(candidate));
  return key && { form: key.type === T.Identifier ? 'length' : 'index', node, receiver, range: key.range };
}

function isRowKey(key: TSESTree.Node | undefined): boolean {
  return key?.type === T.Identifier ? key.name === 'length' : key?.type === T.Literal && typeof key.value === 'number';
}

function findMember(member: TSESTree.MemberExpression): Evaluation | undefined {
  const { parent, property } = member;
  if (parent.type === T.CallExpression && parent.callee === member) return undefined;
  if (parent.type === T.AssignmentExpression && parent.left === member) return undefined;
  const { object: receiver } = member;
  if (!member.computed) return isRowKey(property) ? { form: 'length', node: member, receiver, range: property.range } : undefined;
  const isIndex = property.type === T.Literal ? typeof property.value === 'number' : property.type !== T.TemplateLiteral;
  return isIndex ? { form: 'index', node: member, receiver, range: property.range } : undefined;
}

/** Do the types say that this place runs the query of a receiver? */
export function isEvaluationOfReceiver(file: TypedFile, { form, node, receiver }: Evaluation): boolean {
  const { compiler, receivers } = file;
  const type = file.typeOf(receiver);
  const found = receivers.find(type);
  if (!found) return false;
  if (form === 'await') return isThenable(compiler, type) === 'no' && (found.declaration.evaluable || findTerminals(file, type) !== undefined);
  if (!found.declaration.evaluable) return false;
  if (form === 'collection') return isCollection(file, node, receiver);
  if (form !== 'index' || node.type !== T.MemberExpression) return true;
  return (file.typeOf(node.property).flags & compiler.ts.TypeFlags.NumberLike) !== 0;
}

/** Does a node collect an iterable with a function or class of the standard library? */
export function isCollection(file: TypedFile, node: TSESTree.Node, iterable: TSESTree.Node): boolean {
  if (node.type !== T.CallExpression && node.type !== T.NewExpression) return false;
  return findCollection(node)?.receiver === iterable && isLibraryCall(file, node);
}

export function isLibraryCall(file: TypedFile, node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const source = file.signatureOf(node)?.declaration?.getSourceFile();
  return source !== undefined && file.compiler.program.isSourceFileDefaultLibrary(source);
}
