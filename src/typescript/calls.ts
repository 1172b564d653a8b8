import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Operation } from '../analysis/operation.ts';
import { findBinding, typeOfSource, type Binding } from './bindings.ts';
import type { TypedFile } from './file.ts';
import { findLanguageTwin } from './language-twins.ts';
import type { Receiver } from './receivers.ts';
import { getMemberName, stripTransparent, type CallNode } from './syntax.ts';
import { hasWellKnownSymbol, isAny, isThenable, printReceiver } from './type-shape.ts';

/** A call of an operation, with the receiver it is called on. */
export interface OperationCall {
  readonly node: CallNode;
  readonly receiver: Receiver;
  readonly operation: Operation;
  /** The expression the method is called on; `undefined` for functions and detached methods. */
  readonly object: TSESTree.Expression | undefined;
  /** The method name as written. */
  readonly name: TSESTree.Node;
  /** Where the local name comes from that the call goes by; `undefined` where it names the member itself. */
  readonly binding: Binding | undefined;
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
  const found = findMember(file, type, name) ?? (isModule(file, type) ? findReExported(file, callee.property) : undefined);
  return found && createCall(file, isOwnTwin(callee, found.operation) ? dropTwin(found) : found, { node, object: callee.object, name: callee.property, binding: undefined });
}

/** A function of the ORM's module, or a method taken off its receiver: `const { aget } = Student.objects`. */
function findNamedCall(file: TypedFile, node: CallNode, callee: TSESTree.Identifier): OperationCall | undefined {
  const variable = file.variableOf(callee);
  const binding = variable && findBinding(variable);
  if (!binding || !file.receivers.definitions.names.has(binding.name)) return undefined;
  const found = findMember(file, typeOfSource(file, binding.source), binding.name) ?? findReExported(file, callee);
  return found && createCall(file, found, { node, object: undefined, name: callee, binding });
}

interface Member {
  readonly type: ts.Type;
  readonly receiver: Receiver;
  readonly operation: Operation;
}

function findMember(file: TypedFile, type: ts.Type, name: string): Member | undefined {
  const receiver = isAny(file.compiler, type) ? undefined : file.receivers.find(type);
  const operation = receiver?.operation(name);
  return receiver && operation && { type, receiver, operation };
}

/** A function that a module of the project exports again belongs to the module that declares it. */
function findReExported(file: TypedFile, name: TSESTree.Node): Member | undefined {
  const { checker, ts: tsc } = file.compiler;
  const symbol = checker.getSymbolAtLocation(file.toTypeScript(name));
  const target = symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const source = target?.declarations?.[0]?.getSourceFile();
  const module = source && checker.getSymbolAtLocation(source);
  return target && module && target.flags & tsc.SymbolFlags.Function ? findMember(file, checker.getTypeOfSymbol(module), target.name) : undefined;
}

function isModule({ compiler: { ts: tsc } }: TypedFile, type: ts.Type): boolean {
  return ((type.getSymbol()?.flags ?? 0) & tsc.SymbolFlags.ValueModule) !== 0;
}

function createCall(file: TypedFile, { type, receiver, operation }: Member, rest: Pick<OperationCall, 'binding' | 'name' | 'node' | 'object'>): OperationCall {
  const twin = operation.twin ?? findLanguageTwin(file, rest.node, operation, receiver);
  return {
    ...rest,
    receiver,
    operation: twin === operation.twin ? operation : { ...operation, ...(twin && { twin }) },
    get receiverType() {
      // The compiler prints a module as the path of its file.
      return isModule(file, type) ? receiver.declaration.name : printReceiver(file.compiler, type);
    },
  };
}

function dropTwin({ operation: { twin, ...operation }, ...member }: Member): Member {
  return { ...member, operation };
}

/** Inside `aget` itself, `this.get` has no async form: the twin would call itself for ever. */
function isOwnTwin({ object }: TSESTree.MemberExpression, { twin }: Operation): boolean {
  if (!twin || object.type !== T.ThisExpression) return false;
  let current: TSESTree.Node = object;
  while (current.parent && current.type !== T.MethodDefinition && current.type !== T.PropertyDefinition && current.type !== T.FunctionDeclaration) current = current.parent;
  return (current.type === T.MethodDefinition || current.type === T.PropertyDefinition) && current.key.type === T.Identifier && current.key.name === twin.name;
}

/** Does the call give a thenable, by the overload and the type arguments it has here? */
export function givesThenable(file: TypedFile, { node, operation }: OperationCall): boolean {
  // An async callback makes a sync `transaction` give a promise, and awaiting that does not mend it.
  if (operation.style !== 'async' && operation.effect === 'transaction') return false;
  if (operation.style === 'sync' && operation.effect !== 'lazy') return false;
  return isThenable(file.compiler, file.typeOf(node)) === 'yes';
}

/** Does the call give rows to iterate asynchronously? */
export function givesAsyncIterable(file: TypedFile, { node, operation }: OperationCall): boolean {
  if (operation.style !== 'async') return false;
  const type = file.typeOf(node);
  return isThenable(file.compiler, type) === 'no' && hasWellKnownSymbol(file.compiler, type, 'asyncIterator');
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
      const object = printExpression(file, value.object);
      const owner = stripTransparent(value.object).type === T.AwaitExpression ? `(${object})` : object;
      if (name === undefined && value.computed) return `${owner}${value.optional ? '?.' : ''}[${value.property.type === T.Literal ? value.property.raw : '…'}]`;
      return `${owner}${value.optional ? '?.' : '.'}${name ?? file.source.getText(value.property)}`;
    }
    case T.CallExpression:
      return `${printExpression(file, value.callee)}(${value.arguments.length > 0 ? '…' : ''})`;
    case T.TaggedTemplateExpression:
      return `${printExpression(file, value.tag)}(…)`;
    case T.AwaitExpression:
      return `await ${printExpression(file, value.argument)}`;
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
