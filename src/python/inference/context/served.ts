import { dirname, relative } from 'node:path';
import { findProjectFolder } from '../../project/listing.ts';
import { isOnLoop } from '../checks/class-checks.ts';
import type { FunctionDefinition, ModuleDefinition } from '../values/definitions.ts';
import { findConfiguredPlace } from './configured.ts';
import { importsAny } from './framework-parameters.ts';
import type { Machine } from '../machine.ts';
import type { Marker } from '../names/markers.ts';
import { applyDecorators } from '../names/decorators.ts';
import { createScopeFrame } from '../names/names.ts';
import type { Value } from '../values/values.ts';

// Where a project says how its API is served.
const SERVING = new Set(['api', 'app', 'asgi', 'graphql', 'main', 'routing', 'schema', 'server', 'settings', 'urls', 'views']);
const TEST_FILE = /(?:^|[\\/])(?:tests?[\\/]|conftest\.py$|tests?\.py$|test_[^\\/]*\.py$|[^\\/]*_tests?\.py$)/u;

/** Does a file, by its path in the project, belong to tests? */
export function isTestFile(path: string | undefined): boolean {
  return path !== undefined && TEST_FILE.test(relative(findProjectFolder(dirname(path)), path));
}

/** Does a framework call this sync function on the event loop, as the settings say, its class, or a decorator and the server of the project together? */
export function isServedOnLoop(machine: Machine, definition: FunctionDefinition): boolean {
  const { isAsync, module, node, scope } = definition;
  if (isAsync || node.type === 'Lambda') return false;
  const place = findConfiguredPlace(machine, definition);
  if (place) return place === 'loop' && !isTestFile(module.path);
  if (definition.owner && isOnLoop(machine, definition.owner, definition.name)) return true;
  if ((node.decorator_list.length === 0 && !definition.owner) || isTestFile(module.path)) return false;
  const frame = createScopeFrame(machine, scope);
  const found = node.decorator_list.findIndex((decorator) => readMarker(machine.evaluate(decorator.type === 'Call' ? decorator.func : decorator, frame)));
  const decorator = node.decorator_list[found];
  const marker = decorator ? readMarker(machine.evaluate(decorator.type === 'Call' ? decorator.func : decorator, frame)) : findMethodMarker(machine, definition);
  if (!marker || !isServedBy(machine, marker, module)) return false;
  // Another decorator may have taken it off the loop before.
  const bound = applyDecorators(machine, definition, node.decorator_list.slice(found + 1));
  return bound.kind === 'function' && bound.definition === definition && bound.named !== 'offloader';
}

function readMarker(value: Value): Marker | undefined {
  return value.kind === 'function' ? value.definition.markers.get('on_loop') : undefined;
}

/** What a base class says of the methods that a framework calls. */
function findMethodMarker(machine: Machine, { name, owner }: FunctionDefinition): Marker | undefined {
  const marker = owner && machine.getLineage(owner).classes.map(({ markers }) => markers.get('on_loop')).find((found) => found !== undefined);
  const methods = marker?.keywords.get('methods');
  const isMethod = typeof methods === 'string' && methods.split(' ').some((method) => (method.endsWith('*') ? name.startsWith(method.slice(0, -1)) : method === name));
  return isMethod ? marker : undefined;
}

/** Does the project import a server that runs on a loop, or call what does, and import none that does not? Some need no server. */
function isServedBy(machine: Machine, { args, keywords }: Marker, from: ModuleDefinition): boolean {
  const others = keywords.get('unless');
  const call = keywords.get('calls');
  if (args.length === 0) return true;
  const modules = [from, ...machine.listModules(from, SERVING)].filter(({ path }) => !isTestFile(path));
  const isServed = modules.some((module) => importsAny(module, args) || (typeof call === 'string' && module.text.includes(`.${call}(`)));
  return isServed && !(typeof others === 'string' && modules.some((module) => importsAny(module, others.split(' '))));
}
