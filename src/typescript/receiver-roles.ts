import { AST_NODE_TYPES as T } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { OperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import type { Receiver } from './receivers.ts';
import { getConstituents, printType } from './type-shape.ts';

/** What a receiver stands for: a row, the rows of a model, or a connection; caches and sessions are none of them. */
export type Role = { readonly kind: 'row' | 'rows'; readonly model: string } | { readonly kind: 'client' };

const TRANSACTION = /transaction|atomic|begin|savepoint/iu;

/** Tells what the receivers of one file stand for. */
export function createRoles(file: TypedFile): (call: OperationCall) => Role | undefined {
  const { checker, ts: tsc } = file.compiler;
  const roles = new Map<ts.Type, Role | undefined>();
  const rowSymbols = new Map<string, ReadonlySet<ts.Symbol>>();

  function readRole(type: ts.Type, receiver: Receiver): Role | undefined {
    if (type.getConstructSignatures().length > 0) {
      const [instance] = type.getConstructSignatures();
      return instance && { kind: 'rows', model: printType(file.compiler, instance.getReturnType()) };
    }
    const [argument, ...others] = getTypeArguments(type);
    const isBuilder = receiver.isBuilder();
    if (argument && (file.receivers.isReceiver(argument) || (isBuilder && others.length === 0))) return { kind: 'rows', model: printType(file.compiler, argument) };
    if (!isBuilder && isClient(receiver)) return { kind: 'client' };
    if (argument || isBuilder) return { kind: 'rows', model: printType(file.compiler, type) };
    return isRow(type, receiver.declaration.origin) ? { kind: 'row', model: printType(file.compiler, type) } : undefined;
  }

  function getTypeArguments(type: ts.Type): readonly ts.Type[] {
    if (type.aliasTypeArguments) return type.aliasTypeArguments;
    const isReference = ((type as ts.ObjectType).objectFlags & tsc.ObjectFlags.Reference) !== 0;
    const { target } = type as Partial<ts.TypeReference>;
    return isReference ? checker.getTypeArguments(type as ts.TypeReference).slice(0, target?.typeParameters?.length ?? 0) : [];
  }

  function isClient({ declaration, operation }: Receiver): boolean {
    return declaration.names().some((name) => TRANSACTION.test(name) && operation(name)?.transaction !== undefined);
  }

  /** Is it of a class of the project, or of one that managers and querysets are made for? */
  function isRow(type: ts.Type, origin: string): boolean {
    const symbols = getRowSymbols(origin);
    const pending: ts.Type[] = [checker.getBaseConstraintOfType(type) ?? type];
    for (const current of pending) {
      const symbol = current.getSymbol();
      if (symbol && symbols.has(symbol)) return true;
      if (symbol?.declarations?.some((declaration) => tsc.isClassLike(declaration) && !file.receivers.origins.isDependency(declaration))) return true;
      pending.push(...(current.isClassOrInterface() ? checker.getBaseTypes(current) : []), ...(current.isIntersection() ? current.types : []));
    }
    return false;
  }

  /** The types that the type parameters of an ORM's generic definitions ask for: `Model` for `QuerySet<T extends Model>`. */
  function getRowSymbols(origin: string): ReadonlySet<ts.Symbol> {
    let known = rowSymbols.get(origin);
    if (!known) {
      const constraints = (file.receivers.definitions.origins.get(origin) ?? []).flatMap(({ node }) => (tsc.isTypeLiteralNode(node) ? [] : (node.typeParameters ?? [])).flatMap(({ constraint }) => constraint ?? []));
      known = new Set(constraints.flatMap((constraint) => checker.getTypeFromTypeNode(constraint).getSymbol() ?? []));
      rowSymbols.set(origin, known);
    }
    return known;
  }

  return ({ binding, object, receiver }) => {
    const source = object ?? (binding?.source.parent?.type === T.ImportDeclaration ? undefined : binding?.source);
    const [type] = source ? getConstituents(file.compiler, file.typeOf(source)) : [];
    if (!type) return undefined;
    if (!roles.has(type)) roles.set(type, readRole(type, receiver));
    return roles.get(type);
  };
}
