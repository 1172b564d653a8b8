import type { ModuleDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { isTestFile } from './served.ts';

// Where projects say who makes a request.
const AUTHENTICATING = new Set(['api', 'auth', 'authentication', 'authenticators', 'backends', 'core', 'decorators', 'dependencies', 'helpers', 'jwt', 'middleware', 'middlewares', 'permissions', 'router', 'routers', 'routing', 'security', 'utils', 'views']);

// By machine: what other files say may change while this one stays the same.
const answers = new WeakMap<Machine, WeakMap<ModuleDefinition, Map<string, boolean>>>();
const settings = new WeakMap<ModuleDefinition, Map<string, boolean>>();

/** Does the project set `request.name` itself? Then reading it loads nothing that we know of. */
export function isGivenByProject(machine: Machine, name: string, from: ModuleDefinition): boolean {
  let ofMachine = answers.get(machine);
  if (!ofMachine) answers.set(machine, (ofMachine = new WeakMap<ModuleDefinition, Map<string, boolean>>()));
  let known = ofMachine.get(from);
  if (!known) ofMachine.set(from, (known = new Map<string, boolean>()));
  let answer = known.get(name);
  if (answer === undefined) {
    answer = [from, ...machine.listModules(from, AUTHENTICATING)].some((module) => sets(module, name) && !isTestFile(module.path));
    known.set(name, answer);
  }
  return answer;
}

function sets(module: ModuleDefinition, name: string): boolean {
  let known = settings.get(module);
  if (!known) settings.set(module, (known = new Map<string, boolean>()));
  let answer = known.get(name);
  if (answer === undefined) known.set(name, (answer = new RegExp(`\\brequest\\.${name}\\s*(?:,[^=\\n]*)?=(?!=)`, 'u').test(module.text)));
  return answer;
}
