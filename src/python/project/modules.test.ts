import { chmodSync, symlinkSync, utimesSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../dev/temporary-folder.ts';
import { parse } from '../parser/index.ts';
import { createTextCache } from './texts.ts';
import { createModules, type Modules } from './modules.ts';

let project: TemporaryFolder;
let modules: Modules;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.stubEnv('VIRTUAL_ENV', '');
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  project.remove();
});

function create(files: Readonly<Record<string, string | Uint8Array>>): void {
  project = createTemporaryFolder({ '.git/HEAD': '', 'manage.py': '', ...files });
  modules = createModules();
}

const relative = (path: string | undefined) => path?.slice(project.path.length + 1).replaceAll('\\', '/');
const resolve = (name: string, from = 'manage.py') => relative(modules.resolve(name, project.at(from)));

describe('a module', () => {
  it.each<[string, string, readonly string[], string | undefined]>([
    ['in a file', 'shop.models', ['shop/__init__.py', 'shop/models.py'], 'shop/models.py'],
    ['in a folder', 'shop.models', ['shop/models/__init__.py'], 'shop/models/__init__.py'],
    ['a folder before a file', 'shop', ['shop.py', 'shop/__init__.py'], 'shop/__init__.py'],
    ['of a namespace package', 'shop.models', ['shop/models.py'], 'shop/models.py'],
    ['a namespace package itself', 'shop', ['shop/models.py'], undefined],
    ['as a stub', 'shop.models', ['shop/models.pyi'], 'shop/models.pyi'],
    ['a source before its stub', 'shop', ['shop.pyi', 'shop.py'], 'shop.py'],
    ['inside a module, which has none', 'shop.models', ['shop.py', 'shop/models.py'], undefined],
    ['in what is installed', 'django.db.models', ['.venv/lib/python3.13/site-packages/django/db/models/__init__.py'], '.venv/lib/python3.13/site-packages/django/db/models/__init__.py'],
    ['in installed stubs, by their folder', 'django-stubs.db', ['.venv/lib/python3.13/site-packages/django-stubs/db/__init__.pyi'], '.venv/lib/python3.13/site-packages/django-stubs/db/__init__.pyi'],
    ['of the project before an installed one', 'shop', ['shop.py', '.venv/Lib/site-packages/shop.py'], 'shop.py'],
    ['missing', 'shop.models', ['shop/__init__.py'], undefined],
    ['with another case', 'Shop', ['shop.py'], undefined],
    ['without a name', '', ['.py'], undefined],
    ['of which a part is missing', 'shop..models', ['shop/models.py'], undefined],
  ])('is found: %s', (_, name, files, found) => {
    create(Object.fromEntries(files.map((file) => [file, ''])));
    expect(resolve(name)).toBe(found);
  });

  it('does not hide what another folder of the same package has', () => {
    create({ 'pyproject.toml': '', 'src/company/a.py': '', 'company/b.py': '' });
    expect([resolve('company.a'), resolve('company.b')]).toEqual(['src/company/a.py', 'company/b.py']);
  });

  it('is missing where a package hides a namespace package of its name', () => {
    create({ 'shop/__init__.py': '', '.venv/Lib/site-packages/shop/models.py': '' });
    expect(resolve('shop.models')).toBeUndefined();
  });

  it.each<[number, string, string, string | undefined]>([
    [1, 'models', 'shop/api/views.py', 'shop/api/models.py'],
    [1, '', 'shop/api/views.py', 'shop/api/__init__.py'],
    [2, 'models', 'shop/api/views.py', 'shop/models.py'],
    [2, '', 'shop/api/views.py', 'shop/__init__.py'],
    [1, 'models', 'shop/__init__.py', 'shop/models.py'],
    [2, 'api.models', 'shop/api/__init__.py', 'shop/api/models.py'],
    [1, 'missing', 'shop/api/views.py', undefined],
    [40, 'models', 'shop/api/views.py', undefined],
  ])('is found relative to another: %i %s from %s', (level, name, from, found) => {
    create({ 'shop/__init__.py': '', 'shop/models.py': '', 'shop/api/__init__.py': '', 'shop/api/models.py': '', 'shop/api/views.py': '' });
    expect(relative(modules.resolveRelative(level, name, project.at(from)))).toBe(found);
  });

  it.each([
    ['shop/models.py', 'shop.models'],
    ['shop/__init__.py', 'shop'],
    ['apps/blog/models.pyi', 'apps.blog.models'],
    ['my-scripts/run.py', 'run'],
    ['my-scripts/run-all.py', undefined],
  ])('has a name: %s', (file, name) => {
    create({ 'shop/__init__.py': '', [file]: '' });
    expect(modules.moduleName(project.at(file))).toBe(name);
  });

  it('has the name its package is imported by', () => {
    create({ 'tests/admin_views/__init__.py': '', 'tests/admin_views/models.py': '', 'pyproject.toml': '' });
    project.write({ 'manage.py': '' });
    expect(modules.moduleName(project.at('tests/admin_views/models.py'))).toBe('tests.admin_views.models');
    project.remove();
    project = createTemporaryFolder({ '.git/HEAD': '', 'pyproject.toml': '', 'tests/admin_views/__init__.py': '', 'tests/admin_views/models.py': '' });
    expect(modules.moduleName(project.at('tests/admin_views/models.py'))).toBe('admin_views.models');
  });

  it('appears when its file does', () => {
    create({});
    expect(resolve('shop')).toBeUndefined();
    project.write({ 'shop.py': '' });
    vi.advanceTimersByTime(1001);
    expect(resolve('shop')).toBe('shop.py');
  });
});

