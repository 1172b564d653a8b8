import type { Expression, Try, TryStar, WithItem } from '../../parser/index.ts';
import type { FlowFrame } from '../values/flow-frame.ts';
import type { Run } from '../machine.ts';

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

function names(node: Expression, wanted: ReadonlySet<string>): boolean {
  if (node.type === 'Tuple') return node.elts.some((element) => names(element, wanted));
  return node.type === 'Name' ? wanted.has(node.id) : node.type === 'Attribute' && wanted.has(node.attr);
}

/** Runs statements whose effects are meant. */
export function runExpected(frame: FlowFrame, isExpected: boolean, run: () => void): void {
  const holder = frame as { run: Run };
  const before = holder.run;
  if (isExpected) holder.run = { ...before, emit: () => {} };
  run();
  holder.run = before;
}
