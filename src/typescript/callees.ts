import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Misuse } from '../analysis/consumption.ts';
import type { TypedFile } from './file.ts';
import { getCalleeName } from './named-functions.ts';
import { climbTransparent, getMemberName, type FunctionNode } from './syntax.ts';
import { isThenable } from './type-shape.ts';

/** Functions that turn their argument into text, by the package or library interface that declares them. */
const SERIALIZERS: readonly { owner: RegExp; names: readonly string[] }[] = [
  { owner: /^(?:JSON|Response)$/u, names: ['json', 'stringify'] },
  { owner: /^(?:express|express-serve-static-core)$/u, names: ['json', 'jsonp', 'send'] },
];

/** Why a thenable is wrong as an argument; `undefined` where the parameter may take one. */
export function getArgumentUse(file: TypedFile, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node): Misuse | undefined {
  if (call.type === T.CallExpression && isSerializer(file, call)) return 'serialized';
  const index = call.arguments.findIndex((candidate) => candidate === argument);
  const { checker, ts: tsc } = file.compiler;
  const signatures = getCallSignatures(file, call);
  if (index < 0 || signatures.length === 0 || call.arguments.slice(0, index).some(({ type }) => type === T.SpreadElement)) return undefined;
  const type = file.typeOf(argument);
  const accepts = signatures.some((signature) => {
    const parameter = getParameterType(file, signature, index);
    if (!parameter || signature.typeParameters) return true;
    const open = tsc.TypeFlags.Any | tsc.TypeFlags.Unknown | tsc.TypeFlags.TypeParameter | tsc.TypeFlags.Conditional | tsc.TypeFlags.IndexedAccess;
    return (parameter.flags & open) !== 0 || checker.isTypeAssignableTo(type, parameter);
  });
  return accepts ? undefined : 'argument';
}

/** The name of the function that calls a callback and ignores its result. */
export function findDroppingCaller(file: TypedFile, fn: FunctionNode): string | undefined {
  const value = climbTransparent(fn);
  const { parent } = value;
  if (parent?.type === T.CallExpression || parent?.type === T.NewExpression) {
    const index = parent.arguments.findIndex((argument) => argument === value);
    const signatures = getCallSignatures(file, parent);
    if (index < 0 || signatures.length === 0) return undefined;
    const ignored = signatures.every((signature) => {
      const parameter = getParameterType(file, signature, index);
      // An overload without this parameter, or with another kind of one, has no say.
      return parameter === undefined || isIgnoringResult(file, parameter, isDomDeclaration(file, signature));
    });
    return ignored ? ((parent.type === T.CallExpression ? getCalleeName(parent) : undefined) ?? 'the caller') : undefined;
  }
  const { checker, ts: tsc } = file.compiler;
  const node = file.toTypeScript(fn);
  const contextual = tsc.isExpression(node) ? checker.getContextualType(node) : undefined;
  if (!contextual || !isIgnoringResult(file, contextual, false)) return undefined;
  if (parent?.type === T.JSXExpressionContainer && parent.parent.type === T.JSXAttribute) return file.source.getText(parent.parent.name);
  if (parent?.type === T.AssignmentExpression && parent.left.type === T.MemberExpression) return getMemberName(parent.left);
  if (parent?.type === T.Property && parent.key.type === T.Identifier) return parent.key.name;
  return undefined;
}

/** Does a function type say that nobody looks at what it returns? */
function isIgnoringResult(file: TypedFile, type: ts.Type, anyIsIgnored: boolean): boolean {
  const { checker, ts: tsc } = file.compiler;
  const parts = type.isUnion() ? type.types : [type];
  const results = parts.flatMap((part) => checker.getApparentType(part).getCallSignatures().map((signature) => signature.getReturnType()));
  if (results.length === 0) return parts.every(({ flags }) => (flags & (tsc.TypeFlags.StringLike | tsc.TypeFlags.NumberLike | tsc.TypeFlags.BooleanLike)) !== 0);
  return results.every((result) => {
    if (result.flags & tsc.TypeFlags.Any) return anyIsIgnored;
    return (result.flags & tsc.TypeFlags.Void) !== 0 && isThenable(file.compiler, result) === 'no';
  });
}

function isSerializer(file: TypedFile, call: TSESTree.CallExpression): boolean {
  const name = getCalleeName(call);
  if (!name || !SERIALIZERS.some(({ names }) => names.includes(name))) return false;
  const declaration = file.signatureOf(call)?.declaration;
  if (!declaration) return false;
  const owner = file.compiler.program.isSourceFileDefaultLibrary(declaration.getSourceFile())
    ? getOwnerName(file, declaration)
    : file.receivers.origins.of(declaration);
  return owner !== undefined && SERIALIZERS.some((serializer) => serializer.owner.test(owner) && serializer.names.includes(name));
}

function getOwnerName({ compiler: { ts: tsc } }: TypedFile, declaration: ts.Declaration): string | undefined {
  const owner = declaration.parent;
  if (tsc.isInterfaceDeclaration(owner)) return owner.name.text;
  return tsc.isTypeLiteralNode(owner) && tsc.isVariableDeclaration(owner.parent) && tsc.isIdentifier(owner.parent.name) ? owner.parent.name.text : undefined;
}

function isDomDeclaration({ compiler: { program } }: TypedFile, { declaration }: ts.Signature): boolean {
  const source = declaration?.getSourceFile();
  return source !== undefined && program.isSourceFileDefaultLibrary(source) && source.fileName.includes('lib.dom');
}

function getCallSignatures(file: TypedFile, call: TSESTree.CallExpression | TSESTree.NewExpression): readonly ts.Signature[] {
  const type = file.compiler.checker.getNonNullableType(file.typeOf(call.callee));
  return call.type === T.NewExpression ? type.getConstructSignatures() : type.getCallSignatures();
}

function getParameterType(file: TypedFile, signature: ts.Signature, index: number): ts.Type | undefined {
  const { checker, ts: tsc } = file.compiler;
  const last = signature.parameters.at(-1);
  const isRest = last?.valueDeclaration !== undefined && tsc.isParameter(last.valueDeclaration) && last.valueDeclaration.dotDotDotToken !== undefined;
  if (last && isRest && index >= signature.parameters.length - 1) {
    const rest = checker.getTypeOfSymbol(last);
    return checker.getIndexTypeOfType(rest, tsc.IndexKind.Number) ?? rest;
  }
  const parameter = signature.parameters[index];
  return parameter && checker.getTypeOfSymbol(parameter);
}
