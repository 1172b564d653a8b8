import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TextEdit } from '../analysis/intent.ts';
import { insert } from './await-edits.ts';
import type { TypedFile } from './file.ts';
import type { WrappedCode } from './wrapped-code.ts';

/** Declarations moved out of the code that sets their variables. */
export interface Hoisted {
  /** `let id!: number;` */
  readonly declarations: readonly string[];
  readonly edits: readonly TextEdit[];
}

/** Declares names before the code that sets them; `undefined` where their types cannot be written down. */
export function hoistNames(file: TypedFile, { first, names }: WrappedCode): Hoisted | undefined {
  if (/\.[cm]?jsx?$/u.test(file.toTypeScript(first).getSourceFile().fileName)) return undefined;
  const declarations = new Set(names.map(({ defs: [definition] }) => definition?.parent));
  const hoisted = [...declarations].map((declaration) => (declaration?.type === T.VariableDeclaration ? hoist(file, declaration, declaration === first) : undefined));
  if (hoisted.some((part) => part === undefined)) return undefined;
  return { declarations: hoisted.flatMap((part) => part?.declarations ?? []), edits: hoisted.flatMap((part) => part?.edits ?? []) };
}

function hoist(file: TypedFile, declaration: TSESTree.VariableDeclaration, isFirst: boolean): Hoisted | undefined {
  const [declarator, ...others] = declaration.declarations;
  if (!declarator.init || others.length > 0 || !/^(?:const|let)$/u.test(declaration.kind)) return undefined;
  const { id, init } = declarator;
  const isPattern = id.type !== T.Identifier;
  if (isPattern && (id.typeAnnotation || (!isFirst && !isAfterEnd(file, declaration)))) return undefined;
  // A comment between the keyword and the name would be lost.
  if (!/^(?:const|let)\s+$/u.test(file.source.text.slice(declaration.range[0], id.range[0]))) return undefined;
  const types = (file.source.scopeManager?.getDeclaredVariables(declaration) ?? []).map((variable) => describe(file, variable));
  if (types.some((type) => type === undefined)) return undefined;
  const edits: TextEdit[] = [{ range: [declaration.range[0], id.range[0]], text: isPattern ? '(' : '' }];
  if (id.typeAnnotation) edits.push({ range: id.typeAnnotation.range, text: '' });
  if (isPattern) edits.push(insert(init.range[1], ')'));
  return { declarations: types.flatMap((type) => (type === undefined ? [] : [`let ${type};`])), edits };
}

/** Would a parenthesis here start a statement of its own? */
function isAfterEnd({ source }: TypedFile, statement: TSESTree.Node): boolean {
  return /[;{}]$/u.test(source.getTokenBefore(statement)?.value ?? ';');
}

function describe(file: TypedFile, { identifiers: [identifier], name }: TSESLint.Scope.Variable): string | undefined {
  if (identifier?.type !== T.Identifier) return undefined;
  const type = identifier.typeAnnotation ? file.source.getText(identifier.typeAnnotation.typeAnnotation) : printType(file, file.typeOf(identifier), identifier);
  return type === undefined ? undefined : `${name}!: ${type}`;
}

/** A type as it may be written at a place; `undefined` for types whose parts have no name there. */
function printType(file: TypedFile, type: ts.Type, place: TSESTree.Node): string | undefined {
  const { checker, ts: tsc } = file.compiler;
  const { TypeFlags } = tsc;
  const PRIMITIVE = TypeFlags.StringLike | TypeFlags.NumberLike | TypeFlags.BooleanLike | TypeFlags.BigIntLike | TypeFlags.Null | TypeFlags.Undefined;
  if (type.flags & PRIMITIVE && !(type.flags & TypeFlags.EnumLike)) return checker.typeToString(checker.getBaseTypeOfLiteralType(type));
  if (type.isUnion()) {
    const parts = type.types.map((part) => printType(file, part, place));
    return parts.includes(undefined) ? undefined : [...new Set(parts)].join(' | ');
  }
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    const text = element && printType(file, element, place);
    return text === undefined || text.includes(' ') ? undefined : `${text}[]`;
  }
  const symbol = type.getSymbol();
  if (!symbol || !type.isClassOrInterface() || type.typeParameters?.length) return undefined;
  const visible = checker.resolveName(symbol.name, file.toTypeScript(place), tsc.SymbolFlags.Type, false);
  const target = visible && visible.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(visible) : visible;
  return target === symbol ? symbol.name : printImported(file, symbol);
}

/** `import('expo-sqlite').SQLiteRunResult` for a type that a module exports from which the file imports something else. */
function printImported({ compiler: { checker, ts: tsc }, source, toTypeScript }: TypedFile, symbol: ts.Symbol): string | undefined {
  for (const statement of source.ast.body) {
    if (statement.type !== T.ImportDeclaration) continue;
    const module = checker.getSymbolAtLocation(toTypeScript(statement.source));
    const exported = module && checker.getExportsOfModule(module).find(({ name }) => name === symbol.name);
    const target = exported && exported.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (target === symbol) return `import(${source.getText(statement.source)}).${symbol.name}`;
  }
  return undefined;
}
