import type { Repair } from '../analysis/intent.ts';
import { awaitExpression, insert } from './await-edits.ts';
import type { OperationCall } from './calls.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { AWAIT, findDeclaration, HOLD } from './language-twins.ts';
import { repairInAsync } from './make-async.ts';

/** Turns a call into the async form that the language has for it; `undefined` where its twin is a member. */
export function useLanguageTwin(file: TypedFile, contexts: ExecutionContexts, { node, name, operation: { twin } }: OperationCall): Repair | undefined {
  const context = contexts.of(node);
  const declaration = twin === HOLD ? findDeclaration(node) : undefined;
  if (declaration) return repairInAsync(file, contexts, context, node, [insert(declaration.range[0], 'await ')]);
  const link = twin === AWAIT ? file.source.getTokenBefore(name) : undefined;
  if (link?.value !== '.') return undefined;
  const [from, to] = [link.range[0], node.range[1]];
  if (file.source.getAllComments().some(({ range }) => from <= range[0] && range[1] <= to)) return undefined;
  const awaited = awaitExpression(file, node);
  return repairInAsync(file, contexts, context, node, awaited && [...awaited, { range: [from, to], text: '' }]);
}
