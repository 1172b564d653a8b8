import type ts from 'typescript';
import type { Compiler } from './compiler.ts';
import type { Origins } from './origins.ts';

/** The modules that the code of a program imports, with the name it imports each by. */
export function readImportedModules({ ts: compiler, program, checker }: Compiler, origins: Origins): ReadonlyMap<ts.Symbol, string> {
  const modules = new Map<ts.Symbol, string>();
  for (const file of program.getSourceFiles()) {
    if (origins.isDependency(file)) continue;
    for (const statement of file.statements) {
      const specifier = compiler.isImportDeclaration(statement) || compiler.isExportDeclaration(statement) ? statement.moduleSpecifier : undefined;
      if (!specifier || !compiler.isStringLiteral(specifier)) continue;
      const symbol = checker.getSymbolAtLocation(specifier);
      if (!symbol || modules.has(symbol)) continue;
      const [declaration] = symbol.declarations ?? [];
      const isRelative = /^[./]/u.test(specifier.text);
      modules.set(symbol, isRelative && declaration ? origins.of(declaration) : specifier.text);
    }
  }
  return modules;
}

/** The type of everything a module exports; `export =` makes one value of it. */
export function getModuleType({ checker, ts: { SymbolFlags } }: Compiler, module: ts.Symbol): ts.Type {
  const value = module.exports?.get('export=' as ts.__String);
  if (!value) return checker.getTypeOfSymbol(module);
  return checker.getTypeOfSymbol(value.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(value) : value);
}
