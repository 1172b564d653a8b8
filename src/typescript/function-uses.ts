import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import { climbTransparent, getMemberName, type FunctionNode } from './syntax.ts';

/** Where the value of a function goes. */
export interface FunctionUses {
  /** Its name wherever it is read; the function itself where it has no name to be read by. */
  readonly places: readonly TSESTree.Node[];
  /** May code that we do not see use it too? */
  readonly isOpen: boolean;
}

/** The uses of a function in its file. */
export function findUses({ source }: TypedFile, fn: FunctionNode): FunctionUses {
  const holder = climbTransparent(fn);
  const declaration = fn.type === T.FunctionDeclaration ? fn : holder.parent?.type === T.VariableDeclarator && holder.parent.init === holder ? holder.parent : undefined;
  if (!declaration) return { places: [holder], isOpen: false };
  const { id } = declaration;
  const variable = id?.type === T.Identifier ? source.scopeManager?.getDeclaredVariables(declaration).find(({ identifiers }) => identifiers.includes(id)) : undefined;
  if (!variable) return { places: [], isOpen: true };
  const statement = declaration.type === T.VariableDeclarator ? declaration.parent : declaration;
  return {
    places: variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier),
    isOpen: /^Export/u.test(statement.parent.type) || !variable.scope.upper,
  };
}

/** The call that a place makes of a function: `f()`, `f.call(…)`, `new f()`. */
export function findCallOf(place: TSESTree.Node): TSESTree.CallExpression | TSESTree.NewExpression | undefined {
  const value = climbTransparent(place);
  const { parent } = value;
  if (parent?.type === T.CallExpression || parent?.type === T.NewExpression) return parent.callee === value ? parent : undefined;
  if (parent?.type !== T.MemberExpression || parent.object !== value || !/^(?:apply|call)$/u.test(getMemberName(parent) ?? '')) return undefined;
  return parent.parent.type === T.CallExpression && parent.parent.callee === parent ? parent.parent : undefined;
}
