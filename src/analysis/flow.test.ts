import { describe, expect, it } from 'vitest';
import { walkFlow, type Flow } from './flow.ts';

type Part = Flow<string>;

const step = (name: string): Part => ({ kind: 'step', step: name });
const run = (...parts: Part[]): Part => ({ kind: 'sequence', parts });
const choose = (...arms: Part[]): Part => ({ kind: 'choice', arms, optional: false });
const maybe = (arm: Part): Part => ({ kind: 'choice', arms: [arm], optional: true });
const leave = (to: object | 'caller' | 'error'): Part => ({ kind: 'exit', to });
const attempt = (body: Part, handler?: Part, finalizer?: Part): Part => ({ kind: 'attempt', body, ...(handler && { handler }), ...(finalizer && { finalizer }) });
const pause: Part = { kind: 'pause' };
const loop = { name: 'loop' };
const round = { name: 'round' };
const repeat = (body: Part, bounded = true): Part => ({ kind: 'loop', token: loop, body: { kind: 'block', token: round, body }, bounded });

/** `b: a` says that `a` may have run before `b`, `a…` that there was a pause between; `b*` that a loop may repeat `b`. */
function walk(flow: Part): string {
  const seen: string[] = [];
  walkFlow(flow, {
    step(name, earlier) {
      if (earlier.length > 0) seen.push(`${name}: ${earlier.map((before) => before.step + (before.paused ? '…' : '')).join(' ')}`);
    },
    repeated: (name) => seen.push(`${name}*`),
  });
  return seen.join(', ');
}

describe('the steps before a step', () => {
  it.each<[string, Part, string]>([
    ['follow the sequence', run(step('a'), step('b'), step('c')), 'b: a, c: a b'],
    ['are not those of another arm', run(choose(step('a'), step('b')), step('c')), 'c: a b'],
    ['are those of an arm that need not run', run(maybe(step('a')), step('b')), 'b: a'],
    ['end where an arm leaves the function', run(maybe(run(step('a'), leave('caller'))), step('b')), ''],
    ['end where an arm fails', run(maybe(run(step('a'), leave('error'))), step('b')), ''],
    ['are none in code that nothing reaches', run(step('a'), leave('caller'), step('b')), ''],
    ['go on in the next arm where one falls through', { kind: 'choice', arms: [step('a'), step('b')], optional: true, falls: true }, 'b: a'],
    ['come with an exit to the end of a block', run({ kind: 'block', token: loop, body: run(step('a'), maybe(run(step('b'), leave(loop))), step('c')) }, step('d')), 'b: a, c: a, d: a c b'],
    ['remember a pause', run(step('a'), pause, step('b'), step('c')), 'b: a…, c: a… b'],
    ['forget a pause that need not have been', run(step('a'), maybe(pause), step('b')), 'b: a'],
  ])('%s', (_, flow, expected) => {
    expect(walk(flow)).toBe(expected);
  });
});

describe('an attempt', () => {
  it.each<[string, Part, string]>([
    ['keeps its handler apart', run(step('a'), attempt(step('b'), run(step('c'), step('d')))), 'd: c'],
    ['keeps its finalizer apart', run(step('a'), attempt(step('b'), undefined, step('c')), step('d')), 'b: a, d: a b'],
    ['keeps a body apart whose failure lets the code go on', run(step('a'), attempt(run(step('b'), step('c')), run()), step('d')), 'c: b, d: a'],
    ['keeps a body with the code around where a failure ends it', run(step('a'), attempt(step('b'), leave('error')), step('c')), 'b: a, c: a b'],
    ['lets the code go on where the handler returns on some way only', run(step('a'), attempt(step('b'), maybe(leave('caller')))), ''],
    ['lets the code go on where the handler goes to the next round', repeat(run(step('a'), attempt(step('b'), leave(round)), step('c'))), 'c: a, a*, c*'],
    ['ends where both body and handler leave', run(attempt(run(step('a'), leave('caller')), leave('caller')), step('b')), ''],
  ])('%s', (_, flow, expected) => {
    expect(walk(flow)).toBe(expected);
  });
});

describe('a loop', () => {
  it.each<[string, Part, string]>([
    ['repeats its steps', run(step('a'), repeat(step('b')), step('c')), 'b: a, b*, c: a b'],
    ['repeats what ends in the next round', repeat(maybe(run(step('a'), leave(round)))), 'a*'],
    ['does not repeat what is left after it', repeat(run(step('a'), leave(loop))), ''],
    ['does not repeat what may be left after it', repeat(run(step('a'), maybe(leave('caller')))), ''],
    ['repeats what a failure ends', repeat(run(step('a'), maybe(leave('error')))), 'a*'],
    ['repeats what follows a way out', repeat(run(maybe(leave(loop)), step('a'))), 'a*'],
    ['without bounds repeats nothing', repeat(step('a'), false), ''],
    ['does not repeat steps that may fail by themselves', repeat(attempt(step('a'), run())), ''],
  ])('%s', (_, flow, expected) => {
    expect(walk(flow)).toBe(expected);
  });

  it('that is left from a loop inside repeats only what is done before', () => {
    const inner = { name: 'inner' };
    const flow = repeat(run(step('a'), { kind: 'loop', token: inner, body: run(step('b'), leave(inner)), bounded: true }));
    expect(walk(flow)).toBe('b: a, a*, b*');
  });
});

describe('a large flow', () => {
  const walkAll = (flow: Part): number => {
    let most = 0;
    walkFlow(flow, {
      step(_, earlier) {
        most = Math.max(most, earlier.length);
      },
      repeated: () => undefined,
    });
    return most;
  };

  it('is followed at a constant cost per step', () => {
    expect(walkAll(run(...Array.from({ length: 20_000 }, (_, index) => (index % 2 ? step(`${index}`) : maybe(step(`${index}`))))))).toBeLessThan(200);
  });

  it('may be nested a thousand times', () => {
    let flow = step('innermost');
    for (let depth = 0; depth < 1_000; depth++) flow = maybe(run(step(`${depth}`), attempt(flow, leave('error'))));
    expect(walkAll(flow)).toBe(128);
  });
});
