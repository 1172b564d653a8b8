import { visitorKeys, type ExceptHandler, type Expression, type Node, type Try, type TryStar, type WithItem } from '../../parser/index.ts';
import type { FlowFrame } from '../values/flow-frame.ts';
import type { Frame, Machine, Run } from '../machine.ts';
import type { Value } from '../values/values.ts';

const EXPECTING = new Set(['raises', 'assertRaises', 'assertRaisesMessage', 'assertRaisesRegex']);
const SYNC_ERROR: ReadonlySet<string> = new Set(['SynchronousOnlyOperation']);
/** What our mistakes raise. */
const ERRORS: ReadonlySet<string> = new Set([...SYNC_ERROR, 'AttributeError', 'BaseException', 'Exception', 'ImproperlyConfigured', 'RuntimeError', 'TypeError', 'ValueError']);

/** `with pytest.raises(SynchronousOnlyOperation)`: a test of the very mistake. */
export function expectsError({ context_expr: manager }: WithItem): boolean {
  if (manager.type !== 'Call') return false;
  const { args, func } = manager;
  const name = func.type === 'Attribute' ? func.attr : func.type === 'Name' ? func.id : '';
  return EXPECTING.has(name) && args[0] !== undefined && names(args[0], ERRORS);
}

/** `except SynchronousOnlyOperation`: the code knows, and does something else then. */
export function catchesError({ handlers }: Try | TryStar): boolean {
  return handlers.some(({ exception }) => exception !== null && names(exception, SYNC_ERROR));
}

const NO_ATTRIBUTE: ReadonlySet<string> = new Set(['AttributeError']);

/** What is something else than thought where `except AttributeError` is reached: it lacks what the block asked it for. */
export function listDoubted({ body }: Try | TryStar, { exception }: ExceptHandler): readonly string[] {
  if (!exception || !names(exception, NO_ATTRIBUTE)) return [];
  const found = new Set<string>();
  const pending: Node[] = [...body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Attribute' && node.value.type === 'Name') found.add(node.value.id);
    for (const key of visitorKeys[node.type]) for (const child of [(node as unknown as Record<string, Node | readonly (Node | null)[] | null>)[key] ?? []].flat()) if (child) pending.push(child);
  }
  return [...found];
}

function names(node: Expression, wanted: ReadonlySet<string>): boolean {
  if (node.type === 'Tuple') return node.elts.some((element) => names(element, wanted));
  return node.type === 'Name' ? wanted.has(node.id) : node.type === 'Attribute' && wanted.has(node.attr);
}

/** The relation that an assertion expects to be none: then reading it asks for nothing. */
function findExpectedNone(node: Expression): Expression | undefined {
  if (node.type === 'Call') return node.func.type === 'Attribute' && node.func.attr === 'assertIsNone' ? node.args[0] : undefined;
  const [right] = node.type === 'Compare' ? node.comparators : [];
  return node.type === 'Compare' && node.ops[0] === 'Is' && right?.type === 'Constant' && right.literal === 'None' ? node.left : undefined;
}

/** Evaluates what is expected, without the query for a relation that is none. */
export function evaluateExpected(machine: Machine, node: Expression, frame: Frame): Value {
  const expected = findExpectedNone(node);
  if (!expected) return machine.evaluate(node, frame);
  const emit: Run['emit'] = (effect) => { if (effect.node !== expected || effect.form !== 'relation' || effect.detail !== 'forward') frame.run.emit(effect); };
  return machine.evaluate(node, { ...frame, run: { ...frame.run, emit } });
}

/** Runs statements whose effects are meant. */
export function runExpected(frame: FlowFrame, isExpected: boolean, run: () => void): void {
  const holder = frame as { run: Run };
  const before = holder.run;
  if (isExpected) holder.run = { ...before, emit: () => {} };
  run();
  holder.run = before;
}
