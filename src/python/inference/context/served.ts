import { dirname, relative } from 'node:path';
import { findProjectFolder } from '../../project/listing.ts';
import type { FunctionDefinition, ModuleDefinition } from '../values/definitions.ts';
import { importsAny } from './framework-parameters.ts';
import type { Machine } from '../machine.ts';
import type { Marker } from '../names/markers.ts';
import { createScopeFrame } from '../names/names.ts';

// Where a project says how its API is served.
const SERVING = new Set(['api', 'app', 'asgi', 'graphql', 'main', 'routing', 'schema', 'server', 'settings', 'urls', 'views']);
const TEST_FILE = /(?:^|[\\/])(?:tests?[\\/]|conftest\.py$|tests?\.py$|test_[^\\/]*\.py$|[^\\/]*_tests?\.py$)/u;

/** Does a file, by its path in the project, belong to tests? */
export function isTestFile(path: string | undefined): boolean {
  return path !== undefined && TEST_FILE.test(relative(findProjectFolder(dirname(path)), path));
}

/** Does a framework call this sync function on the event loop, as a decorator and the server of the project say together? */
export function isServedOnLoop(machine: Machine, definition: FunctionDefinition): boolean {
  const { isAsync, module, node, scope } = definition;
  if (isAsync || node.type === 'Lambda' || node.decorator_list.length === 0 || isTestFile(module.path)) return false;
  const frame = createScopeFrame(machine, scope);
  const marker = node.decorator_list
    .map((decorator) => machine.evaluate(decorator.type === 'Call' ? decorator.func : decorator, frame))
    .map((value) => (value.kind === 'function' ? value.definition.markers.get('on_loop') : undefined))
    .find((found) => found !== undefined);
  if (!marker || !isServedBy(machine, marker, module)) return false;
  // Another decorator may have taken it off the loop.
  const bound = machine.bindFunction(definition);
  return bound.kind === 'function' && bound.definition === definition;
}

/** Does the project import a server that runs on a loop, and none that does not? */
function isServedBy(machine: Machine, { args, keywords }: Marker, from: ModuleDefinition): boolean {
  const others = keywords.get('unless');
  const modules = [from, ...machine.listModules(from, SERVING)].filter(({ path }) => !isTestFile(path));
  return modules.some((module) => importsAny(module, args)) && !(typeof others === 'string' && modules.some((module) => importsAny(module, others.split(' '))));
}
