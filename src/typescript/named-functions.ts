import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { NamedFunction } from '../analysis/configuration.ts';
import { findBinding } from './bindings.ts';
import type { TypedFile } from './file.ts';
import { getMemberName } from './syntax.ts';

/** Is the called function one of those named, declared by the package named with it? */
export function matchesNamedFunction(file: TypedFile, call: TSESTree.CallExpression, functions: readonly NamedFunction[]): boolean {
  if (functions.length === 0) return false;
  const variable = call.callee.type === T.Identifier ? file.variableOf(call.callee) : undefined;
  const binding = variable && findBinding(variable);
  const name = binding?.name ?? getCalleeName(call);
  return functions.some((candidate) => {
    if (candidate.name !== name) return false;
    if (candidate.package === undefined) return true;
    const declaration = file.signatureOf(call)?.declaration;
    if (declaration && file.receivers.origins.of(declaration) === candidate.package) return true;
    return binding?.source.type === T.Literal && binding.source.value === candidate.package;
  });
}

/** @example `db.transaction` gives `transaction`, `atomic` gives `atomic` */
export function getCalleeName({ callee }: TSESTree.CallExpression): string | undefined {
  if (callee.type === T.Identifier) return callee.name;
  return callee.type === T.MemberExpression ? getMemberName(callee) : undefined;
}
