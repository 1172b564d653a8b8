import type { Knowledge } from '../analysis/knowledge.ts';
import type { Operation } from '../analysis/operation.ts';
import type { ReceiverSurface, Surface } from '../analysis/surface.ts';
import { createKnowledge } from '../orm/knowledge.ts';
import type { Compiler } from '../typescript/compiler.ts';
import { openPackage, openPackageFolder, openTsconfig, type OpenedDefinitions, type Problem } from '../typescript/definition-project.ts';
import { isTypedModule, readImports } from '../typescript/modules.ts';
import { splitSpecifier } from '../typescript/package-entries.ts';
import { createReceivers, type Receiver, type Receivers } from '../typescript/receivers.ts';
import { DEFAULT_CONFIGURATION } from './configuration.ts';

export type { Problem } from '../typescript/definition-project.ts';

/** A class or interface of the code that derives from a receiver of an ORM. */
export interface DerivedReceiver {
  readonly name: string;
  readonly file: string;
  /** Package or ambient module of the ORM. */
  readonly origin: string;
  readonly bases: readonly string[];
  /** What the code adds; everything else is as in the ORM. */
  readonly operations: readonly Operation[];
}

/** What the linter believes of the ORMs it was shown, as plain data. */
export interface Inspection {
  /** Package and version, or the path of the project. */
  readonly title: string;
  readonly surfaces: readonly Surface[];
  readonly derived: readonly DerivedReceiver[];
  /** What keeps the linter from seeing more. */
  readonly notes: readonly string[];
}

const surfaces = new WeakMap<Receivers, Map<string, Surface>>();

/** Reads one package, taken for an ORM because somebody named it. */
export function inspectPackage(specifier: string, directory: string): Inspection | Problem {
  return inspectDefinitions(openPackage(specifier, directory));
}

export function inspectPackageFolder(folder: string, directory: string): Inspection | Problem {
  return inspectDefinitions(openPackageFolder(folder, directory));
}

/** Reads every ORM that a project has, and what the project derives from them. */
export function inspectProject(tsconfig: string): Inspection | Problem {
  const opened = openTsconfig(tsconfig);
  if ('problem' in opened) return opened;
  const knowledge = createKnowledge(DEFAULT_CONFIGURATION);
  const receivers = createReceivers(opened.compiler, knowledge);
  const found = [...receivers.definitions.origins.keys()].map((origin) => getSurface(receivers, origin)).filter((surface) => surface.receivers.length > 0);
  const notes = [...findUntyped(opened.compiler, receivers, knowledge).values()];
  if (found.length === 0 && notes.length > 0) return { problem: notes.join('\n') };
  return {
    title: tsconfig,
    surfaces: found.toSorted((one, other) => (one.origin < other.origin ? -1 : 1)),
    derived: receivers.listDerived().map((derived) => toDerived(derived.receiver, derived.definition.origin, derived.definition.bases)).filter(isTelling),
    notes,
  };
}

function inspectDefinitions(opened: OpenedDefinitions | Problem): Inspection | Problem {
  if ('problem' in opened) return opened;
  const { compiler, name, specifier, version } = opened;
  const knowledge = createKnowledge({ ...DEFAULT_CONFIGURATION, orms: [{ package: name }] });
  const receivers = createReceivers(compiler, knowledge);
  const untyped = findUntyped(compiler, receivers, knowledge);
  // An ORM may spread over packages, as Prisma does with the client it generates.
  const profile = knowledge.findProfile(name);
  const origins = [...receivers.definitions.origins.keys()].filter((origin) => knowledge.findProfile(origin) === profile);
  const found = origins.map((origin) => getSurface(receivers, origin)).filter((surface) => surface.receivers.length > 0);
  // Prisma without its generated client has a runtime still, which is not what anybody asked for.
  const problem = untyped.get(specifier) ?? (found.length === 0 ? [...untyped.values()][0] : undefined);
  if (problem !== undefined) return { problem };
  return { title: [name, version].join(' ').trim(), surfaces: found.length > 0 ? found : [{ origin: name, receivers: [] }], derived: [], notes: findMissing(compiler, receivers, name) };
}

/** The surface of one origin, as plain data. */
export function getSurface(receivers: Receivers, origin: string): Surface {
  let known = surfaces.get(receivers);
  if (!known) surfaces.set(receivers, (known = new Map<string, Surface>()));
  let surface = known.get(origin);
  if (!surface) known.set(origin, (surface = { origin, receivers: dropCopies(receivers.list(origin).map(toSurface)) }));
  return surface;
}

function toSurface({ declaration, operation }: Receiver): ReceiverSurface {
  const operations = declaration.names().map((name) => operation(name)).filter((found) => found !== undefined);
  return { name: declaration.name, evaluable: declaration.evaluable, thenable: declaration.thenable, operations };
}

/** Receivers that do something, each once: a package may declare a class in several of its formats. */
function dropCopies(receivers: readonly ReceiverSurface[]): readonly ReceiverSurface[] {
  const known = new Map<string, ReceiverSurface>();
  for (const receiver of receivers) {
    if (receiver.evaluable || receiver.operations.some(({ effect }) => effect !== 'none')) known.set(JSON.stringify(receiver), receiver);
  }
  return [...known.values()];
}

function toDerived({ declaration, operation }: Receiver, file: string, bases: readonly string[]): DerivedReceiver {
  const own = declaration.names().filter((name) => declaration.member(name)?.declaredBy === 'project');
  const operations = own.map((name) => operation(name)).filter((found) => found !== undefined);
  return { name: declaration.name, file, origin: declaration.origin, bases, operations };
}

/** A static side of which the ORM declares all goes without saying. */
function isTelling({ name, operations }: DerivedReceiver): boolean {
  return !name.startsWith('typeof ') || operations.length > 0;
}

/** Imports of an ORM whose types are missing, with a sentence about each. */
function findUntyped(compiler: Compiler, { origins }: Receivers, knowledge: Knowledge): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { specifier, symbol } of readImports(compiler, (file) => !origins.isDependency(file))) {
    const profile = knowledge.findProfile(specifier) ?? knowledge.findProfile(splitSpecifier(specifier).name);
    if (!profile || (symbol && isTypedModule(compiler, symbol))) continue;
    const remedy = profile.untyped ?? 'Check that it is installed and that "moduleResolution" finds its types.';
    problems.set(specifier, `The types of "${specifier}" resolve to any. ${remedy}`);
  }
  return problems;
}

/** Packages that the declarations of an ORM refer to in vain. */
function findMissing(compiler: Compiler, { origins }: Receivers, origin: string): readonly string[] {
  const imports = readImports(compiler, (file) => origins.ofFile(file) === origin);
  const missing = new Set(imports.flatMap(({ specifier, symbol }) => (symbol || /^[./]/u.test(specifier) ? [] : splitSpecifier(specifier).name)));
  return missing.size === 0 ? [] : [`Not installed here, so that what ${origin} takes from them is any: ${[...missing].toSorted().join(', ')}.`];
}
