import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openPackage, openPackageFolder, openTsconfig } from './definition-project.ts';
import { createOrigins } from './origins.ts';
import { readImportedModules } from './modules.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'async-orm-')));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Writes files into a folder of their own. */
function write(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), text);
  }
  return join(root, name);
}

describe('a package', () => {
  const directory = write('packages', {
    'node_modules/orm/package.json': JSON.stringify({
      name: 'orm',
      version: '1.2.3',
      exports: { '.': { types: './main.d.ts' }, './kv': { types: './kv.d.ts' }, './plugin': './plugin.js', './internal/*': './*.js', './package.json': './package.json' },
    }),
    'node_modules/orm/main.d.ts': 'export declare function open(): void;',
    'node_modules/orm/kv.d.ts': 'export declare function get(): void;',
    'node_modules/orm/plugin.js': 'module.exports = {};',
    'node_modules/@scope/driver/package.json': '{ "name": "@scope/driver", "main": "index.js" }',
    'node_modules/@scope/driver/index.js': 'module.exports = {};',
    'node_modules/@types/scope__driver/package.json': '{ "name": "@types/scope__driver", "types": "index.d.ts" }',
    'node_modules/@types/scope__driver/index.d.ts': 'declare class Driver {} export = Driver;',
    'node_modules/untyped/package.json': '{ "name": "untyped", "main": "index.js" }',
    'node_modules/untyped/index.js': 'module.exports = {};',
    'node_modules/empty/package.json': 'not JSON',
    'inner/file.txt': '',
  });
  const modulesOf = (specifier: string, from = directory): readonly string[] | string => {
    const opened = openPackage(specifier, from);
    return 'problem' in opened ? opened.problem : [...readImportedModules(opened.compiler, createOrigins(opened.compiler, () => undefined)).values()];
  };

  it('is opened with the sub-paths it exports', () => {
    expect(modulesOf('orm')).toEqual(['orm', 'orm/kv']);
    expect(openPackage('orm', directory)).toMatchObject({ name: 'orm', version: '1.2.3' });
  });

  it('is looked for upwards', () => {
    expect(modulesOf('orm', join(directory, 'inner'))).toEqual(['orm', 'orm/kv']);
  });

  it('is opened at one sub-path', () => {
    expect(modulesOf('orm/kv')).toEqual(['orm/kv']);
  });

  it('has its types elsewhere', () => {
    expect(modulesOf('@scope/driver')).toEqual(['@scope/driver']);
    expect(modulesOf('@types/scope__driver')).toEqual(['@scope/driver']);
  });

  it.each([
    ['missing', 'Cannot find the package "missing" from here: install it, or run this in the project that has it.'],
    ['@scope', 'Cannot find the package "@scope" from here: install it, or run this in the project that has it.'],
    ['', 'Cannot find the package "" from here: install it, or run this in the project that has it.'],
    ['untyped', '"untyped" has no type definitions: install them with npm install --save-dev @types/untyped'],
    ['empty', '"empty" has no type definitions: install them with npm install --save-dev @types/empty'],
    ['orm/plugin', '"orm" offers no type definitions as "orm/plugin".'],
    ['orm/none', '"orm" offers no type definitions as "orm/none".'],
  ])('cannot be opened: %s', (specifier, problem) => {
    expect(modulesOf(specifier)).toBe(problem);
  });

  it('may lie in a folder', () => {
    expect(openPackageFolder(join(directory, 'node_modules/orm'), directory)).toMatchObject({ name: 'orm', version: '1.2.3' });
    expect(openPackageFolder(join(directory, 'node_modules/untyped'), directory)).toHaveProperty('problem');
    expect(openPackageFolder(join(directory, 'inner'), directory)).toEqual({ problem: `${join(directory, 'inner')} holds neither a tsconfig.json nor a package with type definitions.` });
  });
});

describe('a project', () => {
  const open = (name: string, files: Readonly<Record<string, string>>) => openTsconfig(join(write(name, files), 'tsconfig.json'));

  it('is opened with its options', () => {
    const opened = open('good', { 'tsconfig.json': '{ "compilerOptions": { "strict": true } /* a comment */ }', 'a.ts': 'export {};' });
    expect('compiler' in opened && opened.compiler.program.getCompilerOptions().strict).toBe(true);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['broken', { 'tsconfig.json': '{ "compilerOptions": tru' }, /^Cannot read .*tsconfig\.json: /u],
    ['orphan', { 'tsconfig.json': '{ "extends": "./base.json" }', 'a.ts': '' }, /^Cannot read .*tsconfig\.json: Cannot read file .*base\.json'\.$/u],
    ['mistaken', { 'tsconfig.json': '{ "compilerOptions": { "target": "ES1" } }', 'a.ts': '' }, /^Cannot read .*tsconfig\.json: Argument for '--target' option must be/u],
    ['solution', { 'tsconfig.json': '{ "files": [], "references": [{ "path": "./app" }] }' }, /only refers to other projects: name one of them \(.*app\)\.$/u],
    ['bare', { 'tsconfig.json': '{ "files": [] }' }, /includes no TypeScript file: check its "files" and "include"\.$/u],
    ['hollow', { 'tsconfig.json': '{}' }, /includes no TypeScript file: check its "files" and "include"\.$/u],
    ['absent', { 'other.json': '{}' }, /^Cannot read .*tsconfig\.json: /u],
  ])('cannot be opened: %s', (name, files, problem) => {
    const opened = open(name, files);
    expect('problem' in opened ? opened.problem : '').toMatch(problem);
    expect('problem' in opened ? opened.problem : '').not.toContain('\n');
  });
});
