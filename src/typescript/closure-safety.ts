import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';
import { getMemberName, isFunction, visitNodes } from './syntax.ts';
import { isAny } from './type-shape.ts';
import type { WrappedCode } from './wrapped-code.ts';

/**
 * May the code move into a closure without a type error? The compiler forgets there what it found out about variables that
 * are set more than once and about members, and it does not see outside what is set inside.
 */
export function canMoveIntoClosure(file: TypedFile, { statements, range: [start, end] }: WrappedCode): boolean {
  const seen = new Set<string>();
  const facts = new Map<TSESLint.Scope.Variable, VariableFacts>();
  let safe = true;
  for (const statement of statements) {
    visitNodes(file.source, statement, (node) => {
      if (!safe || isFunction(node)) return 'skip';
      if (node.type === T.Identifier) {
        const variable = file.variableOf(node);
        if (!variable || variable.identifiers.some(({ range }) => range[0] >= start && range[0] < end)) return undefined;
        let known = facts.get(variable);
        if (!known) facts.set(variable, (known = readFacts(file, variable, end)));
        safe = isSafe(file, node, known, seen);
      } else if (node.type === T.MemberExpression && isFirst(seen, file.source.getText(node))) {
        safe = !isNarrowedMember(file, node);
      }
      return undefined;
    });
  }
  return safe;
}

interface VariableFacts {
  readonly references: ReadonlyMap<TSESTree.Node, TSESLint.Scope.Reference>;
  readonly isSetOnce: boolean;
  /** May it be set in a closure without misleading the compiler about its value after it? */
  readonly maySetInside: boolean;
  readonly grows: boolean;
}

function readFacts(file: TypedFile, variable: TSESLint.Scope.Variable, end: number): VariableFacts {
  const { references } = variable;
  return {
    references: new Map(references.map((reference) => [reference.identifier, reference])),
    isSetOnce: references.every((reference) => !reference.isWrite() || reference.init === true),
    maySetInside: isPlain(file, variable) || references.every((reference) => !reference.isRead() || reference.identifier.range[0] < end),
    grows: isGrowing(variable),
  };
}

function isSafe(file: TypedFile, node: TSESTree.Identifier, { grows, isSetOnce, maySetInside, references }: VariableFacts, seen: Set<string>): boolean {
  const reference = references.get(node);
  if (!reference) return true;
  if (reference.isWrite()) return maySetInside;
  return !grows && (isSetOnce || !isFirst(seen, node.name) || !isNarrowed(file, node, file.typeOf(node)));
}

/** Is the declared type no union, of which the compiler would go on believing in the part set first? */
function isPlain(file: TypedFile, variable: TSESLint.Scope.Variable): boolean {
  const [identifier] = variable.identifiers;
  const [definition] = variable.defs;
  if (!identifier || (definition?.node.type === T.VariableDeclarator && !definition.node.init)) return false;
  const type = getDeclaredType(file, identifier);
  return type !== undefined && !type.isUnion() && !isAny(file.compiler, type);
}

/** The type of `const rows = []` grows with what is put into it, which a closure must not do. */
function isGrowing({ defs: [definition] }: TSESLint.Scope.Variable): boolean {
  if (definition?.node.type !== T.VariableDeclarator) return false;
  const { id, init } = definition.node;
  if (id.type !== T.Identifier || id.typeAnnotation) return false;
  return !init || (init.type === T.ArrayExpression && init.elements.length === 0);
}

function isNarrowedMember(file: TypedFile, node: TSESTree.MemberExpression): boolean {
  if (getMemberName(node) === undefined || (node.parent.type === T.AssignmentExpression && node.parent.left === node)) return false;
  return isNarrowed(file, node.property, file.typeOf(node));
}

function isNarrowed(file: TypedFile, node: TSESTree.Node, type: ts.Type): boolean {
  const declared = getDeclaredType(file, node);
  return declared !== undefined && declared !== type && declared.isUnion();
}

function getDeclaredType({ compiler: { checker }, toTypeScript }: TypedFile, node: TSESTree.Node): ts.Type | undefined {
  const symbol = checker.getSymbolAtLocation(toTypeScript(node));
  return symbol && checker.getTypeOfSymbol(symbol);
}

function isFirst(seen: Set<string>, text: string): boolean {
  const isNew = !seen.has(text);
  seen.add(text);
  return isNew;
}
