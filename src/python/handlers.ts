import { dirname, relative } from 'node:path';
import type { Handler, UnprotectedStep } from '../analysis/handler.ts';
import { readConditions } from './conditions.ts';
import { createDataFlow, visit } from './data-flow.ts';
import type { FileFacts } from './file.ts';
import { readFlow } from './flow.ts';
import { findNamedKind } from './inference/names/written-names.ts';
import type { Effect } from './inference/machine.ts';
import type { Root } from './inference/roots.ts';
import type { Expression, Node } from './parser/index.ts';
import { findProjectFolder } from './project/listing.ts';
import { openTransaction } from './repairs/opening-edits.ts';
import { readCandidates, type Candidate } from './writes/candidates.ts';
import { readRow, readWrite, type Surroundings } from './writes/facts.ts';
import { isNumbering } from './writes/numbering.ts';

// Tests set scenes, and whoever runs migrations and commands looks at what is left.
const SCENE = /(?:^|[\\/])(?:tests?|testing|migrations|management|scripts|seeds?|examples?|benchmarks?)[\\/]|(?:^|[\\/])(?:conftest|tests?|test_[^\\/]*|[^\\/]*_tests?)\.py$/u;
const HOLDS = /atomic|transaction|unit_?of_?work/iu;

/** The async functions of a file, and the sync ones that run in a thread, with the writes that no transaction holds. */
export function readHandlers(file: FileFacts, roots: readonly Root[]): readonly Handler[] {
  if (SCENE.test(relative(findProjectFolder(dirname(file.path)), file.path))) return [];
  const offloaded = listOffloaded(file, roots);
  return roots.flatMap((root) => (isHandler(file, root, offloaded) ? (readHandler(file, root) ?? []) : []));
}

function readHandler(file: FileFacts, root: Root): Handler | undefined {
  const { node: fn } = root;
  if (fn.type === 'Module') return undefined;
  const candidates = readCandidates(file, root).filter((candidate) => !isHeld(file, candidate.node, root) && !isUnchanged(file, candidate, root));
  if (candidates.length === 0) return undefined;
  const dataFlow = createDataFlow(fn.body, new Set(candidates.map(({ node }) => node)));
  const deleted = new Set(candidates.flatMap((candidate) => (candidate.writes.some(({ operation }) => operation.write === 'delete') ? (readRow(file.machine, candidate) ?? []) : [])));
  const surroundings: Surroundings = { file, body: fn.body, dataFlow, deleted };
  const steps = new Map<Node, UnprotectedStep>();
  for (const candidate of candidates) {
    const { kind, node, site } = candidate;
    steps.set(node, { site, write: kind === 'lock' ? undefined : readWrite(surroundings, candidate), conditions: readConditions(file, node, fn) });
  }
  const nodes = [...steps.keys()];
  const pauses = listPauses(root);
  const updates = candidates.flatMap((candidate) => (candidate.writes.some(({ operation }) => operation.write === 'update') ? [{ node: candidate.node, row: readRow(file.machine, candidate) }] : []));
  const flow = readFlow<UnprotectedStep>(fn.body, {
    get: (node) => steps.get(node),
    hasStep: (range) => nodes.some((node) => isWithin(node.range, range)),
    hasPause: (range) => pauses.some((pause) => isWithin(pause, range)),
    isBounded: (loop) => isNumbering(loop, updates.filter(({ node }) => isWithin(node.range, loop.range))),
  });
  return {
    flow,
    openTransaction: (group, loop) => (group.every(({ write }) => !write || write.hook) ? [] : openTransaction(file, root, loop ? [loop as Node] : nodes.filter((node) => group.some((step) => step === steps.get(node))))),
  };
}

/** The functions of the file that it runs in a thread, outside of any transaction. */
function listOffloaded(file: FileFacts, roots: readonly Root[]): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const { behind = [], offloaded } of roots.flatMap(({ coroutines }) => coroutines)) {
    const isTransactional = behind.some((effect) => effect.isHeld === true || (effect.operation.effect === 'transaction' && !effect.behind && effect.callee === offloaded));
    if (offloaded?.module === file.module && !isTransactional) found.add(offloaded.node);
  }
  return found;
}

/** Does it run outside of any transaction of its caller? */
function isHandler(file: FileFacts, { definition, effects }: Root, offloaded: ReadonlySet<Node>): boolean {
  if (!definition || definition.node.type === 'Lambda') return false;
  if (definition.node.decorator_list.some((decorator) => holds(file, decorator))) return false;
  // Who begins and ends transactions by hand knows where they are.
  if (effects.some(({ behind, callee, operation }) => !behind && operation.effect === 'transaction' && operation.style === 'sync' && callee?.markers.has('controls') === true && !callee.markers.has('drops'))) return false;
  if (definition.isAsync || offloaded.has(definition.node)) return true;
  const bound = file.machine.bindFunction(definition);
  return bound.kind === 'offloaded' && bound.target.kind === 'function' && bound.target.definition.node === definition.node && !bound.target.transactional;
}

/** Is it a transaction, by its name or by the settings? */
function holds({ machine, module, text }: FileFacts, node: Expression): boolean {
  return HOLDS.test(text.slice(...node.range)) || findNamedKind(machine, node, module) === 'transaction';
}

/** Does a transaction of the function itself hold a node? */
function isHeld(file: FileFacts, node: Node, { effects, node: fn }: Root): boolean {
  // An exit stack holds what it has entered until its own block ends.
  if (effects.some(({ form, node: opener }) => form === 'entering' && opener.type === 'Call' && opener.range[0] < node.range[0])) return true;
  for (let parent = file.getParent(node); parent && parent !== fn; parent = file.getParent(parent)) {
    if ((parent.type === 'With' || parent.type === 'AsyncWith') && parent.items.some((item) => holds(file, item.context_expr) || effects.some((effect) => isWithin(effect.node.range, item.range) && opensTransaction(effect)))) return true;
    if (parent.type === 'Call' && findNamedKind(file.machine, parent, file.module) === 'transaction') return true;
  }
  return false;
}

/** Does entering it run code of the project on the database, which may well begin a transaction? */
function opensTransaction({ behind, operation }: Effect): boolean {
  return behind !== undefined || operation.effect === 'transaction';
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
      if ((node.type === 'Await' && !isOfQueries(node.value)) || node.type === 'Yield') pauses.push(node.range);
      return true;
    });
  }
  return pauses;

  /** A query, or several that run together. */
  function isOfQueries(node: Expression): boolean {
    return queries.has(node) || (node.type === 'Call' && node.args.length > 0 && node.args.every((argument) => queries.has(argument)));
  }
}

function isWithin(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}
