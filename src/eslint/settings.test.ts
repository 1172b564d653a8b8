import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const read = (settings: unknown) => readSettings({ 'async-orm': settings });

describe('settings', () => {
  it('are the defaults where nothing is set', () => {
    const { configuration, problem } = readSettings({});
    expect(problem).toBeUndefined();
    expect(configuration.twins).toContain('{name}Sync/{name}Async');
    expect(configuration.orms).toEqual([]);
  });

  it('put the twins of the user before the usual ones and take functions by name alone', () => {
    const { configuration } = read({ twins: ['{name}Blocking/{name}'], offloaders: ['runInWorker', { package: 'piscina', name: 'run' }] });
    expect(configuration.twins[0]).toBe('{name}Blocking/{name}');
    expect(configuration.twins).toContain('{name}/a{name}');
    expect(configuration.offloaders).toEqual([{ name: 'runInWorker' }, { package: 'piscina', name: 'run' }]);
  });

  it('take frameworks as they are, and limits beside the usual ones', () => {
    const frameworks = [{ decorator: 'acme.web.route', runs: 'loop' }, { base: 'acme.Consumer', runs: 'thread', methods: ['handle'] }];
    const { configuration, problem } = read({ frameworks, limits: { depth: 3 } });
    expect(problem).toBeUndefined();
    expect(configuration.frameworks).toEqual(frameworks);
    expect(configuration.limits).toEqual({ ...readSettings({}).configuration.limits, depth: 3 });
  });

  it.each([
    [{ orm: [] }, "settings['async-orm'].orm is unknown. Did you mean `orms`?"],
    [{ colour: 'red' }, "settings['async-orm'].colour is unknown. Known are orms, ignore, twins, transactions, offloaders, versions, frameworks, limits."],
    [{ orms: [{ packge: 'x', package: 'y' }] }, "settings['async-orm'].orms.0.packge is unknown. Did you mean `package`?"],
    [{ twins: ['getAsync'] }, "settings['async-orm'].twins.0 is wrong: must look like `{name}Sync/{name}Async`."],
    [{ frameworks: [{ decorator: 'route', runs: 'loop' }] }, "settings['async-orm'].frameworks.0.decorator is wrong: must be a dotted name such as `acme.web.route`."],
    [{ frameworks: [{ decorator: 'acme.route', runs: 'process' }] }, "settings['async-orm'].frameworks.0.runs is wrong: must be `loop` or `thread`."],
    [{ frameworks: [{ decorator: 'acme.route' }] }, "settings['async-orm'].frameworks.0.runs is missing."],
    [{ frameworks: [{ runs: 'loop' }] }, "settings['async-orm'].frameworks.0 is wrong: must name either a `decorator` or a `base`."],
    [{ frameworks: [{ decorator: 'acme.route', methods: ['get'], runs: 'loop' }] }, "settings['async-orm'].frameworks.0 is wrong: `methods` go with a `base`."],
    [{ frameworks: [{ base: 'acme.Consumer', methods: [], runs: 'loop' }] }, "settings['async-orm'].frameworks.0.methods is wrong: must name a method, or be left out."],
    [{ frameworks: [{ decorater: 'acme.route', runs: 'loop' }] }, "settings['async-orm'].frameworks.0.decorater is unknown. Did you mean `decorator`?"],
    [{ limits: { dept: 3 } }, "settings['async-orm'].limits.dept is unknown. Did you mean `depth`?"],
    [{ limits: { seconds: 3 } }, "settings['async-orm'].limits.seconds is unknown. Known are depth, functions, milliseconds."],
    [{ limits: { depth: -1 } }, "settings['async-orm'].limits.depth is wrong: must be at least 0."],
    [{ limits: { functions: 1.5 } }, "settings['async-orm'].limits.functions is wrong: must be a whole number."],
    [{ limits: { milliseconds: 0 } }, "settings['async-orm'].limits.milliseconds is wrong: must be at least 1."],
    ['all', "settings['async-orm'] is wrong: Invalid type: Expected Object but received \"all\"."],
  ])('say what is wrong with %j', (settings, message) => {
    const { configuration, problem } = read(settings);
    expect(problem).toBe(message);
    expect(configuration.orms).toEqual([]);
  });

  it('are read once however often they are asked for', () => {
    expect(read({ ignore: ['a'] })).toBe(read({ ignore: ['a'] }));
  });
});
