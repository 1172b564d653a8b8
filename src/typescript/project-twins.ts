import { AST_NODE_TYPES as T, ASTUtils, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Repair } from '../analysis/intent.ts';
import type { Twin } from '../analysis/operation.ts';
import { findBinding, typeOfSource } from './bindings.ts';
import type { OperationCall } from './calls.ts';
import { readReceiver } from './declarations.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { getSummaries, type ProjectCall } from './project-calls.ts';
import { useTwin } from './rename-edits.ts';
import { isFunction, stripTransparent } from './syntax.ts';
import { adaptToTwin } from './twin-edits.ts';

/** The async form of a function, written by the project beside it. */
export interface ProjectTwin {
  readonly twin: Twin;
  readonly call: OperationCall;
}

/** Finds the twin by the usual names and by its types; one that blocks as well is none. */
export function findProjectTwin(file: TypedFile, { form, fn, name, node }: ProjectCall): ProjectTwin | undefined {
  if (form !== 'call' || node.type !== T.CallExpression) return undefined;
  const callee = stripTransparent(node.callee);
  const object = callee.type === T.MemberExpression ? callee.object : undefined;
  const variable = callee.type === T.Identifier ? file.variableOf(callee) : undefined;
  const binding = variable && findBinding(variable);
  const owner = object ? file.typeOf(object) : binding ? typeOfSource(file, binding.source) : getModuleTypeOf(file, fn);
  const member = binding?.name ?? (name.type === T.Identifier ? name.name : undefined);
  if (!owner || member === undefined) return undefined;
  const { compiler, knowledge } = file;
  const declaration = readReceiver(compiler, compiler.checker.getNonNullableType(owner), '', { isReceiver: () => false, isChainable: () => false, declaredBy: () => 'project' });
  const operation = knowledge.classify(declaration, member);
  const { twin } = operation ?? {};
  if (!operation || !twin || !mayTakeItsPlace(file, owner, twin.name, node)) return undefined;
  const receiver = { declaration, operation: () => operation, isBuilder: () => false };
  return { twin, call: { node, receiver, operation, object, name, binding, receiverType: declaration.name } };
}

function getModuleTypeOf({ compiler: { checker } }: TypedFile, fn: ts.Node): ts.Type | undefined {
  const module = checker.getSymbolAtLocation(fn.getSourceFile());
  return module && checker.getTypeOfSymbol(module);
}

/** Does the twin not block itself, and is it another function than the one around the call? */
function mayTakeItsPlace(file: TypedFile, owner: ts.Type, name: string, call: TSESTree.Node): boolean {
  const { checker } = file.compiler;
  const { functions, of } = getSummaries(file);
  const property = checker.getPropertyOfType(checker.getNonNullableType(owner), name);
  const fn = property && (functions.findOfSymbol(property) ?? functions.findDeclared(property));
  if (!fn || of(fn).blocking) return false;
  for (let current: TSESTree.Node | undefined = call; current; current = current.parent) {
    if (isFunction(current) && [current, current.parent].some((node) => file.toTypeScript(node) === fn)) return false;
  }
  return true;
}

export function useProjectTwin(file: TypedFile, contexts: ExecutionContexts, { call, twin }: ProjectTwin): Repair | undefined {
  if (call.binding ?? call.object) return useTwin(file, contexts, call);
  const repair = isVisible(file, call, twin.name) ? adaptToTwin(file, contexts, call, twin) : undefined;
  return repair && { ...repair, edits: [...repair.edits, { range: call.name.range, text: twin.name }] };
}

/** Does the twin's name stand for the function beside this one where the call is? */
function isVisible({ source }: TypedFile, { name }: OperationCall, twin: string): boolean {
  const variable = ASTUtils.findVariable(source.getScope(name), twin);
  const own = name.type === T.Identifier ? ASTUtils.findVariable(source.getScope(name), name.name) : null;
  return variable !== null && variable.scope === own?.scope && variable.scope.upper?.upper === null && variable.defs.every(({ node }) => node.type === T.FunctionDeclaration || node.type === T.VariableDeclarator);
}
