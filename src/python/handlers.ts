import { dirname, relative } from 'node:path';
import type { Change, Handler, UnprotectedStep, WriteFacts } from '../analysis/handler.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { readConditions } from './conditions.ts';
import { createDataFlow, findPath, visit, type DataFlow } from './data-flow.ts';
import type { FileFacts } from './file.ts';
import { readFlow } from './flow.ts';
import { createCoroutineSite, createEffectSite } from './sites.ts';
import { describeLazy } from './inference/values/operations.ts';
import type { Effect, Machine } from './inference/machine.ts';
import type { Root } from './inference/roots.ts';
import { getMembers } from './inference/values/value-sets.ts';
import type { InstanceValue, Value } from './inference/values/values.ts';
import type { Expression, Node } from './parser/index.ts';
import { findProjectFolder } from './project/listing.ts';

// Tests set scenes, and whoever runs migrations and commands looks at what is left.
const SCENE = /(?:^|[\\/])(?:tests?|testing|migrations|management|scripts|seeds?|examples?|benchmarks?)[\\/]|(?:^|[\\/])(?:conftest|tests?|test_[^\\/]*|[^\\/]*_tests?)\.py$/u;
const ENSURES = /^a?(?:get|update)_or_create$/u;
// They tie rows together; without the tie, both are what they were.
const LINKS = /^a?(?:add|clear|remove|set)$/u;
const HOLDS = /atomic|transaction/iu;

interface Candidate {
  readonly node: Node;
  readonly site: QuerySite;
  readonly writes: readonly Effect[];
  /** Does running it once more complete what was left undone? */
  readonly ensures: boolean;
  /** The nested function that a thread runs. */
  readonly helper: Node | undefined;
}

/** The async functions of a file, and the sync ones that run in a thread, with the writes that no transaction holds. */
export function readHandlers(file: FileFacts, roots: readonly Root[]): readonly Handler[] {
  return SCENE.test(relative(findProjectFolder(dirname(file.path)), file.path)) ? [] : roots.flatMap((root) => readHandler(file, root) ?? []);
}

function readHandler(file: FileFacts, root: Root): Handler | undefined {
  const { coroutines, definition, effects, node: fn } = root;
  if (!definition || fn.type === 'Module' || !isHandler(file, root)) return undefined;
  const candidates = [
    ...effects.flatMap((effect) => readEffect(file, root, effect) ?? []),
    ...coroutines.flatMap((coroutine) => readCoroutine(file, root, coroutine) ?? []),
  ].filter((candidate) => !isHeld(file, candidate.node, root) && !isUnchanged(file, candidate, root));
  if (candidates.length < 2) return undefined;
  const dataFlow = createDataFlow(fn.body, new Set(candidates.map(({ node }) => node)));
  const deleted = new Set(candidates.flatMap((candidate) => (candidate.writes.some(({ operation }) => operation.write === 'delete') ? (readRow(file.machine, candidate) ?? []) : [])));
  const steps = new Map<Node, UnprotectedStep>();
  for (const candidate of candidates) {
    const { node, site } = candidate;
    steps.set(node, { site, write: readWrite(file.machine, candidate, dataFlow, deleted), conditions: readConditions(file, node, fn) });
  }
  const nodes = [...steps.keys()];
  const pauses = listPauses(root);
  const flow = readFlow<UnprotectedStep>(fn.body, {
    get: (node) => steps.get(node),
    hasStep: (range) => nodes.some((node) => isWithin(node.range, range)),
    hasPause: (range) => pauses.some((pause) => isWithin(pause, range)),
  });
  return { flow, openTransaction: () => [] };
}

/** Does it run outside of any transaction of its caller? */
function isHandler({ machine, text }: FileFacts, { definition }: Root): boolean {
  if (!definition || definition.node.type === 'Lambda') return false;
  if (definition.node.decorator_list.some(({ range }) => HOLDS.test(text.slice(...range)))) return false;
  if (definition.isAsync) return true;
  const bound = machine.bindFunction(definition);
  return bound.kind === 'offloaded' && !(bound.target.kind === 'function' && bound.target.transactional);
}

