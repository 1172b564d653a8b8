import type { TextEdit } from '../../analysis/intent.ts';
import type { FunctionDefinition } from '../inference/values/definitions.ts';
import { createScopeFrame } from '../inference/names/names.ts';
import type { Call, Expression, Node } from '../parser/index.ts';
import { isPlain, type Edits } from './edits.ts';
import type { Place } from './repaired-site.ts';

/** What a call does with a function that should have been given in the place of its result. */
interface Taker {
  /** `adapter` gives another function, `thread` takes the arguments too, `target` has them elsewhere, `loop` takes a coroutine. */
  readonly kind: 'adapter' | 'thread' | 'target' | 'loop';
  readonly call: Call;
}

// Methods of loops, pools and groups, whose objects are mostly local.
const THREADS = new Set(['to_thread', 'submit', 'partial', 'run_in_executor', 'run_sync']);
const LOOPS = new Set(['as_completed', 'create_task', 'ensure_future', 'gather', 'run_coroutine_threadsafe', 'shield', 'wait_for']);
const ADAPTERS = new Set(['sync_to_async', 'database_sync_to_async']);
const CONTAINERS: ReadonlySet<Node['type']> = new Set(['List', 'Tuple', 'Set', 'Starred']);

/** The call that an expression is handed to, where that runs functions or coroutines. */
export function findTaker({ file }: Pick<Place, 'file'>, node: Node): Taker | undefined {
  let child = node;
  let parent = file.getParent(node);
  for (; parent && (CONTAINERS.has(parent.type) || ('elt' in parent && parent.elt === child)); parent = file.getParent(parent)) child = parent;
  if (parent?.type === 'keyword' && parent.arg === 'target' && child === node) {
    const thread = file.getParent(parent);
    return thread?.type === 'Call' ? { kind: 'target', call: thread } : undefined;
  }
  if (parent?.type !== 'Call' || !parent.args.includes(child as Expression)) return undefined;
  const name = parent.func.type === 'Name' ? parent.func.id : parent.func.type === 'Attribute' ? parent.func.attr : '';
  if (LOOPS.has(name)) return { kind: 'loop', call: parent };
  // What follows the function is given to it, and is a plain value.
  if (child !== node || parent.args.indexOf(child as Expression) !== (name === 'run_in_executor' ? 1 : 0)) return undefined;
  if (THREADS.has(name)) return { kind: 'thread', call: parent };
  if (ADAPTERS.has(name)) return { kind: 'adapter', call: parent };
  const callee = file.machine.evaluate(parent.func, createScopeFrame(file.machine, file.module));
  if (callee.kind !== 'function') return undefined;
  if (callee.definition.markers.has('offloads')) return { kind: 'adapter', call: parent };
  return runsFirst(callee.definition) ? { kind: 'thread', call: parent } : undefined;
}

/** A function of the project that runs its first argument in a thread, with the others. */
function runsFirst({ module, node }: FunctionDefinition): boolean {
  if (module.path === undefined || node.type === 'Lambda' || !node.args.vararg) return false;
  const [first] = [...node.args.posonlyargs, ...node.args.args];
  return first !== undefined && new RegExp(`\\b(?:sync_to_async|to_thread)\\(\\s*${first.arg}\\b`, 'u').test(module.text.slice(...node.range));
}

/** `sync_to_async(rows.get(pk=1))()` becomes `sync_to_async(rows.get)(pk=1)`. */
export function handOver({ file }: Place, { call, kind }: Taker, node: Node): Edits {
  if (node.type !== 'Call' || kind === 'loop') return undefined;
  const [start, end] = [node.func.range[1], node.range[1]];
  const given = file.text.slice(start, end);
  if (kind === 'target') return /^\s*\(\s*\)$/u.test(given) ? [{ range: [start, end], text: '' }] : undefined;
  if (!/^\s*\(/u.test(given) || call.args.at(-1) !== node || call.keywords.length > 0 || !isPlain(file, start, end)) return undefined;
  const inner = given.slice(given.indexOf('(') + 1, -1).trim();
  const remove: TextEdit = { range: [start, end], text: '' };
  const func = call.func.type === 'Attribute' ? call.func.attr : '';
  if (kind === 'thread') {
    // An executor hands on no keywords.
    if (inner !== '' && node.keywords.length > 0 && (func === 'run_in_executor' || func === 'run_sync')) return undefined;
    return [inner === '' ? remove : { range: [start, end], text: `, ${inner}` }];
  }
  const outer = file.getParent(call);
  if (call.args.length !== 1) return undefined;
  if (outer?.type !== 'Call' || outer.func !== call) return [remove, { range: [call.range[1], call.range[1]], text: `(${inner})` }];
  if (outer.args.length > 0 || outer.keywords.length > 0 || !isPlain(file, call.range[1], outer.range[1])) return undefined;
  return [remove, { range: [call.range[1], outer.range[1]], text: `(${inner})` }];
}
