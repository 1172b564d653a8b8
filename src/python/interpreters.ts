import { dirname, resolve } from 'node:path';
import type { Knowledge } from '../analysis/knowledge.ts';
import { type Availability, createAvailability } from './availability.ts';
import { createMachine } from './inference/create-machine.ts';
import type { ModuleDefinition } from './inference/values/definitions.ts';
import { createInstalledLibrary } from './inference/names/installed-library.ts';
import type { Machine } from './inference/machine.ts';
import { createModuleSource, type ModuleSource } from './inference/names/module-source.ts';
import { renewBudget } from './inference/calls/project-calls.ts';
import { findProjectFolder, listProjectFiles } from './project/listing.ts';
import { createModules, type Modules, type SourceModule } from './project/modules.ts';
import { createShortMemory, getEnd } from './project/path-cache.ts';

const modules = createModules();
/** An interpreter keeps what it has read: after so many characters, which take some 300 MB, the next begins. */
const MOST_TEXT = 10 * 1024 * 1024;

interface Interpreter {
  readonly machine: Machine;
  readonly source: ModuleSource;
  /** Are the lists of files that it has asked for still the same? */
  readonly hasSameFiles: () => boolean;
  /** Until when it is used without a look at the files it has read. */
  end: number;
}

interface OfKnowledge {
  readonly interpreters: Map<string, Interpreter>;
  readonly getAvailability: (folder: string) => Availability;
}

const known = new WeakMap<Knowledge, OfKnowledge>();

/**
 * Runs something on a file in the interpreter of its project: what that has worked out for one file serves the next, as long
 * as no file has changed. A text that is not the one on the disk is seen by nobody else; where what the file needs has seen the
 * file itself, an interpreter of its own sees the text everywhere.
 */
export function interpret<Result>(path: string, text: SourceModule, knowledge: Knowledge, run: (machine: Machine, module: ModuleDefinition) => Result): Result {
  const { getAvailability, interpreters } = getKnown(knowledge);
  const availability = getAvailability(dirname(resolve(path)));
  const key = `${availability.version} ${String(availability.isAssumed)} ${findProjectFolder(dirname(resolve(path)))}`;
  const shared = getCurrent(interpreters.get(key)) ?? createInterpreter(path, knowledge, availability, modules);
  interpreters.set(key, shared);
  const isSeen = (): boolean => shared.source.hasOpened(path) && modules.read(path)?.ast !== text.ast && shared.source.leadsTo(path);
  if (!isSeen()) {
    const result = runIn(shared, path, text, run);
    if (!isSeen()) return result;
  }
  return runIn(createInterpreter(path, knowledge, availability, modules.withOverride(path, text)), path, text, run);
}

function runIn<Result>({ machine, source }: Interpreter, path: string, text: SourceModule, run: (machine: Machine, module: ModuleDefinition) => Result): Result {
  renewBudget(machine, text.text.length);
  return run(machine, source.define(resolve(path), text));
}

function getKnown(knowledge: Knowledge): OfKnowledge {
  let ofKnowledge = known.get(knowledge);
  if (!ofKnowledge) {
    ofKnowledge = { interpreters: new Map(), getAvailability: createShortMemory((folder) => createAvailability(folder, knowledge)) };
    known.set(knowledge, ofKnowledge);
  }
  return ofKnowledge;
}

function getCurrent(interpreter: Interpreter | undefined): Interpreter | undefined {
  if (!interpreter || interpreter.source.size > MOST_TEXT) return undefined;
  const now = performance.now();
  if (now < interpreter.end) return interpreter;
  if (!interpreter.source.isCurrent() || !interpreter.hasSameFiles()) return undefined;
  interpreter.end = getEnd(now);
  return interpreter;
}

/** A module of the library itself, beside the project: what lies in the project is not what it has installed. */
function openInstalled(source: ModuleSource, view: Modules, name: string, path: string): ModuleDefinition | undefined {
  const found = view.resolve(name, path);
  return found !== undefined && /[\\/](?:site|dist)-packages[\\/]/u.test(found) ? source.open(found) : undefined;
}

function createInterpreter(path: string, knowledge: Knowledge, availability: Availability, view: Modules): Interpreter {
  const source = createModuleSource(knowledge.stubs, view);
  const lists = createListings();
  const machine = createMachine({
    configuration: knowledge.configuration,
    source,
    installed: createInstalledLibrary((name) => openInstalled(source, view, name, path)),
    ...availability,
    unsafeSettings: knowledge.unsafeSettings,
    users: knowledge.users,
    opener: knowledge.opener,
    patchedBy: knowledge.patchedBy,
    parameters: knowledge.parameters,
    // A stub has no place of its own: it speaks of the project that uses it.
    listFiles: (from, names) => lists.list(from.path ?? path, names),
  });
  return { machine, source, hasSameFiles: lists.isCurrent, end: getEnd(performance.now()) };
}

/** Lists files of the project, and knows later whether a file has come or gone. */
function createListings() {
  const asked = new Map<readonly string[], { readonly from: string; readonly names: ReadonlySet<string> }>();
  return {
    list(from: string, names: ReadonlySet<string>): readonly string[] {
      const files = listProjectFiles(from, names);
      if (!asked.has(files)) asked.set(files, { from, names });
      return files;
    },
    isCurrent: (): boolean => [...asked].every(([files, { from, names }]) => isSame(files, listProjectFiles(from, names))),
  };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((path, index) => path === other[index]));
}
