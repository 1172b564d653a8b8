import type ts from 'typescript';
import type { Compiler } from './compiler.ts';
import type { Origins } from './origins.ts';
import { isAny } from './type-shape.ts';

/** The modules that the code of a program imports, with the name it imports each by. */
export function readImportedModules(compiler: Compiler, origins: Origins): ReadonlyMap<ts.Symbol, string> {
  const modules = new Map<ts.Symbol, string>();
  for (const { specifier, symbol } of readImports(compiler, (file) => !origins.isDependency(file))) {
    if (!symbol || modules.has(symbol)) continue;
    const [declaration] = symbol.declarations ?? [];
    modules.set(symbol, /^[./]/u.test(specifier) && declaration ? origins.of(declaration) : specifier);
  }
  return modules;
}

interface Import {
  readonly specifier: string;
  /** `undefined` where the module is not found. */
  readonly symbol: ts.Symbol | undefined;
}

/** What some files of a program import or export from elsewhere. */
export function readImports({ ts: compiler, program, checker }: Compiler, accepts: (file: ts.SourceFile) => boolean): readonly Import[] {
  return program.getSourceFiles().filter(accepts).flatMap(({ statements }) =>
    statements.flatMap((statement) => {
      const specifier = compiler.isImportDeclaration(statement) || compiler.isExportDeclaration(statement) ? statement.moduleSpecifier : undefined;
      return specifier && compiler.isStringLiteral(specifier) ? [{ specifier: specifier.text, symbol: checker.getSymbolAtLocation(specifier) }] : [];
    }),
  );
}

/** The type of everything a module exports; `export =` makes one value of it. */
export function getModuleType({ checker, ts: { InternalSymbolName, SymbolFlags } }: Compiler, module: ts.Symbol): ts.Type {
  const value = module.exports?.get(InternalSymbolName.ExportEquals);
  if (!value) return checker.getTypeOfSymbol(module);
  return checker.getTypeOfSymbol(value.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(value) : value);
}

/** Does a module export anything that has a type? An ORM whose client is not generated does not. */
export function isTypedModule(compiler: Compiler, module: ts.Symbol): boolean {
  const { checker, ts: { SymbolFlags } } = compiler;
  return checker.getExportsOfModule(module).some((exported) => {
    const symbol = exported.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (symbol.flags & SymbolFlags.Value && !isAny(compiler, checker.getTypeOfSymbol(symbol))) return true;
    return (symbol.flags & SymbolFlags.Type) !== 0 && !isAny(compiler, checker.getDeclaredTypeOfSymbol(symbol));
  });
}
