import type { ModuleDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { isTestFile } from './served.ts';

// Where projects say who makes a request.
const AUTHENTICATING = new Set(['api', 'auth', 'authentication', 'authenticators', 'backends', 'core', 'decorators', 'dependencies', 'helpers', 'jwt', 'middleware', 'middlewares', 'permissions', 'router', 'routers', 'routing', 'security', 'utils', 'views']);

const answers = new WeakMap<ModuleDefinition, Map<string, boolean>>();

/** Does the project set `request.name` itself? Then reading it loads nothing that we know of. */
export function isGivenByProject(machine: Machine, name: string, from: ModuleDefinition): boolean {
  let known = answers.get(from);
  if (!known) answers.set(from, (known = new Map<string, boolean>()));
  let answer = known.get(name);
  if (answer === undefined) {
    const setting = new RegExp(`\\brequest\\.${name}\\s*(?:,[^=\\n]*)?=(?!=)`, 'u');
    answer = [from, ...machine.listModules(from, AUTHENTICATING)].some(({ path, text }) => !isTestFile(path) && setting.test(text));
    known.set(name, answer);
  }
  return answer;
}
