import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';
import type { Receivers } from './receivers.ts';
import { climbTransparent, stripTransparent } from './syntax.ts';
import { getConstituents } from './type-shape.ts';
import { getStep } from './value-steps.ts';

const known = new WeakMap<Receivers, Map<ts.Type, boolean>>();

/** Does a value of the type run its query only when somebody awaits it? */
export function isLazyThenable(file: TypedFile, type: ts.Type): boolean {
  let ofReceivers = known.get(file.receivers);
  if (!ofReceivers) known.set(file.receivers, (ofReceivers = new Map<ts.Type, boolean>()));
  let answer = ofReceivers.get(type);
  if (answer === undefined) ofReceivers.set(type, (answer = getConstituents(file.compiler, type).every((part) => isLazyPart(file, part))));
  return answer;
}

/** Is it named lazy itself, or has it its `then` from a type that is? Mapped types have members, and no bases. */
function isLazyPart(file: TypedFile, type: ts.Type): boolean {
  const { checker } = file.compiler;
  const then = checker.getPropertyOfType(checker.getApparentType(type), 'then');
  if (!then) return false;
  if (then.declarations?.some(({ parent }) => isNamedLazy(file, parent))) return true;
  const pending = [type];
  for (const current of pending) {
    if (current.getSymbol()?.declarations?.some((declaration) => isNamedLazy(file, declaration))) return true;
    const { target } = current as Partial<ts.TypeReference>;
    const declared = target ?? current;
    pending.push(...(declared.isClassOrInterface() ? checker.getBaseTypes(declared) : []), ...(current.isIntersection() ? current.types : []));
  }
  return false;
}

function isNamedLazy({ compiler: { ts: tsc }, knowledge, receivers: { origins } }: TypedFile, declaration: ts.Node): boolean {
  if (!tsc.isClassDeclaration(declaration) && !tsc.isInterfaceDeclaration(declaration)) return false;
  const name = declaration.name?.text;
  return name !== undefined && (knowledge.findProfile(origins.of(declaration))?.lazy?.includes(name) ?? false);
}

/**
 * Does an expression hold a value that the code has kept, rather than make one? `knex.schema` makes a builder whenever it is
 * read, because the ORM declares it; `this.query` is the project's.
 */
function isKept({ compiler: { checker }, receivers: { origins }, toTypeScript }: TypedFile, node: TSESTree.Node): boolean {
  if (node.type === T.Identifier || node.type === T.ThisExpression) return true;
  if (node.type !== T.MemberExpression) return false;
  const declarations = checker.getSymbolAtLocation(toTypeScript(node.property))?.declarations ?? [];
  return declarations.every((declaration) => !origins.isDependency(declaration));
}

/** Does a call go on with a builder that somebody holds: a variable, a field, or whoever gave it to a function of the project? */
export function continuesKept(file: TypedFile, node: TSESTree.CallExpression, isSame: (type: ts.Type) => boolean): boolean {
  for (let current = node; current.callee.type === T.MemberExpression; ) {
    const object = stripTransparent(current.callee.object);
    if (!isSame(file.typeOf(object))) return false;
    if (object.type !== T.CallExpression) return isKept(file, object);
    if (isOfProject(file, object)) return true;
    current = object;
  }
  return false;
}

function isOfProject(file: TypedFile, call: TSESTree.CallExpression): boolean {
  const declaration = file.signatureOf(call)?.declaration;
  return declaration !== undefined && !file.receivers.origins.isDependency(declaration);
}

/** The last call of a chain that starts with an expression, as long as its calls go on with the same query. */
function climbCalls(file: TypedFile, node: TSESTree.Node, isSame: (type: ts.Type) => boolean): TSESTree.Node {
  const value = climbTransparent(node);
  const { parent } = value;
  const call = parent?.type === T.MemberExpression && parent.object === value ? climbTransparent(parent).parent : undefined;
  return call?.type === T.CallExpression && stripTransparent(call.callee) === parent && isSame(file.typeOf(call)) ? climbCalls(file, call, isSame) : value;
}

/** Does a place only go on building the query that a variable holds: `query.where(…);`, `query = query.where(…);`? */
export function isOnlyStepped(
  file: TypedFile,
  variable: TSESLint.Scope.Variable,
  read: TSESTree.Identifier,
  isSame = (type: ts.Type): boolean => isLazyThenable(file, type),
): boolean {
  const end = climbCalls(file, read, isSame);
  if (end === climbTransparent(read)) return false;
  const step = getStep(end);
  return step.kind === 'dropped' || (step.kind === 'stored' && file.variableOf(step.id) === variable);
}
