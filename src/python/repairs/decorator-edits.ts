import { createScopeFrame } from '../inference/names/names.ts';
import type { Expression } from '../parser/index.ts';
import { replace, type Edits } from './edits.ts';
import type { Place } from './repaired-site.ts';

/** Swaps a transaction with the decorator below it that offloads. */
export function reorderDecorators({ file, node }: Place): Edits {
  const definition = file.getParent(node);
  if (definition?.type !== 'FunctionDef' && definition?.type !== 'AsyncFunctionDef') return undefined;
  const decorators = definition.decorator_list;
  const index = decorators.indexOf(node as Expression);
  const next = decorators[index + 1];
  if (index < 0 || !next) return undefined;
  const value = file.machine.evaluate(next, createScopeFrame(file.machine, file.module));
  const target = value.kind === 'partial' ? value.target : value;
  if (target.kind !== 'function' || !target.definition.markers.has('offloads')) return undefined;
  return [replace(node, file.text.slice(...next.range)), replace(next, file.text.slice(...node.range))];
}
