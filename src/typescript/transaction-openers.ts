import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Operation, TransactionForm } from '../analysis/operation.ts';
import type { OperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { stripTransparent } from './syntax.ts';

/** A way to open a transaction in this file. */
export interface Opener {
  /** The function as it would be written: `aatomic`, `db.withTransactionAsync`. */
  readonly text: string;
  readonly form: Extract<TransactionForm, { kind: 'callback' | 'disposable' }>;
  /** An import that the text needs: specifier and name. */
  readonly missing: { readonly from: string; readonly name: string } | undefined;
}

// Only these are looked at; their declarations then say whether they open a transaction.
const CANDIDATE = /transaction|atomic|savepoint/iu;

/** The openers that the ORM of a call offers, those on the receiver first. */
export function findOpeners(file: TypedFile, { object, receiver }: OperationCall): readonly Opener[] {
  const openers: Opener[] = [];
  const add = (operation: Operation | undefined, text: string, missing: Opener['missing']): void => {
    const form = operation?.transaction;
    if (form && (form.kind === 'callback' || form.kind === 'disposable') && form.plain) openers.push({ text, form, missing });
  };
  const client = object && stripTransparent(object);
  if (client?.type === T.Identifier || client?.type === T.ThisExpression || isPlainMember(client)) {
    for (const name of receiver.declaration.names().filter((candidate) => CANDIDATE.test(candidate))) {
      add(receiver.operation(name), `${file.source.getText(client)}.${name}`, undefined);
    }
  }
  const { origin } = receiver.declaration;
  const module = file.receivers.findModule(origin);
  for (const name of module?.declaration.names().filter((candidate) => CANDIDATE.test(candidate)) ?? []) {
    const local = findImport(file, origin, name);
    add(module?.operation(name), local ?? name, local === undefined ? { from: origin, name } : undefined);
  }
  return openers;
}

function isPlainMember(node: TSESTree.Node | undefined): node is TSESTree.MemberExpression {
  return node?.type === T.MemberExpression && !node.computed && (node.object.type === T.Identifier || node.object.type === T.ThisExpression);
}

/** The local name under which a module's function is already at hand. */
function findImport({ source }: TypedFile, from: string, name: string): string | undefined {
  for (const statement of source.ast.body) {
    if (statement.type !== T.ImportDeclaration || statement.source.value !== from || statement.importKind === 'type') continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === T.ImportNamespaceSpecifier) return `${specifier.local.name}.${name}`;
      if (specifier.type !== T.ImportSpecifier || specifier.importKind === 'type') continue;
      if (specifier.imported.type === T.Identifier && specifier.imported.name === name) return specifier.local.name;
    }
  }
  return undefined;
}
