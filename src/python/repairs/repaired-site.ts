import type { Twin } from '../../analysis/operation.ts';
import type { FileFacts } from '../file.ts';
import type { Effect } from '../inference/machine.ts';
import type { Root } from '../inference/roots.ts';
import type { Value } from '../inference/values/values.ts';
import type { Node } from '../parser/index.ts';

/** What a repair may look at. */
export interface RepairedSite {
  /** `undefined` for a coroutine that nothing awaits. */
  readonly effect: Effect | undefined;
  /** The function it stands in. */
  readonly root: Root;
  /** The call, loop or expression to change. */
  readonly node: Node;
  /** What is called or evaluated there. */
  readonly subject: Node;
  readonly receiver: Value;
  readonly twin: Twin | undefined;
}

/** One site with the file around it. */
export interface Place extends RepairedSite {
  readonly file: FileFacts;
}
