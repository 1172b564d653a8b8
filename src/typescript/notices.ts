import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Notice } from '../analysis/front-end.ts';
import type { Profile } from '../analysis/profile.ts';
import type { TypedFile } from './file.ts';
import { isAny } from './type-shape.ts';

export const WITHOUT_TYPES: Notice = {
  message:
    'The rules of async-orm need type information, and there is none: set `languageOptions.parser` to `@typescript-eslint/parser` with `parserOptions.projectService: true`, or extend a preset of the plugin, which does.',
  range: [0, 0],
  oncePerRun: true,
};

/** Imports of a known ORM whose types are missing: silence about them would pass for health. */
export function findUntypedImports(file: TypedFile): Notice[] {
  const notices: Notice[] = [];
  for (const statement of file.source.ast.body) {
    if (statement.type !== T.ImportDeclaration || statement.importKind === 'type') continue;
    const profile = findProfile(file, statement.source.value);
    if (!profile || !isUntyped(file, statement)) continue;
    const remedy = profile.untyped ?? 'Check that the package is installed and that `moduleResolution` finds its types.';
    notices.push({
      message: `The types of \`${statement.source.value}\` resolve to \`any\`, so its queries cannot be checked. ${remedy}`,
      range: statement.source.range,
      oncePerRun: false,
    });
  }
  return notices.slice(0, 1);
}

/** The profile of `expo-sqlite` for `expo-sqlite/kv-store`. */
function findProfile({ knowledge }: TypedFile, specifier: string): Profile | undefined {
  const parts = specifier.split('/');
  return knowledge.findProfile(specifier) ?? knowledge.findProfile(parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
}

function isUntyped(file: TypedFile, statement: TSESTree.ImportDeclaration): boolean {
  const { checker, ts } = file.compiler;
  const module = checker.getSymbolAtLocation(file.toTypeScript(statement.source));
  if (!module?.declarations?.length) return statement.specifiers.length > 0;
  return statement.specifiers.some((specifier) => {
    const symbol = checker.getSymbolAtLocation(file.toTypeScript(specifier.local));
    if (!symbol) return false;
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (target.flags & ts.SymbolFlags.Type && !(target.flags & ts.SymbolFlags.Value)) return isAny(file.compiler, checker.getDeclaredTypeOfSymbol(target));
    return isAny(file.compiler, checker.getTypeOfSymbol(target));
  });
}
