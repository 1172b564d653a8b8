import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import { isFunction } from './syntax.ts';

type Variable = TSESLint.Scope.Variable;

/** The variable that a name stands for, where the file shows every use of its value. */
export function findLocalVariable(file: TypedFile, id: TSESTree.Identifier): Variable | undefined {
  const variable = file.variableOf(id);
  const [definition] = variable?.defs ?? [];
  if (!variable || definition?.node.type !== T.VariableDeclarator || !variable.scope.upper) return undefined;
  const { parent: declaration } = definition.node;
  // Leaving the scope of a `using` declaration is a use of its own.
  if (declaration.kind === 'using' || declaration.kind === 'await using') return undefined;
  return declaration.parent.type === T.ExportNamedDeclaration ? undefined : variable;
}

export function getReads({ references }: Variable): readonly TSESTree.Identifier[] {
  return references.flatMap((reference) => (reference.isRead() && reference.identifier.type === T.Identifier ? [reference.identifier] : []));
}

/** May the variable hold another type of value? Not where its type is written down, or where it gets more than one value. */
export function isRetypable({ compiler: { ts }, toTypeScript }: TypedFile, variable: Variable): boolean {
  const { identifiers, defs } = variable;
  if (countWrites(variable) !== 1) return false;
  return identifiers.every(({ typeAnnotation }) => !typeAnnotation) && defs.every(({ node }) => !ts.getJSDocType(toTypeScript(node as TSESTree.Node)));
}

function countWrites({ references }: Variable): number {
  return references.filter((reference) => reference.isWrite()).length;
}

/** Is the value replaced by one of the next statements, before anything can read it? */
export function isOverwritten(variable: Variable, id: TSESTree.Identifier): boolean {
  const write = variable.references.find(({ identifier }) => identifier === id);
  const statement = findStatement(id);
  const block = statement?.parent;
  if (countWrites(variable) < 2 || !write || !statement || (block?.type !== T.BlockStatement && block?.type !== T.Program)) return false;
  const home = write.from.variableScope;
  // A closure may read at any time, a handler whenever a statement fails.
  if (variable.references.some(({ from }) => from.variableScope !== home) || isTried(block)) return false;
  for (const next of block.body.slice(block.body.findIndex((other) => other === statement) + 1)) {
    if (next.type !== T.ExpressionStatement && next.type !== T.VariableDeclaration) return false;
    const inside = variable.references.filter(({ identifier: { range } }) => range[0] >= next.range[0] && range[1] <= next.range[1]);
    if (inside.some((reference) => reference.isRead())) return false;
    if (inside.some(({ identifier }) => findStatement(identifier) === next)) return true;
  }
  return false;
}

/** The statement that stores a value in a variable and does nothing else. */
function findStatement({ parent }: TSESTree.Node): TSESTree.Node | undefined {
  if (parent?.type === T.VariableDeclarator) return parent.parent;
  return parent?.type === T.AssignmentExpression && parent.operator === '=' && parent.parent.type === T.ExpressionStatement ? parent.parent : undefined;
}

function isTried(node: TSESTree.Node): boolean {
  for (let current: TSESTree.Node | undefined = node; current && !isFunction(current); current = current.parent) {
    if (current.type === T.TryStatement) return true;
  }
  return false;
}
