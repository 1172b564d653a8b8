import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Intent, Repair, TextEdit } from '../analysis/intent.ts';
import type { Unexecuted } from '../analysis/query-site.ts';
import { awaitExpression, climbChain, insert } from './await-edits.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { repairInAsync } from './make-async.ts';
import { climbTransparent, isTransparent, stripTransparent } from './syntax.ts';

type Execution = Extract<Intent, { kind: 'execute' }>;

/** Appends the call that runs a builder, and awaits what it gives; `undefined` where that is not enough. */
export function executeBuilder(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node, { by }: Unexecuted, { certain, terminal }: Execution): Repair | undefined {
  const append = insert(node.range[1], `.${terminal.name}()`);
  const repair = !terminal.thenable || by === 'combined' ? { safety: 'safe' as const, edits: [append] } : by === 'dropped' ? undefined : awaitTerminal(file, contexts, node, append);
  return repair && (certain ? repair : { ...repair, safety: 'unsafe' });
}

function awaitTerminal(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node, append: TextEdit): Repair | undefined {
  const voided = replaceVoid(file, contexts, node);
  if (voided) return { ...voided, edits: [...voided.edits, append] };
  const value = climbChain(node);
  // A cast says what the builder is, and not what it gives.
  if (isTransparent(value.parent)) return undefined;
  const edits = awaitExpression(file, value);
  return repairInAsync(file, contexts, contexts.of(node), node, edits && [...edits, append], 'may-drop');
}

/** `void query` becomes `await query`: only a suggestion, because somebody wanted nothing to wait for it. */
export function replaceVoid(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node): Repair | undefined {
  const { parent } = climbTransparent(node);
  if (parent?.type !== T.UnaryExpression || parent.operator !== 'void') return undefined;
  const [start] = parent.range;
  const repair = repairInAsync(file, contexts, contexts.of(node), node, [{ range: [start, start + 'void'.length], text: 'await' }], 'may-drop');
  return repair && { ...repair, safety: 'unsafe' };
}

/** The same where the builder is awaited already. */
export function executeAwaited({ argument }: TSESTree.AwaitExpression, { certain, terminal }: Execution): Repair | undefined {
  const builder = stripTransparent(argument);
  if (builder !== argument || (builder.type !== T.CallExpression && builder.type !== T.Identifier && builder.type !== T.MemberExpression)) return undefined;
  return { safety: certain ? 'safe' : 'unsafe', edits: [insert(builder.range[1], `.${terminal.name}()`)] };
}