/** A write of a sync function, or a call of one of the project that writes. */
function readEffect(file: FileFacts, root: Root, effect: Effect): Candidate | undefined {
  if (root.isAsync || effect.form !== 'call' || effect.inline) return undefined;
  const writes = listWrites(file.machine, effect.behind ?? [effect]);
  return writes && writes.length > 0 ? { node: effect.node, site: nameModel(createEffectSite(file, root, effect), writes), writes, ensures: isEnsuring(file.machine, effect.behind ?? [effect], writes), helper: undefined } : undefined;
}

/** An awaited write, or an awaited function in a thread that writes or waits for a commit. */
function readCoroutine(file: FileFacts, root: Root, coroutine: Root['coroutines'][number]): Candidate | undefined {
  const { behind = [], callee, node, offloaded, operation, receiver } = coroutine;
  if (file.getParent(node)?.type !== 'Await') return undefined;
  const site = createCoroutineSite(file, root, coroutine);
  const helper = offloaded && offloaded.module === file.module && isWithin(offloaded.node.range, root.node.range) ? offloaded.node : undefined;
  if (operation.write === undefined) {
    const writes = listWrites(file.machine, behind);
    if (!writes || (writes.length === 0 && !(helper && behind.some(isCommitHook)))) return undefined;
    return { node, site: nameModel(site, writes), writes, ensures: isEnsuring(file.machine, behind, writes), helper };
  }
  const effect: Effect = { form: 'call', operation, node, subject: node, module: file.module, receiver: receiver ?? coroutine.value, inline: false, path: [], callee };
  const writes = listWrites(file.machine, [effect]) ?? [];
  return writes.length > 0 ? { node, site: nameModel(site, writes), writes, ensures: isEnsuring(file.machine, [effect], writes), helper: undefined } : undefined;
}

/** The writes among effects, those of called functions included; `undefined` where a transaction holds some of them. */
function listWrites(machine: Machine, effects: readonly Effect[]): readonly Effect[] | undefined {
  const writes: Effect[] = [];
  for (const effect of effects) {
    if (effect.operation.effect === 'transaction' && !isCommitHook(effect)) return undefined;
    const inner = effect.behind ? listWrites(machine, effect.behind) : effect.operation.write && !LINKS.test(effect.operation.name) && findModel(machine, effect.receiver) ? [effect] : [];
    if (!inner) return undefined;
    writes.push(...inner);
  }
  return writes;
}

/** Get-or-create, by its name or by what a function looks for before it writes. */
function isEnsuring(machine: Machine, effects: readonly Effect[], writes: readonly Effect[]): boolean {
  const all = effects.flatMap((effect) => effect.behind ?? [effect]);
  const read = new Set(all.flatMap(({ operation, receiver }) => (operation.write === undefined ? (findModel(machine, receiver)?.model ?? []) : [])));
  return writes.length > 0 && writes.every(({ operation, receiver }) => ENSURES.test(operation.name) || (operation.write !== 'delete' && read.has(findModel(machine, receiver)?.model ?? '')));
}

/** Work that is meant to wait for the end of a transaction. */
function isCommitHook({ behind, callee, operation }: Effect): boolean {
  return behind ? behind.some(isCommitHook) : callee?.markers.has('drops') === true && operation.effect === 'transaction';
}

interface Target {
  /** `undefined` where the code does not say whose rows they are. */
  readonly model: string | undefined;
  readonly isRow: boolean;
  readonly isNew: boolean;
}

/** Whose rows a write is about; `undefined` for what is none of the ORM's objects, such as a session. */
function findModel(machine: Machine, receiver: Value): Target | undefined {
  for (const member of getMembers(receiver)) {
    if (member.kind !== 'instance') continue;
    if (isEntityOf(machine, member)) return { model: getName(member), isRow: true, isNew: member.row === undefined && member.owner !== undefined };
    if (describeLazy(machine, member)) {
      const [row] = member.args;
      return { model: row?.kind === 'instance' ? getName(row) : undefined, isRow: false, isNew: false };
    }
    // A form writes the row that it is about.
    if (machine.findMember(member.definition, 'is_valid')) return { model: undefined, isRow: false, isNew: false };
  }
  return undefined;
}

function isEntityOf(machine: Machine, { definition }: InstanceValue): boolean {
  return machine.getLineage(definition).classes.some(({ markers }) => markers.has('entity'));
}

function getName({ definition }: InstanceValue): string {
  return `${definition.module.name}.${definition.name}`;
}

const NONE: ReadonlySet<QuerySite> = new Set();

