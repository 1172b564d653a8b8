import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Misuse } from '../analysis/consumption.ts';
import { printExpression } from './calls.ts';
import { isLibraryCall } from './evaluations.ts';
import type { TypedFile } from './file.ts';
import { getCalleeName } from './named-functions.ts';
import { climbTransparent, getMemberName, type FunctionNode } from './syntax.ts';
import { getConstituents, isThenable } from './type-shape.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const EXPRESS = new Set(['express', 'express-serve-static-core']);
const EXPRESS_SERIALIZERS = new Set(['json', 'jsonp', 'send']);
const CONVERSIONS = new Map<string, Misuse>([
  ['BigInt', 'operand'],
  ['Boolean', 'condition'],
  ['Number', 'operand'],
  ['String', 'template'],
]);
const COMBINATORS = new Set(['all', 'allSettled', 'any', 'race']);

/** Why a thenable is wrong as an argument; `undefined` where the call may take one. */
export function findArgumentMisuse(file: TypedFile, call: Call, argument: TSESTree.Node): Misuse | undefined {
  if (isSerializer(file, call)) return 'serialized';
  const conversion = call.type === T.CallExpression && call.callee.type === T.Identifier ? CONVERSIONS.get(call.callee.name) : undefined;
  if (conversion && isLibraryCall(file, call)) return conversion;
  if (isAsserted(file, call, argument)) return 'condition';
  return acceptsThenable(file, call, argument) ? undefined : 'argument';
}

/** Does the call, such as one of `assert.ok`, fail where the argument is false? */
function isAsserted(file: TypedFile, call: Call, argument: TSESTree.Node): boolean {
  const { checker, ts: { TypePredicateKind } } = file.compiler;
  const signature = file.signatureOf(call);
  const predicate = signature && checker.getTypePredicateOfSignature(signature);
  return predicate?.kind === TypePredicateKind.AssertsIdentifier && !predicate.type && call.arguments[predicate.parameterIndex] === argument;
}

/** Does the call turn its argument into text? */
export function isSerializer(file: TypedFile, call: Call): boolean {
  if (call.type !== T.CallExpression) return false;
  const name = getCalleeName(call);
  if (name !== 'stringify' && (name === undefined || !EXPRESS_SERIALIZERS.has(name))) return false;
  const declaration = file.signatureOf(call)?.declaration;
  if (!declaration) return false;
  if (name === 'stringify') return getOwner(file, declaration) === 'JSON' && isDefaultLibrary(file, declaration);
  if (EXPRESS.has(file.receivers.origins.of(declaration))) return true;
  return name === 'json' && isResponse(file, call, declaration);
}

/** `Response.json`, as declared by the DOM, by a runtime, or by a class of a framework that extends it. */
function isResponse(file: TypedFile, { callee }: TSESTree.CallExpression, declaration: ts.Declaration): boolean {
  if (callee.type !== T.MemberExpression || !file.receivers.origins.isDependency(declaration)) return false;
  return file.typeOf(callee.object).getConstructSignatures().some((signature) => {
    const type = signature.getReturnType();
    return [type, ...(type.getBaseTypes() ?? [])].some((base) => base.getSymbol()?.name === 'Response');
  });
}

/** Is it `Promise.all` or one of its kin? */
export function isCombinator(file: TypedFile, call: Call): boolean {
  const name = call.type === T.CallExpression ? getCalleeName(call) : undefined;
  if (name === undefined || !COMBINATORS.has(name)) return false;
  const declaration = file.signatureOf(call)?.declaration;
  return declaration !== undefined && getOwner(file, declaration) === 'PromiseConstructor' && isDefaultLibrary(file, declaration);
}

/** May a value of this type be passed in the place of the argument? Where the types leave it open, it may. */
export function acceptsArgument(file: TypedFile, call: Call, argument: TSESTree.Node, type: ts.Type): boolean {
  const { checker, ts: tsc } = file.compiler;
  const index = call.arguments.findIndex((candidate) => candidate === argument);
  const signatures = getSignatures(file, call);
  if (index < 0 || signatures.length === 0 || call.arguments.slice(0, index).some((other) => other.type === T.SpreadElement)) return true;
  const open = tsc.TypeFlags.Any | tsc.TypeFlags.Unknown | tsc.TypeFlags.Instantiable;
  return signatures.some((signature) => {
    const parameter = getParameterType(file, signature, index);
    return !parameter || signature.typeParameters !== undefined || (parameter.flags & open) !== 0 || checker.isTypeAssignableTo(type, parameter);
  });
}

/** May a thenable be passed as the argument, if not this one? */
function acceptsThenable(file: TypedFile, call: Call, argument: TSESTree.Node): boolean {
  if (acceptsArgument(file, call, argument, file.typeOf(argument))) return true;
  const index = call.arguments.findIndex((candidate) => candidate === argument);
  return getSignatures(file, call).some((signature) => {
    const parameter = getParameterType(file, signature, index);
    return parameter !== undefined && getConstituents(file.compiler, parameter).some((part) => isThenable(file.compiler, part) !== 'no');
  });
}

export function takesRest(file: TypedFile, call: Call): boolean {
  return getSignatures(file, call).some(({ parameters }) => isRest(file, parameters.at(-1)));
}

