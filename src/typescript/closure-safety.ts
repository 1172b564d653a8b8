import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';
import { getMemberName, isFunction, visitNodes } from './syntax.ts';
import { isAny } from './type-shape.ts';
import type { WrappedCode } from './wrapped-code.ts';

/**
 * May the code move into a closure without a type error? The compiler forgets there what it found out about variables that
 * are set more than once and about members, and it does not see outside what is set inside. Nodes that will be replaced by
 * something else do not count.
 */
export function canMoveIntoClosure(file: TypedFile, { statements, range: [start, end] }: WrappedCode, replaced: ReadonlySet<TSESTree.Node>): boolean {
  const seen = new Set<string>();
  let safe = true;
  for (const statement of statements) {
    visitNodes(file.source, statement, (node) => {
      if (!safe || isFunction(node) || replaced.has(node)) return 'skip';
      if (node.type === T.Identifier) {
        const variable = file.variableOf(node);
        if (!variable || variable.identifiers.some(({ range }) => range[0] >= start && range[0] < end)) return undefined;
        safe = isSafe(file, node, getFacts(file, variable), end, seen);
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
  readonly isPlain: boolean;
  /** Where it is read for the last time. */
  readonly lastRead: number;
  readonly grows: boolean;
}

// A model is used all over a file; its references are read once.
const factsOfVariables = new WeakMap<TSESLint.Scope.Variable, VariableFacts>();

function getFacts(file: TypedFile, variable: TSESLint.Scope.Variable): VariableFacts {
  let facts = factsOfVariables.get(variable);
  if (!facts) {
    const { references } = variable;
    facts = {
      references: new Map(references.map((reference) => [reference.identifier, reference])),
      isSetOnce: isConstant(variable) || references.every((reference) => !reference.isWrite() || reference.init === true),
      isPlain: isPlain(file, variable),
      lastRead: references.reduce((last, reference) => (reference.isRead() ? Math.max(last, reference.identifier.range[0]) : last), -1),
      grows: isGrowing(variable),
    };
    factsOfVariables.set(variable, facts);
  }
  return facts;
}

function isSafe(file: TypedFile, node: TSESTree.Identifier, facts: VariableFacts, end: number, seen: Set<string>): boolean {
  const reference = facts.references.get(node);
  if (!reference) return true;
  // Set in a closure, it must not mislead the compiler about its value after it.
  if (reference.isWrite()) return facts.isPlain || facts.lastRead < end;
  return !facts.grows && (facts.isSetOnce || !isFirst(seen, node.name) || !isNarrowed(file, node, file.typeOf(node)));
}

function isConstant({ defs: [definition] }: TSESLint.Scope.Variable): boolean {
  return definition?.parent?.type === T.VariableDeclaration && definition.parent.kind === 'const';
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
  const { id, init, parent } = definition.node;
  if (id.type !== T.Identifier || id.typeAnnotation || /^For(?:In|Of)Statement$/u.test(parent.parent.type)) return false;
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
