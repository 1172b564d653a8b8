import type { Machine } from './inference/machine.ts';
import type { ModuleDefinition } from './inference/values/definitions.ts';
import type { Node } from './parser/index.ts';

/** What the analysis of one file shares. */
export interface FileFacts {
  readonly text: string;
  readonly path: string;
  /** The working directory, from which messages name files. */
  readonly folder: string;
  readonly module: ModuleDefinition;
  readonly machine: Machine;
  getParent(node: Node): Node | undefined;
}