/** The name of the function that calls a callback and ignores its result. */
export function findDroppingCaller(file: TypedFile, fn: FunctionNode): string | undefined {
  const value = climbTransparent(fn);
  const { parent } = value;
  if (parent?.type === T.CallExpression || parent?.type === T.NewExpression) {
    const index = parent.arguments.findIndex((argument) => argument === value);
    const resolved = file.signatureOf(parent);
    // The resolved signature has its type parameters filled in.
    const signatures = getSignatures(file, parent).map((signature) => (resolved && signature.declaration === resolved.declaration ? resolved : signature));
    const parameters = signatures.flatMap((signature) => getParameterType(file, signature, index) ?? []);
    return index >= 0 && areIgnoringResult(file, parameters) ? printExpression(file, parent.callee) : undefined;
  }
  const name = getHandlerName(file, fn);
  const type = name === undefined ? undefined : getContextualType(file, fn);
  return type && areIgnoringResult(file, [type]) ? name : undefined;
}

/** Of a function that is assigned, and not passed, only event handlers are surely called for their effect. */
function getHandlerName(file: TypedFile, fn: FunctionNode): string | undefined {
  const { parent } = climbTransparent(fn);
  if (parent?.type === T.JSXExpressionContainer && parent.parent.type === T.JSXAttribute) return file.source.getText(parent.parent.name);
  const target = parent?.type === T.AssignmentExpression ? parent.left : parent?.type === T.Property && !parent.computed ? parent.key : undefined;
  return target && /^on(?:[A-Z]|[a-z]+$)/u.test(getName(target) ?? '') ? printExpression(file, target) : undefined;
}

function getContextualType(file: TypedFile, fn: FunctionNode): ts.Type | undefined {
  const { checker, ts: tsc } = file.compiler;
  const node = file.toTypeScript(fn);
  if (tsc.isExpression(node)) return checker.getContextualType(node);
  // A method of an object literal is no expression of its own.
  const property = tsc.isMethodDeclaration(node) && tsc.isObjectLiteralExpression(node.parent) ? checker.getContextualType(node.parent)?.getProperty(node.name.getText()) : undefined;
  return property && checker.getTypeOfSymbol(property);
}

/** Do types say that nobody looks at what a function returns? Those that take no function have no say. */
function areIgnoringResult(file: TypedFile, types: readonly ts.Type[]): boolean {
  const { checker, ts: { TypeFlags } } = file.compiler;
  let ignoring = false;
  for (const type of types) {
    for (const part of getConstituents(file.compiler, type)) {
      if (part.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Instantiable)) return false;
      const signatures = checker.getApparentType(part).getCallSignatures();
      const isTimer = isTimerHandler(file, type);
      if (!signatures.every((signature) => isIgnored(file, signature)) || (!isTimer && part.getSymbol()?.name === 'Function')) return false;
      ignoring ||= signatures.length > 0 || isTimer;
    }
  }
  return ignoring;
}

function isIgnored(file: TypedFile, signature: ts.Signature): boolean {
  const { TypeFlags } = file.compiler.ts;
  const { flags } = signature.getReturnType();
  if (flags & TypeFlags.Void) return true;
  // The DOM declares its event handlers as `(this: …, ev: …) => any`.
  const isHandler = signature.parameters.some(({ name }) => name === 'ev' || name === 'event');
  return (flags & TypeFlags.Any) !== 0 && isHandler && signature.declaration !== undefined && isDom(file, signature.declaration);
}

/** The DOM declares what `setTimeout` takes as `TimerHandler`, which is `string | Function`. */
function isTimerHandler(file: TypedFile, type: ts.Type): boolean {
  const [declaration] = type.aliasSymbol?.declarations ?? [];
  return type.aliasSymbol?.name === 'TimerHandler' && declaration !== undefined && isDefaultLibrary(file, declaration);
}

function getName(node: TSESTree.Node): string | undefined {
  if (node.type === T.Identifier) return node.name;
  return node.type === T.MemberExpression ? getMemberName(node) : undefined;
}

/** The interface or variable whose member a signature is: `JSON` of `JSON.stringify`. */
function getOwner({ compiler: { ts: tsc } }: TypedFile, { parent }: ts.Declaration): string | undefined {
  return tsc.isInterfaceDeclaration(parent) ? parent.name.text : undefined;
}

function isDefaultLibrary({ compiler: { program } }: TypedFile, declaration: ts.Declaration): boolean {
  return program.isSourceFileDefaultLibrary(declaration.getSourceFile());
}

function isDom(file: TypedFile, declaration: ts.Declaration): boolean {
  return isDefaultLibrary(file, declaration) && declaration.getSourceFile().fileName.includes('lib.dom');
}

function getSignatures(file: TypedFile, call: Call): readonly ts.Signature[] {
  const type = file.compiler.checker.getNonNullableType(file.typeOf(call.callee));
  return call.type === T.NewExpression ? type.getConstructSignatures() : type.getCallSignatures();
}

function getParameterType(file: TypedFile, signature: ts.Signature, index: number): ts.Type | undefined {
  const { checker, ts: tsc } = file.compiler;
  const last = signature.parameters.at(-1);
  if (last && isRest(file, last) && index >= signature.parameters.length - 1) {
    const rest = checker.getTypeOfSymbol(last);
    return checker.getIndexTypeOfType(rest, tsc.IndexKind.Number) ?? rest;
  }
  const parameter = signature.parameters[index];
  return parameter && checker.getTypeOfSymbol(parameter);
}

function isRest({ compiler: { ts: tsc } }: TypedFile, parameter: ts.Symbol | undefined): boolean {
  const declaration = parameter?.valueDeclaration;
  return declaration !== undefined && tsc.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
}
