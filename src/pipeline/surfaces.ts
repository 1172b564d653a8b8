import type { Configuration } from '../analysis/configuration.ts';
import type { ReceiverSurface, Surface } from '../analysis/surface.ts';
import { DEFAULT_TWINS } from '../orm/conventions.ts';
import { createKnowledge } from '../orm/knowledge.ts';
import { openPackage, openPackageFolder, openTsconfig, type OpenedDefinitions, type Problem } from '../typescript/definition-project.ts';
import { createReceivers, type Receiver, type Receivers } from '../typescript/receivers.ts';

/** What the linter believes of the ORMs it was shown. */
export interface Inspection {
  /** Package and version, or the path of the project. */
  readonly title: string;
  readonly surfaces: readonly Surface[];
  /** Receivers that the code derives from those of an ORM, by file. */
  readonly own: readonly Surface[];
}

export type { Problem } from '../typescript/definition-project.ts';

const surfaces = new WeakMap<Receivers, Map<string, Surface>>();

/** Reads one package, taken for an ORM because somebody named it. */
export function inspectPackage(specifier: string, directory: string): Inspection | Problem {
  return inspect(openPackage(specifier, directory));
}

export function inspectPackageFolder(folder: string): Inspection | Problem {
  return inspect(openPackageFolder(folder));
}

/** Reads every ORM that a project has, and what the project derives from them. */
export function inspectProject(tsconfig: string): Inspection | Problem {
  return inspect(openTsconfig(tsconfig), tsconfig);
}

function inspect(opened: OpenedDefinitions | Problem, project = ''): Inspection | Problem {
  if ('problem' in opened) return opened;
  const { compiler, packageName, version } = opened;
  const knowledge = createKnowledge(getConfiguration(packageName));
  const receivers = createReceivers(compiler, knowledge);
  const origins = packageName === undefined ? [...receivers.definitions.origins.keys()] : [packageName];
  const found = origins.map((origin) => getSurface(receivers, origin)).filter((surface) => surface.receivers.length > 0);
  return {
    title: packageName === undefined ? project : [packageName, version].join(' ').trim(),
    surfaces: found.toSorted((one, other) => one.origin.localeCompare(other.origin)),
    own: getOwnSurfaces(receivers),
  };
}

/** The surface of one origin, as plain data. */
export function getSurface(receivers: Receivers, origin: string): Surface {
  let known = surfaces.get(receivers);
  if (!known) surfaces.set(receivers, (known = new Map<string, Surface>()));
  let surface = known.get(origin);
  if (!surface) known.set(origin, (surface = { origin, receivers: dropCopies(receivers.list(origin).map(toSurface)) }));
  return surface;
}

function getOwnSurfaces(receivers: Receivers): readonly Surface[] {
  const files = new Map<string, ReceiverSurface[]>();
  for (const { receiver, definition } of receivers.listDerived()) {
    const file = files.get(definition.origin) ?? [];
    files.set(definition.origin, file);
    file.push(toSurface(receiver));
  }
  return [...files].map(([origin, found]) => ({ origin, receivers: dropCopies(found) })).filter((surface) => surface.receivers.length > 0);
}

function toSurface({ declaration, operation }: Receiver): ReceiverSurface {
  const operations = declaration.names().map((name) => operation(name)).filter((found) => found !== undefined);
  return { name: declaration.name, evaluable: declaration.evaluable, thenable: declaration.thenable, operations };
}

/** Receivers that do something, each once: a package may declare a class in several of its formats. */
function dropCopies(receivers: readonly ReceiverSurface[]): readonly ReceiverSurface[] {
  const known = new Map<string, ReceiverSurface>();
  for (const receiver of receivers) {
    if (!receiver.evaluable && receiver.operations.every(({ effect }) => effect === 'none')) continue;
    known.set(JSON.stringify(receiver), receiver);
  }
  return [...known.values()];
}

function getConfiguration(packageName: string | undefined): Configuration {
  return { orms: packageName === undefined ? [] : [{ package: packageName }], ignore: [], twins: DEFAULT_TWINS, transactions: [], offloaders: [] };
}
