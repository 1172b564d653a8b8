import { AST_NODE_TYPES as T, ASTUtils, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TextEdit } from '../analysis/intent.ts';
import type { TransactionForm } from '../analysis/operation.ts';
import type { TypedFile } from './file.ts';
import { listRequiredSpecifiers, reachExport } from './import-edits.ts';
import { getModuleType, readImports } from './modules.ts';
import type { Receiver, Receivers } from './receivers.ts';
import { isFunction, stripTransparent } from './syntax.ts';
import type { TypedStep } from './typed-steps.ts';

type Form<Kind extends TransactionForm['kind']> = Extract<TransactionForm, { kind: Kind }>;

interface Member {
  readonly name: string;
  readonly form: Form<'callback'> | Form<'disposable'>;
  /** The type of what the callback receives, or of what the call gives. */
  readonly handle: ts.Type | undefined;
}

/** A way to open a transaction at one place of a file. */
export interface Opener extends Omit<Member, 'name'> {
  /** The function as it would be written: `aatomic`, `db.withTransactionAsync`. */
  readonly text: string;
  /** The client that the function is a method of. */
  readonly client: TSESTree.Node | undefined;
  /** What makes the function available where it is not. */
  readonly edits: readonly TextEdit[];
}

// Only these are looked at; their declarations then say whether they open a transaction.
const CANDIDATE = /transaction|atomic|savepoint/iu;

/** The openers that the ORM of the steps offers at a place, those on their client first. */
export function findOpeners(file: TypedFile, steps: readonly TypedStep[], place: TSESTree.Node): readonly Opener[] {
  const [step] = steps;
  if (!step?.call) return [];
  const { origin } = step.call.receiver.declaration;
  const { arguments: places, option } = file.knowledge.findProfile(origin)?.transactions ?? {};
  // A query that is given the transaction may be one of any model.
  if (places) return findOnClient(file, [step], place);
  if (option !== undefined) return findOnVariables(file, origin, place);
  return [...findOnClient(file, steps, place), ...findInModules(file, origin, place)];
}

function findOnClient(file: TypedFile, steps: readonly TypedStep[], place: TSESTree.Node): readonly Opener[] {
  const [first] = steps;
  return listOwners(first?.client).flatMap((client) => {
    if (!isAvailable(file, client, place) || !steps.every((step) => listOwners(step.client).some((owner) => isSamePath(file, client, owner)))) return [];
    const type = file.typeOf(client);
    const receiver = file.receivers.find(type);
    if (!receiver || file.compiler.checker.getNonNullableType(type) !== type) return [];
    const text = file.source.getText(client);
    return [...listMembers(file, receiver, type), ...listBuilt(file, receiver, type)].map(({ name, ...member }) => ({ ...member, text: `${text}.${name}`, client, edits: [] }));
  });
}

/** The clients of an ORM that the file declares or imports. */
function findOnVariables(file: TypedFile, origin: string, place: TSESTree.Node): readonly Opener[] {
  const module = file.source.scopeManager?.globalScope?.childScopes.find(({ block }) => block.type === T.Program);
  const clients = (module?.variables ?? []).flatMap(({ identifiers: [client] }): readonly Opener[] => {
    if (client?.type !== T.Identifier || !isAvailable(file, client, place)) return [];
    const type = file.typeOf(client);
    const receiver = type.getConstructSignatures().length > 0 ? undefined : file.receivers.find(type);
    if (receiver?.declaration.origin !== origin) return [];
    return listMembers(file, receiver, type).map(({ name, ...member }) => ({ ...member, text: `${client.name}.${name}`, client, edits: [] }));
  });
  // Which of several belongs to the models is not known.
  return new Set(clients.map(({ client }) => client)).size === 1 ? clients : [];
}

/** `db.users` and `db` for `db.users`. */
function listOwners(client: TSESTree.Node | undefined): readonly TSESTree.Node[] {
  const owners: TSESTree.Node[] = [];
  for (let current = client; current; ) {
    owners.push(current);
    const node = stripTransparent(current);
    current = node.type === T.MemberExpression ? node.object : undefined;
  }
  return owners;
}

/** The functions that modules of the ORM export, directly or as members of an exported object. */
function findInModules(file: TypedFile, origin: string, place: TSESTree.Node): readonly Opener[] {
  const { checker } = file.compiler;
  return listModules(file, origin).flatMap(([specifier, module]) => {
    const type = getModuleType(file.compiler, module);
    const reach = (name: string, { name: _, ...member }: Member, path = ''): readonly Opener[] => {
      const reached = reachExport(file, specifier, name, place);
      return reached ? [{ ...member, ...reached, text: `${reached.text}${path}`, client: undefined }] : [];
    };
    const receiver = file.receivers.find(type);
    const direct = receiver ? listMembers(file, receiver, type).flatMap((member) => reach(member.name, member)) : [];
    const inner = checker.getPropertiesOfType(type).filter(({ name }) => CANDIDATE.test(name)).flatMap((property) => {
      const object = checker.getTypeOfSymbol(property);
      const holder = object.getCallSignatures().length > 0 || object.getConstructSignatures().length > 0 ? undefined : file.receivers.find(object);
      return holder ? listMembers(file, holder, object).flatMap((member) => reach(property.name, member, `.${member.name}`)) : [];
    });
    return [...direct, ...inner];
  });
}

