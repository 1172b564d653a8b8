import { describe, expect, it } from 'vitest';
import type { CallbackSignature, CallSignature, MemberSignature, ParameterSignature, ReceiverDeclaration, ResultSignature } from '../analysis/signature.ts';
import { parseTwinConvention } from '../analysis/twin-convention.ts';
import { classify, listTwins } from './classify.ts';
import { DEFAULT_TWINS } from './conventions.ts';
import { isSelfDescribing } from './self-description.ts';

const CONVENTIONS = DEFAULT_TWINS.flatMap((pattern) => parseTwinConvention(pattern) ?? []);
const PROFILE = { name: 'orm', packages: ['orm'] };

type Overload = Partial<ResultSignature> & { readonly parameters?: readonly ParameterSignature[] };
type Shape = Overload | readonly Overload[] | { readonly optional: true; readonly overloads: readonly Overload[] };

const returns = (type: string, parameters: readonly ParameterSignature[] = []): Overload => ({ type, parameters });
const resolves = (type: string, parameters: readonly ParameterSignature[] = []): Overload => ({ type: `Promise<${type}>`, awaited: type, thenable: 'yes', parameters });
const streams = (item: string): Overload => ({ type: `AsyncIterableIterator<${item}>`, asyncIterable: true });
const builds = (type: string): Overload => ({ type, receiver: true, chainable: true });
const takes = (name: string, type: string): ParameterSignature => ({ name, type, optional: false, rest: false });
const calls = (name: string, callback: Partial<CallbackSignature> = {}): ParameterSignature => ({
  ...takes(name, `callback(${callback.async ?? 'no'})`),
  callback: { parameters: [], handle: false, async: 'no', ...callback },
});

/** A receiver as plain data; two types fit when they are printed alike. */
function receiver(shapes: Readonly<Record<string, Shape>>, facts: Partial<ReceiverDeclaration> = {}): ReceiverDeclaration {
  const readOverload = ({ parameters = [], ...result }: Overload): CallSignature => ({
    parameters,
    result: { type: 'void', awaited: result.type ?? 'void', awaitedName: result.awaited ?? result.type ?? 'void', thenable: 'no', asyncIterable: false, disposable: 'no', receiver: false, chainable: false, ...result },
  });
  const members = new Map(
    Object.entries(shapes).map(([name, shape]): [string, MemberSignature] => {
      const overloads = 'overloads' in shape ? shape.overloads : [shape].flat();
      return [name, { name, optional: 'overloads' in shape, declaredBy: 'orm', signatures: overloads.map(readOverload) }];
    }),
  );
  const print = ({ parameters }: CallSignature): string => parameters.map(({ type }) => type).join();
  return {
    name: 'Database',
    origin: 'orm',
    evaluable: false,
    thenable: false,
    member: (name) => members.get(name),
    names: () => [...members.keys()],
    parametersMatch: (sync, async) => print(sync) === print(async),
    resultMatches: (sync, async) => async.result.awaited.replace('Async', '') === sync.result.type,
    ...facts,
  };
}

const judge = (declaration: ReceiverDeclaration, name: string) => classify(declaration, name, CONVENTIONS, PROFILE);
const countTwins = (declaration: ReceiverDeclaration): number => Math.max(...CONVENTIONS.map((convention) => listTwins(declaration, convention).length));