describe('the text of a module', () => {
  const read = (path: string) => modules.read(project.at(path));

  it('is parsed once', () => {
    create({ 'a.py': '\uFEFFx = 1\n' });
    const first = read('a.py');
    expect(first).toMatchObject({ text: 'x = 1\n', ast: { body: [{ type: 'Assign' }] }, errors: [] });
    expect(read('a.py')).toBe(first);
  });

  it('is read again a second after it changed, and not before', () => {
    create({ 'a.py': 'x = 1' });
    const first = read('a.py');
    project.write({ 'a.py': 'y = 2' });
    vi.advanceTimersByTime(999);
    expect(read('a.py')).toBe(first);
    vi.advanceTimersByTime(2);
    expect(read('a.py')?.text).toBe('y = 2');
  });

  it('is read again where size and time are the same but too recent to trust', () => {
    create({ 'a.py': 'x = 1' });
    const now = new Date();
    utimesSync(project.at('a.py'), now, now);
    expect(read('a.py')?.text).toBe('x = 1');
    project.write({ 'a.py': 'x = 2' });
    utimesSync(project.at('a.py'), now, now);
    vi.advanceTimersByTime(1001);
    expect(read('a.py')?.text).toBe('x = 2');
  });

  it('stays the same object when a file is written with the same content', () => {
    create({ 'a.py': 'x = 1' });
    const first = read('a.py');
    project.write({ 'a.py': 'x = 1' });
    vi.advanceTimersByTime(1001);
    expect(read('a.py')).toBe(first);
  });

  it('is not read while nothing changes', () => {
    create({ 'a.py': 'x = 1' });
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    for (let second = 0; second < 3; second++) {
      expect(read('a.py')?.text).toBe('x = 1');
      vi.advanceTimersByTime(1001);
    }
    expect(decode).toHaveBeenCalledTimes(1);
  });

  it('is read again when a copy restores its time and size', async () => {
    create({ 'a.py': 'x = 1' });
    const old = new Date(Date.now() - 60_000);
    utimesSync(project.at('a.py'), old, old);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    expect(read('a.py')?.text).toBe('x = 1');
    // The clock of a file system may tick every ten milliseconds only.
    await setTimeout(30);
    project.write({ 'a.py': 'x = 2' });
    utimesSync(project.at('a.py'), old, old);
    await vi.advanceTimersByTimeAsync(1001);
    expect(read('a.py')?.text).toBe('x = 2');
  });

  it('goes and comes with its file', () => {
    create({ 'a.py': 'x = 1' });
    expect(read('a.py')).toBeDefined();
    project.remove();
    vi.advanceTimersByTime(1001);
    expect(read('a.py')).toBeUndefined();
    project.write({ 'a.py': 'x = 1' });
    vi.advanceTimersByTime(1001);
    expect(read('a.py')?.text).toBe('x = 1');
  });

  it('holds what a parser makes of a broken file', () => {
    create({ 'a.py': 'x = (\ny = 2\n' });
    expect(read('a.py')?.errors).not.toEqual([]);
  });

  it('is undefined where there is none', () => {
    create({ 'folder/a.py': '', 'latin.py': Uint8Array.of(0x23, 0xe9), 'long.py': '#'.repeat(2 * 1024 * 1024 + 1), 'secret.py': 'x = 1' });
    symlinkSync('loop.py', project.at('loop.py'));
    symlinkSync('gone.py', project.at('broken.py'));
    chmodSync(project.at('secret.py'), 0o000);
    const unreadable = process.getuid?.() === 0 ? [] : ['secret.py'];
    for (const path of ['missing.py', 'folder', 'latin.py', 'long.py', 'loop.py', 'broken.py', 'folder/a.py/b.py', 'nul\0.py', ...unreadable]) expect([path, read(path)]).toEqual([path, undefined]);
  });

  it('is found once through folders that contain themselves', () => {
    create({ 'shop/models.py': 'x = 1' });
    symlinkSync('.', project.at('shop/shop'));
    expect(resolve('shop.shop.shop.models')).toBe('shop/shop/shop/models.py');
    expect(modules.read(project.at('shop/shop/shop/models.py'))?.text).toBe('x = 1');
  });

  it('is forgotten when it was not used for long', () => {
    const names = ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py'];
    create(Object.fromEntries(names.map((name) => [name, `#${name.repeat(250)}`])));
    const readText = createTextCache((text) => ({ text }), 6000);
    const readNamed = (name: string) => readText(project.at(name));
    const [a, b] = [readNamed('a.py'), readNamed('b.py')];
    for (const name of names.slice(2)) {
      readNamed(name);
      expect(readNamed('a.py')).toBe(a);
    }
    expect(readNamed('b.py')).not.toBe(b);
  });

  it('may be that of an editor', () => {
    create({ 'a.py': 'x = 1', 'b.py': 'z = 3' });
    const unsaved = { text: 'y = 2', ast: parse('y = 2').ast, errors: [] };
    const view = modules.withOverride(project.at('a.py'), unsaved);
    expect(view.read(project.at('folder/../a.py'))).toBe(unsaved);
    expect(view.read(project.at('b.py'))).toBe(read('b.py'));
    expect(read('a.py')?.text).toBe('x = 1');
  });
});
