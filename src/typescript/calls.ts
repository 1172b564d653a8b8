import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Operation } from '../analysis/operation.ts';
import type { TypedFile } from './file.ts';
import type { Receiver } from './receivers.ts';
import { climbTransparent, getMemberName, stripTransparent, type CallNode } from './syntax.ts';
import { isAny, isThenable, printReceiver } from './type-shape.ts';

/** A call of an operation, with the receiver it is called on. */
export interface OperationCall {
  readonly node: CallNode;
  readonly receiver: Receiver;
  readonly operation: Operation;
  /** The expression the method is called on; `undefined` for functions and detached methods. */
  readonly object: TSESTree.Expression | undefined;
  /** The method name as written. */
  readonly name: TSESTree.Node;
  /** May the name in the call be replaced by the twin's? Not when the call goes by a local name. */
  readonly renamable: boolean;
  readonly receiverType: string;
}

/** The operation that a call runs; `undefined` where the types do not say that it is one. */
export function findOperationCall(file: TypedFile, node: CallNode): OperationCall | undefined {
  const callee = stripTransparent(node.type === T.TaggedTemplateExpression ? node.tag : node.callee);
  if (callee.type === T.MemberExpression) return findMethodCall(file, node, callee);
  return callee.type === T.Identifier ? findNamedCall(file, node, callee) : undefined;
}

function findMethodCall(file: TypedFile, node: CallNode, callee: TSESTree.MemberExpression): OperationCall | undefined {
  const name = getMemberName(callee);
  if (name === undefined || !file.receivers.definitions.names.has(name)) return undefined;
  const type = file.typeOf(callee.object);
  if (isAny(file.compiler, type)) return undefined;
  const receiver = file.receivers.find(type);
  const operation = receiver?.operation(name);
  if (!receiver || !operation) return undefined;
  return { node, receiver, operation, object: callee.object, name: callee.property, renamable: !callee.computed, receiverType: printReceiver(file.compiler, type) };
}

/** A function of the ORM's module, or a method taken off its receiver: `const { aget } = Student.objects`. */
function findNamedCall(file: TypedFile, node: CallNode, callee: TSESTree.Identifier): OperationCall | undefined {
  const definition = file.variableOf(callee)?.defs.at(0);
  if (!definition) return undefined;
  if (definition.node.type === T.ImportSpecifier && definition.parent?.type === T.ImportDeclaration) {
    const { imported } = definition.node;
    const name = imported.type === T.Identifier ? imported.name : imported.value;
    const module = file.compiler.checker.getSymbolAtLocation(file.toTypeScript(definition.parent.source));
    return module && findDetachedCall(file, node, callee, file.compiler.checker.getTypeOfSymbol(module), name);
  }
  if (definition.node.type !== T.VariableDeclarator || !definition.node.init) return undefined;
  const init = stripTransparent(definition.node.init);
  if (definition.node.id.type === T.ObjectPattern) {
    const name = findPatternKey(definition.node.id, callee.name);
    return name === undefined ? undefined : findDetachedCall(file, node, callee, file.typeOf(init), name);
  }
  const method = stripBind(init);
  const name = method && getMemberName(method);
  return method && name !== undefined && definition.parent?.type === T.VariableDeclaration && definition.parent.kind === 'const'
    ? findDetachedCall(file, node, callee, file.typeOf(method.object), name)
    : undefined;
}

function findDetachedCall(file: TypedFile, node: CallNode, callee: TSESTree.Identifier, type: ts.Type, name: string): OperationCall | undefined {
  if (!file.receivers.definitions.names.has(name)) return undefined;
  const receiver = isAny(file.compiler, type) ? undefined : file.receivers.find(type);
  const operation = receiver?.operation(name);
  if (!receiver || !operation) return undefined;
  return { node, receiver, operation, object: undefined, name: callee, renamable: false, receiverType: receiver.declaration.name };
}

function findPatternKey(pattern: TSESTree.ObjectPattern, local: string): string | undefined {
  for (const property of pattern.properties) {
    if (property.type !== T.Property || property.computed || property.key.type !== T.Identifier) continue;
    if (property.value.type === T.Identifier && property.value.name === local) return property.key.name;
  }
  return undefined;
}

/** `x.get` of `x.get` and of `x.get.bind(x)`. */
function stripBind(init: TSESTree.Node): TSESTree.MemberExpression | undefined {
  if (init.type === T.MemberExpression) return init;
  if (init.type !== T.CallExpression || init.callee.type !== T.MemberExpression || getMemberName(init.callee) !== 'bind') return undefined;
  const method = stripTransparent(init.callee.object);
  return method.type === T.MemberExpression ? method : undefined;
}

/** Does the call give a thenable, by the overload and the type arguments it has here? */
export function givesThenable(file: TypedFile, { node, operation }: OperationCall): boolean {
  if (operation.style === 'sync' && operation.effect !== 'lazy' && operation.effect !== 'transaction') return false;
  return isThenable(file.compiler, file.typeOf(node)) === 'yes';
}

/** Does the chain that a lazy call belongs to run its query there, rather than hand it on? */
export function isEvaluatedOnTheSpot(file: TypedFile, { node }: OperationCall): boolean {
  let current: TSESTree.Node = node;
  for (let next = findNextCall(current); next; next = findNextCall(current)) {
    const effect = findOperationCall(file, next)?.operation.effect;
    if (effect !== 'lazy') return effect === 'query';
    current = next;
  }
  const { parent } = climbTransparent(current);
  return parent?.type === T.ForOfStatement || parent?.type === T.SpreadElement;
}

/** The call of a method on a node: `x.filter().get()` for `x.filter()`. */
function findNextCall(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const value = climbTransparent(node);
  const member = value.parent;
  if (member?.type !== T.MemberExpression || member.object !== value) return undefined;
  return member.parent.type === T.CallExpression && member.parent.callee === member ? member.parent : undefined;
}

/** The index of the overload that a call takes, among those of its operation. */
export function findOverload(file: TypedFile, { node }: OperationCall): number {
  const declaration = file.signatureOf(node)?.declaration;
  if (!declaration) return -1;
  const callee = node.type === T.TaggedTemplateExpression ? node.tag : node.callee;
  const signatures = file.compiler.checker.getNonNullableType(file.typeOf(callee)).getCallSignatures();
  return signatures.findIndex((signature) => signature.declaration === declaration);
}

/** An expression on one line, as short as a message wants it: `Student.objects.filter(…).get`. */
export function printCallee(file: TypedFile, node: CallNode): string {
  return printExpression(file, node.type === T.TaggedTemplateExpression ? node.tag : node.callee);
}

export function printExpression(file: TypedFile, node: TSESTree.Node): string {
  const value = stripTransparent(node);
  switch (value.type) {
    case T.MemberExpression: {
      const name = getMemberName(value);
      return `${printExpression(file, value.object)}${name === undefined ? '[…]' : `.${name}`}`;
    }
    case T.CallExpression:
      return `${printExpression(file, value.callee)}(${value.arguments.length > 0 ? '…' : ''})`;
    case T.AwaitExpression:
      return `(await ${printExpression(file, value.argument)})`;
    case T.Identifier:
      return value.name;
    case T.ThisExpression:
      return 'this';
    default: {
      const text = file.source.getText(value).replace(/\s+/gu, ' ');
      return text.length > 40 ? `${text.slice(0, 39)}…` : text;
    }
  }
}