describe('a twin', () => {
  it.each([
    ['get', 'aget'],
    ['get', 'aGet'],
    ['getSync', 'getAsync'],
    ['get', 'getAsync'],
    ['getSync', 'get'],
  ])('pairs %s with %s', (sync, async) => {
    const database = receiver({ [sync]: returns('Row'), [async]: resolves('Row') });
    expect(judge(database, sync)).toMatchObject({ effect: 'query', style: 'sync', twin: { name: async, delivery: 'promise', fits: ['drop-in'] } });
    expect(judge(database, async)).toMatchObject({ effect: 'query', style: 'async' });
    expect(judge(database, async)).not.toHaveProperty('twin');
  });

  it('is judged per overload', () => {
    const database = receiver({
      runSync: [returns('Result', [takes('sql', 'string')]), returns('Result', [takes('sql', 'string'), takes('values', 'unknown[]')]), returns('number')],
      runAsync: [resolves('Result', [takes('sql', 'string')]), resolves('Result')],
    });
    expect(judge(database, 'runSync')?.twin?.fits).toEqual(['drop-in', 'none', 'result']);
  });

  it('may be an iteration: getEachSync of expo-sqlite', () => {
    const database = receiver({ getEachSync: returns('IterableIterator<Row>'), getEachAsync: streams('Row') });
    expect(judge(database, 'getEachSync')?.twin).toEqual({ name: 'getEachAsync', delivery: 'async-iterable', fits: ['drop-in'] });
  });

  it('is no drop-in where what it streams is not what came at once', () => {
    const database = receiver({ rowsSync: returns('Row[]'), rowsAsync: streams('Row') });
    expect(judge(database, 'rowsSync')?.twin?.fits).toEqual(['result']);
  });

  it('wants an async callback where the sync side took none: withTransactionSync of expo-sqlite', () => {
    const database = receiver({
      withTransactionSync: returns('void', [calls('task')]),
      withTransactionAsync: resolves('void', [calls('task', { async: 'yes' })]),
    });
    expect(judge(database, 'withTransactionSync')).toMatchObject({ effect: 'transaction', twin: { fits: ['callback'] } });
  });

  it('gives another result: validateSync of mongoose returns its error', () => {
    expect(judge(receiver({ validateSync: returns('ValidationError | null'), validate: resolves('void') }), 'validateSync')?.twin?.fits).toEqual(['result']);
  });

  it('may be missing at run time: closeAsync of op-sqlite', () => {
    expect(judge(receiver({ close: returns('void'), closeAsync: { optional: true, overloads: [resolves('void')] } }), 'close')?.twin?.fits).toEqual(['none']);
  });

  it('needs one promise among its overloads: fs.Dir', () => {
    const directory = receiver({ closeSync: returns('void'), close: [resolves('void'), returns('void', [calls('done')])] });
    expect(judge(directory, 'closeSync')?.twin).toEqual({ name: 'close', delivery: 'promise', fits: ['drop-in'] });
  });

  it('has a third name beside it: SQLiteStorage of expo-sqlite', () => {
    const storage = receiver({ getItem: resolves('string'), getItemAsync: resolves('string'), getItemSync: returns('string') });
    expect(judge(storage, 'getItemSync')?.twin?.name).toBe('getItemAsync');
    expect(judge(storage, 'getItem')).not.toHaveProperty('twin');
  });
});

describe('no twin', () => {
  it.each<[string, Readonly<Record<string, Shape>>, string]>([
    ['two sync functions: openSync and open of op-sqlite', { openSync: returns('DB'), open: returns('DB') }, 'openSync'],
    ['a mark that means something else: openSync of op-sqlite', { openSync: returns('DB'), open: returns('DB'), openAsync: resolves('DB') }, 'openSync'],
    ['two hooks: beforeSync of sequelize', { beforeSync: returns('void'), before: returns('void') }, 'beforeSync'],
    ['a hook: beforeSync of sequelize', { beforeSync: resolves('void'), before: resolves('void') }, 'beforeSync'],
    ['a callback form: readFileSync of fs', { readFileSync: returns('Buffer'), readFile: returns('void', [calls('done')]) }, 'readFileSync'],
    ['a prefix on two sync functions: asyncStart of diagnostics_channel', { start: returns('void'), asyncStart: returns('void') }, 'start'],
    ['nothing: closeSync of DuckDB', { closeSync: returns('void') }, 'closeSync'],
    ['any: a package whose types do not resolve', { getSync: returns('Row'), getAsync: { type: 'any', thenable: 'unknown' } }, 'getSync'],
    ['names that only look paired: ll and all', { ll: returns('Row'), all: returns('Row[]') }, 'll'],
  ])('is %s', (_, shapes, name) => {
    const operation = judge(receiver(shapes), name);
    expect(operation).toBeDefined();
    expect(operation).not.toHaveProperty('twin');
  });
});

describe('an effect', () => {
  it('is lazy where the result can be chained on', () => {
    const rows = receiver({ filter: builds('QuerySet'), get: returns('Row'), aget: resolves('Row') }, { evaluable: true });
    expect(judge(rows, 'filter')).toMatchObject({ effect: 'lazy', style: 'sync' });
  });

  it('is none where only the name tells: fullClean', () => {
    expect(judge(receiver({ fullClean: returns('void') }), 'fullClean')).toMatchObject({ effect: 'none', style: 'sync' });
  });

  it('is a query where the name is marked like its neighbours: allSync of expo-sqlite', () => {
    const query = receiver({ firstSync: returns('Row'), first: resolves('Row'), allSync: returns('Row[]') });
    expect(judge(query, 'allSync')).toMatchObject({ effect: 'query', style: 'sync' });
    expect(judge(query, 'allSync')).not.toHaveProperty('twin');
    expect(judge(receiver({ flushSync: returns('void'), run: resolves('void') }), 'flushSync')?.effect).toBe('none');
  });

  it.each(['then', 'catch', 'finally'])('is none for %s of a thenable', (name) => {
    expect(judge(receiver({ [name]: resolves('Row') }, { thenable: true }), name)?.effect).toBe('none');
  });

  it('is none for what a user gives the ORM: onInit of a provider', () => {
    expect(judge(receiver({ onInit: { optional: true, overloads: [resolves('void')] } }), 'onInit')?.effect).toBe('none');
  });

  it('is open where the overloads differ', () => {
    expect(judge(receiver({ copy: [resolves('void'), returns('void', [calls('done')])] }), 'copy')).toMatchObject({ effect: 'none', style: 'either' });
  });

  it('is nothing at all without signatures', () => {
    expect(judge(receiver({ size: [] }), 'size')).toBeUndefined();
    expect(judge(receiver({}), 'size')).toBeUndefined();
  });
});