function readWrite(machine: Machine, candidate: Candidate, dataFlow: DataFlow, deleted: ReadonlySet<string>): WriteFacts {
  const { ensures, helper, node, writes } = candidate;
  const mentions = [...dataFlow.read(node), ...(helper ? listNames(helper) : [])];
  const isDirect = writes.some((write) => write.node === node);
  const row = readRow(machine, candidate);
  // What is written to a row that goes anyway is of no consequence.
  const isLost = row !== undefined && deleted.has(row) && writes.every(({ operation }) => operation.write !== 'delete');
  return {
    // Two updates of one model are mostly of rows that have nothing to do with each other.
    changes: writes.flatMap((write) => readChange(machine, write)).map((change) => (change.kind === 'update' ? { ...change, model: undefined } : change)),
    ensures,
    row: isLost ? undefined : row,
    // A function may use a row for many things; one that is deleted beside it is part of what it does.
    mentions: new Set(isDirect ? mentions.filter((path) => !isLost || path !== row) : mentions.filter((path) => deleted.has(path))),
    // What was made is right by itself, with or without what is written for it next.
    uses: NONE,
  };
}

/** The row that a write is called on, by the path that leads to it. */
function readRow(machine: Machine, { node, writes }: Candidate): string | undefined {
  const [only] = writes;
  return only && writes.length === 1 && only.node === node && findModel(machine, only.receiver)?.isRow ? findRow(node) : undefined;
}

function readChange(machine: Machine, { operation: { write }, receiver }: Effect): readonly Change[] {
  const target = findModel(machine, receiver);
  if (!target || write === undefined || write === 'sql') return [];
  // Saving a row that was made here inserts it.
  return [{ kind: target.isNew && write === 'update' ? 'create' : write, model: target.model }];
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

/** Does a transaction of the function itself hold a node? */
function isHeld({ getParent, text }: FileFacts, node: Node, { node: fn }: Root): boolean {
  for (let parent = getParent(node); parent && parent !== fn; parent = getParent(parent)) {
    if ((parent.type === 'With' || parent.type === 'AsyncWith') && parent.items.some(({ context_expr: manager }) => HOLDS.test(text.slice(...manager.range)))) return true;
  }
  return false;
}

/** Does it save a row that the function has made, as it was made? */
function isUnchanged({ machine, text }: FileFacts, candidate: Candidate, { node: fn }: Root): boolean {
  const row = candidate.writes.every(({ operation }) => /^a?save$/u.test(operation.name)) ? readRow(machine, candidate) : undefined;
  const [write] = candidate.writes;
  if (row === undefined || write?.receiver.kind !== 'instance' || write.receiver.row || write.receiver.owner) return false;
  const change = new RegExp(`\\b${row}\\.(?!a?save\\b)\\w+[^\\n=(]*[=(]|\\(\\s*${row}\\b`, 'u');
  const before = text.slice(fn.range[0], candidate.node.range[0]);
  const made = [...before.matchAll(new RegExp(`^\\s*${row}\\b(?:\\s*[,:][^\\n=]*)?\\s*=(?!=)`, 'gmu'))].at(-1);
  return made !== undefined && !change.test(before.slice(made.index + made[0].length));
}

/** The places where a function waits for something that is no query, or lets others go on. */
function listPauses({ coroutines, node: fn }: Root): readonly (readonly [number, number])[] {
  const queries = new Set<Node>(coroutines.filter(({ behind = [], operation }) => operation.effect === 'query' || behind.length > 0).map(({ node }) => node));
  const pauses: (readonly [number, number])[] = [];
  if (fn.type === 'Module') return pauses;
  for (const statement of fn.body) {
    visit(statement, (node) => {
      if ((node.type === 'Await' && !queries.has(node.value)) || node.type === 'Yield') pauses.push(node.range);
      return true;
    });
  }
  return pauses;
}

function isWithin(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

/** The site with the model that it writes. */
function nameModel(site: QuerySite, writes: readonly Effect[]): QuerySite {
  const receiver = writes.at(-1)?.receiver;
  const [first] = receiver ? getMembers(receiver) : [];
  const row = first?.kind === 'instance' ? (first.args[0] ?? first) : undefined;
  return row?.kind === 'instance' ? { ...site, receiverType: row.definition.name } : site;
}
