import { describe, expect, it } from 'vitest';
import type { Operation } from '../analysis/operation.ts';
import { formatFit, formatInspection } from './inspect.ts';

const operation = (name: string, facts: Partial<Operation>): Operation => ({ receiver: 'Database', name, effect: 'query', style: 'async', lock: false, ...facts });
const format = (operations: readonly Operation[], facts: { evaluable?: boolean; thenable?: boolean } = {}, style = { color: false, width: 60 }) =>
  formatInspection(
    { title: 'orm', surfaces: [{ origin: 'orm', receivers: [{ name: 'Database', evaluable: false, thenable: false, ...facts, operations }] }], derived: [], notes: [] },
    style,
  ).split('\n').slice(3, -3);

describe('a table', () => {
  it('leaves out what there is nothing of', () => {
    expect(format([operation('run', {}), operation('size', { effect: 'none', style: 'sync' })])).toEqual(['  async only    run']);
  });

  it('names a twin once', () => {
    const sync = operation('runSync', { style: 'sync', twin: { name: 'run', delivery: 'promise', fits: ['drop-in'] } });
    expect(format([sync, operation('run', {}), operation('all', {})])).toEqual(['  sync → async  runSync  run  drop-in', '  async only    all']);
  });

  it('fits its width', () => {
    const lines = format(['select', 'insert', 'update', 'replace', 'remove', 'aggregate', 'explain'].map((name) => operation(name, {})));
    expect(lines).toEqual(['  async only    select, insert, update, replace, remove,', '                aggregate, explain']);
  });

  it('tells how a query is evaluated', () => {
    expect(format([], { evaluable: true }, { color: false, width: 90 })).toEqual([
      '  evaluation    sync   iteration, spread, Array.from, destructuring, index, length',
      '                async  for await',
    ]);
    expect(format([], { thenable: true })).toEqual(['  evaluation    async  await']);
  });

  it.each<[NonNullable<Operation['transaction']>, string]>([
    [{ kind: 'callback', parameter: 0, handle: false, returnsResult: false, async: false, plain: true }, 'sync callback'],
    [{ kind: 'callback', parameter: 1, handle: true, returnsResult: true, async: true, plain: false }, 'async callback, gets a client, its result is returned, needs more arguments'],
    [{ kind: 'disposable', async: true, awaited: true, plain: true }, 'await using, once awaited'],
    [{ kind: 'disposable', async: false, awaited: false, plain: false }, 'using, needs arguments'],
    [{ kind: 'begin' }, 'begin'],
  ])('describes a transaction: %j', (transaction, text) => {
    expect(format([operation('open', { effect: 'transaction', transaction })], {}, { color: false, width: 120 })).toEqual([`  transaction   open  ${text}`]);
  });

  it('lists writes by kind, and locks', () => {
    const operations = [operation('update', { write: 'update' }), operation('add', { write: 'create' }), operation('aadd', { write: 'create' }), operation('selectForUpdate', { lock: true, effect: 'lazy', style: 'sync' })];
    expect(format(operations)).toEqual([
      '  async only    update, add, aadd',
      '  lazy          selectForUpdate',
      '  writes        create  add, aadd',
      '                update  update',
      '  row locks     selectForUpdate',
    ]);
  });

  it('has no colors unless they are wanted', () => {
    const run = [operation('run', {})];
    expect(format(run).join('')).not.toContain('\u001B');
  });
});

describe('a fit', () => {
  it.each<[Parameters<typeof formatFit>[0], string]>([
    [{ name: 'get', delivery: 'promise', fits: ['drop-in', 'drop-in'] }, 'drop-in'],
    [{ name: 'get', delivery: 'promise', fits: ['callback'] }, 'callback must become async'],
    [{ name: 'get', delivery: 'promise', fits: ['result', 'none', 'result'] }, 'result differs (overload 1, 3), arguments differ (overload 2)'],
    [{ name: 'get', delivery: 'async-iterable', fits: ['drop-in'] }, 'drop-in, for await'],
  ])('is said in words: %j', (twin, text) => {
    expect(formatFit(twin)).toBe(text);
  });
});