describe('a transaction', () => {
  it.each<[string, Readonly<Record<string, Shape>>, string, object]>([
    ['a callback', { atomic: returns('T', [calls('run', { async: 'unknown' })]) }, 'atomic', { kind: 'callback', parameter: 0, async: false, plain: true }],
    ['its twin', { aatomic: resolves('T', [calls('run', { async: 'yes' })]) }, 'aatomic', { kind: 'callback', async: true, returnsResult: true }],
    ['options before the callback', { transaction: resolves('T', [takes('options', 'Options'), calls('run', { async: 'yes' })]) }, 'transaction', { parameter: 1, plain: false }],
    ['a handle', { transaction: resolves('void', [calls('run', { async: 'yes', handle: true })]) }, 'transaction', { handle: true, returnsResult: false }],
    ['begin, though it takes a client: startTransaction of objection', { startTransaction: resolves('Transaction', [takes('knex', 'Knex')]) }, 'startTransaction', { kind: 'begin' }],
    ['something to dispose of', { atomic: { type: 'Atomic', disposable: 'async' } }, 'atomic', { kind: 'disposable', async: true, awaited: false }],
    ['something to dispose of once awaited', { begin: { ...resolves('Transaction'), disposable: 'async' } }, 'begin', { kind: 'disposable', awaited: true }],
    ['the end of one', { commit: resolves('void') }, 'commit', { kind: 'commit' }],
  ])('is %s', (_, shapes, name, form) => {
    expect(judge(receiver(shapes), name)).toMatchObject({ effect: 'transaction', transaction: form });
  });

  it('is opened with as little as its overloads allow: transaction of sequelize', () => {
    const run = calls('run', { async: 'yes', handle: true });
    const sequelize = receiver({ transaction: [resolves('T', [takes('options', 'Options'), run]), resolves('T', [run]), resolves('Transaction')] });
    expect(judge(sequelize, 'transaction')?.transaction).toMatchObject({ kind: 'callback', parameter: 0, plain: true });
  });

  it('is none by its name alone', () => {
    expect(judge(receiver({ isInTransactionAsync: resolves('boolean') }), 'isInTransactionAsync')).toMatchObject({ effect: 'query' });
    expect(judge(receiver({ isInTransactionAsync: resolves('boolean') }), 'isInTransactionAsync')).not.toHaveProperty('transaction');
  });

  it('is none by its shape alone: a database that can be disposed of', () => {
    expect(judge(receiver({ open: { type: 'Database', disposable: 'async' } }), 'open')).not.toHaveProperty('transaction');
  });
});

describe('a type that describes itself', () => {
  const pair = (name: string): Readonly<Record<string, Shape>> => ({ [`${name}Sync`]: returns('Row'), [`${name}Async`]: resolves('Row') });

  it('has three twins of one convention', () => {
    const database = receiver({ ...pair('get'), ...pair('run'), ...pair('close') });
    expect(countTwins(database)).toBe(3);
    expect(isSelfDescribing(database, CONVENTIONS)).toBe(true);
  });

  it.each<[string, Readonly<Record<string, Shape>>]>([
    ['two', { ...pair('get'), ...pair('run') }],
    ['three of different conventions', { ...pair('get'), run: returns('Row'), arun: resolves('Row'), all: returns('Row'), aAll: resolves('Row') }],
    ['false ones', Object.fromEntries(['getSync', 'get', 'runSync', 'run', 'allSync', 'all'].map((name) => [name, returns('Row')]))],
    ['callback forms', Object.fromEntries(['get', 'run', 'all'].flatMap((name) => [[`${name}Sync`, returns('Row')], [name, returns('void', [calls('done')])]]))],
  ])('does not have %s', (_, shapes) => {
    expect(isSelfDescribing(receiver(shapes), CONVENTIONS)).toBe(false);
  });
});
