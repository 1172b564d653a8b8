import type { Change, WriteFacts } from '../../analysis/handler.ts';
import type { QuerySite } from '../../analysis/query-site.ts';
import { findPath, visit, type DataFlow } from '../data-flow.ts';
import type { FileFacts } from '../file.ts';
import type { Effect, Machine } from '../inference/machine.ts';
import type { Expression, Node, Statement } from '../parser/index.ts';
import { readSavedAmounts, readUpdatedAmounts } from './amounts.ts';
import type { Candidate } from './candidates.ts';
import { findTarget } from './targets.ts';

const NONE: ReadonlySet<QuerySite> = new Set();

/** What the writes of a function are read with. */
export interface Surroundings {
  readonly file: FileFacts;
  readonly body: readonly Statement[];
  readonly dataFlow: DataFlow;
  /** The rows that the function deletes. */
  readonly deleted: ReadonlySet<string>;
}

/** What ties a write to others. */
export function readWrite(surroundings: Surroundings, candidate: Candidate): WriteFacts {
  const { dataFlow, deleted, file } = surroundings;
  const { machine } = file;
  const { ensures, helper, kind, node, writes } = candidate;
  const mentions = [...dataFlow.read(node), ...(helper ? listNames(helper) : [])];
  const isDirect = writes.some((write) => write.node === node) || kind !== 'write';
  const row = readRow(machine, candidate);
  // What is written to a row that goes anyway is of no consequence.
  const isLost = row !== undefined && deleted.has(row) && writes.every(({ operation }) => operation.write !== 'delete');
  const isRecord = writes.length > 0 && writes.every(({ receiver }) => findTarget(machine, receiver)?.isRecord);
  return {
    // Two updates of one model are mostly of rows that have nothing to do with each other.
    changes: writes.flatMap((write) => readChange(surroundings, write)).map((change) => (change.kind === 'update' ? { ...change, model: undefined } : change)),
    ensures,
    row: isLost ? undefined : row,
    // A function may use a row for many things; one that is deleted beside it, or that it records, is part of what it does.
    mentions: new Set(isDirect || isRecord ? mentions.filter((path) => !isLost || path !== row) : mentions.filter((path) => deleted.has(path))),
    // What was made is right by itself, with or without what is written for it next.
    uses: NONE,
    amounts: readAmounts(surroundings, candidate, row),
    hook: kind === 'hook',
    isRecord,
    makes: findResult(file, node),
  };
}

/** The row that a write is called on, by the path that leads to it. */
export function readRow(machine: Machine, { node, writes }: Candidate): string | undefined {
  const [only] = writes;
  return only && writes.length === 1 && only.node === node && findTarget(machine, only.receiver)?.isRow ? findRow(node) : undefined;
}

function readAmounts({ body, file }: Surroundings, { node, writes }: Candidate, row: string | undefined): WriteFacts['amounts'] {
  const [only] = writes;
  if (only?.operation.write !== 'update' || writes.length !== 1 || only.node !== node) return [];
  const model = findTarget(file.machine, only.receiver)?.model;
  if (model === undefined) return [];
  return row === undefined ? readUpdatedAmounts(file, node, model) : readSavedAmounts(file, body, row, node.range[0], model);
}

// What is too old or too many is cleared away; nothing takes its place.
const CLEARS = /__(?:gte?|isnull|lte?|range)\s*=|\.exclude\(/u;

function readChange({ dataFlow, file: { machine } }: Surroundings, effect: Effect): readonly Change[] {
  const { operation: { write }, receiver } = effect;
  const target = findTarget(machine, receiver);
  if (!target || write === undefined || write === 'sql') return [];
  if (write === 'delete' && isClearing(dataFlow, effect)) return [];
  // Saving a row that was made here inserts it.
  return [{ kind: target.isNew && write === 'update' ? 'create' : write, model: target.model }];
}

function isClearing(dataFlow: DataFlow, { module, node }: Effect): boolean {
  const owner = node.type === 'Call' && node.func.type === 'Attribute' ? node.func.value : undefined;
  const origins = owner?.type === 'Name' ? dataFlow.list(owner.id) : [];
  return [node, ...origins].some(({ range }) => CLEARS.test(module.text.slice(...range)));
}

/** The variable in `row = form.save()`. */
function findResult({ getParent }: FileFacts, node: Node): string | undefined {
  const parent = getParent(node);
  const statement = parent?.type === 'Await' ? getParent(parent) : parent;
  const [target] = statement?.type === 'Assign' ? statement.targets : [];
  return target?.type === 'Name' ? target.id : undefined;
}

/** The row in `row.save()` and in `sync_to_async(row.save)()`. */
function findRow(node: Node): string | undefined {
  if (node.type !== 'Call') return undefined;
  const method: Expression | undefined = node.func.type === 'Call' ? node.func.args[0] : node.func;
  return method?.type === 'Attribute' ? findPath(method.value) : undefined;
}

function listNames(helper: Node): readonly string[] {
  const names: string[] = [];
  visit(helper, (node) => {
    const path = node.type === 'Name' || node.type === 'Attribute' ? findPath(node) : undefined;
    if (path !== undefined) names.push(path);
    return true;
  }, true);
  return names;
}
