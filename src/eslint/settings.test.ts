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

  it.each([
    [{ orm: [] }, "settings['async-orm'].orm is unknown. Did you mean `orms`?"],
    [{ colour: 'red' }, "settings['async-orm'].colour is unknown. Known are orms, ignore, twins, transactions, offloaders, versions."],
    [{ orms: [{ packge: 'x', package: 'y' }] }, "settings['async-orm'].orms.0.packge is unknown. Did you mean `package`?"],
    [{ twins: ['getAsync'] }, "settings['async-orm'].twins.0 is wrong: must look like `{name}Sync/{name}Async`."],
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
