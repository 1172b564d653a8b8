import { createSystem, createVirtualCompilerHost } from '@typescript/vfs';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: [],
  noEmit: true,
};

/** Of the bundled files those that a program may read. */
export function listDeclarations(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([path]) => /\.d\.ts$|package\.json$/u.test(path)));
}

/** Gives programs of one text and the declarations it imports, which are parsed once for all. */
export function createPrograms(declarations: ReadonlyMap<string, string>, path: string): (text: string) => ts.Program {
  const system = createSystem(new Map([...declarations, [path, '']]));
  const { compilerHost, updateFile } = createVirtualCompilerHost(system, OPTIONS, ts);
  let oldProgram: ts.Program | undefined;
  return (text) => {
    updateFile(ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2023 }, true));
    oldProgram = ts.createProgram({ rootNames: [path], options: OPTIONS, host: compilerHost, ...(oldProgram && { oldProgram }) });
    return oldProgram;
  };
}
