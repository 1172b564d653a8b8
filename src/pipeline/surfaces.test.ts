import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readSources } from '../dev/architecture.ts';
import { declare } from '../dev/declared.ts';
import { getSurface } from './surfaces.ts';

describe('a surface', () => {
  const database = 'export declare class Database { run(): Promise<void> }';
  const { receivers } = declare({ orm: `${database} export interface Options { size: number }`, 'orm/browser': database }, "export * from 'orm'; export {} from 'orm/browser';", { orms: [{ package: 'orm' }] });

  it('has what does something, and copies once', () => {
    expect(getSurface(receivers, 'orm')).toEqual({
      origin: 'orm',
      receivers: [
        {
          name: 'Database',
          evaluable: false,
          thenable: false,
          operations: [{ receiver: 'Database', name: 'run', effect: 'query', style: 'async', lock: false }],
        },
      ],
    });
  });

  it('is plain data, and read once', () => {
    expect(getSurface(receivers, 'orm')).toBe(getSurface(receivers, 'orm'));
    expect(JSON.parse(JSON.stringify(getSurface(receivers, 'orm')))).toEqual(getSurface(receivers, 'orm'));
  });

  it('is empty for a package that the program does not have', () => {
    expect(getSurface(receivers, 'missing')).toEqual({ origin: 'missing', receivers: [] });
  });
});

/** Packages and modules that are loaded with a module. */
function listLoaded(start: string): ReadonlySet<string> {
  const sources = readSources();
  const loaded = new Set([start]);
  for (const path of loaded) {
    const { outputText } = ts.transpileModule(sources.get(path) ?? '', { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, verbatimModuleSyntax: true } });
    for (const { fileName } of ts.preProcessFile(outputText, true, true).importedFiles) loaded.add(fileName.startsWith('.') ? posix.join(posix.dirname(path), fileName) : fileName);
  }
  return loaded;
}

describe('ts-morph, which brings a compiler of nine megabytes,', () => {
  it('is never loaded by the plugin', () => {
    expect(listLoaded('src/index.ts')).toContain('src/typescript/receivers.ts');
    expect(listLoaded('src/index.ts')).not.toContain('ts-morph');
  });

  it('is loaded to inspect', () => {
    expect(listLoaded('src/cli/inspect-target.ts')).toContain('ts-morph');
  });
});