const importsOfProjects = new WeakMap<Receivers, ReadonlyMap<string, ts.Symbol>>();

/** The modules of an ORM that the project imports by a name that works from everywhere. */
function listModules(file: TypedFile, origin: string): readonly (readonly [string, ts.Symbol])[] {
  const { compiler, receivers } = file;
  const modules = new Map(listImports(file));
  for (const specifier of listRequiredSpecifiers(file)) {
    const symbol = compiler.checker.getSymbolAtLocation(file.toTypeScript(specifier));
    if (symbol) modules.set(specifier.value, symbol);
  }
  return [...modules].filter(([specifier, symbol]) => {
    return !/^[./]/u.test(specifier) && receivers.find(getModuleType(compiler, symbol))?.declaration.origin === origin;
  });
}

function listImports({ compiler, receivers }: TypedFile): ReadonlyMap<string, ts.Symbol> {
  let known = importsOfProjects.get(receivers);
  if (!known) {
    const imports = readImports(compiler, (file) => !receivers.origins.isDependency(file));
    known = new Map(imports.flatMap(({ specifier, symbol }) => (symbol ? [[specifier, symbol] as const] : [])));
    importsOfProjects.set(receivers, known);
  }
  return known;
}

function listMembers(file: TypedFile, receiver: Receiver, type: ts.Type): readonly Member[] {
  return receiver.declaration.names().flatMap((name) => {
    const form = CANDIDATE.test(name) ? receiver.operation(name)?.transaction : undefined;
    if ((form?.kind !== 'callback' && form?.kind !== 'disposable') || !form.plain) return [];
    if (form.kind === 'callback' && form.parameter !== 0) return [];
    return [{ name, form, handle: findHandle(file, type, name, form) }];
  });
}

/** `transaction().execute` of a client whose `transaction` gives a builder that runs the callback. */
function listBuilt({ compiler: { checker }, knowledge }: TypedFile, { declaration }: Receiver, type: ts.Type): readonly Member[] {
  const openers = knowledge.findProfile(declaration.origin)?.transactions?.openers ?? [];
  return openers.flatMap((opener): readonly Member[] => {
    const [builder, method = ''] = opener.split('.');
    const property = type.getProperties().find((candidate) => CANDIDATE.test(candidate.name) && getResult(checker, candidate)?.getSymbol()?.name === builder);
    const result = property && getResult(checker, property);
    const run = result?.getProperty(method);
    if (!property || !result || !run) return [];
    const form = { kind: 'callback', parameter: 0, handle: true, returnsResult: true, async: true, plain: true } as const;
    const [signature] = checker.getTypeOfSymbol(run).getCallSignatures();
    const [callback] = signature?.parameters[0] ? checker.getTypeOfSymbol(signature.parameters[0]).getCallSignatures() : [];
    return [{ name: `${property.name}().${method}`, form, handle: callback?.parameters[0] && checker.getTypeOfSymbol(callback.parameters[0]) }];
  });
}

function getResult(checker: ts.TypeChecker, property: ts.Symbol): ts.Type | undefined {
  return checker.getTypeOfSymbol(property).getCallSignatures()[0]?.getReturnType();
}

function findHandle({ compiler: { checker } }: TypedFile, type: ts.Type, name: string, form: Member['form']): ts.Type | undefined {
  const property = checker.getPropertyOfType(type, name);
  const signatures = property ? checker.getTypeOfSymbol(property).getCallSignatures() : [];
  for (const signature of signatures) {
    if (form.kind === 'disposable') return checker.getAwaitedType(signature.getReturnType());
    const [callback] = signature.parameters[0] ? checker.getTypeOfSymbol(signature.parameters[0]).getCallSignatures() : [];
    const handle = callback?.parameters[0];
    if (handle) return checker.getTypeOfSymbol(handle);
  }
  return undefined;
}

/** Is a client that can be named twice known at a place by the same name? */
function isAvailable(file: TypedFile, client: TSESTree.Node, place: TSESTree.Node): boolean {
  let root = stripTransparent(client);
  while (root.type === T.MemberExpression && (!root.computed || root.property.type === T.Literal) && !root.optional) root = stripTransparent(root.object);
  if (root.type === T.ThisExpression) return findThisOwner(root) === findThisOwner(place);
  const variable = root.type === T.Identifier ? file.variableOf(root) : undefined;
  if (!variable || ASTUtils.findVariable(file.source.getScope(place), variable.name) !== variable) return false;
  return variable.identifiers.every(({ range }) => range[0] < place.range[0]) || /^(?:global|module)$/u.test(variable.scope.type);
}

function findThisOwner(node: TSESTree.Node): TSESTree.Node | undefined {
  let owner = node.parent;
  while (owner && (!isFunction(owner) || owner.type === T.ArrowFunctionExpression) && !/^(?:PropertyDefinition|StaticBlock)$/u.test(owner.type)) owner = owner.parent;
  return owner;
}

function isSamePath(file: TypedFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  return file.source.getText(stripTransparent(one)) === file.source.getText(stripTransparent(other));
}
