import { AST_NODE_TYPES as T } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { OperationCall } from './calls.ts';
import type { Compiler } from './compiler.ts';
import type { TypedFile } from './file.ts';
import type { Receiver, Receivers } from './receivers.ts';
import { getConstituents, printType } from './type-shape.ts';

/** What a receiver stands for: a row, the rows of a model, or a connection; caches and sessions are none of them. */
export type Role = { readonly kind: 'row' | 'rows'; readonly model: string } | { readonly kind: 'client' };

const TRANSACTION = /transaction|atomic|begin|savepoint/iu;

/** Tells what receivers stand for, by their types. */
export function createTypeRoles(compiler: Compiler, receivers: Receivers): (type: ts.Type, receiver: Receiver) => Role | undefined {
  const { checker, ts: tsc } = compiler;
  const roles = new Map<ts.Type, Role | undefined>();
  const rowSymbols = new Map<string, ReadonlySet<ts.Symbol>>();

  function readRole(type: ts.Type, receiver: Receiver): Role | undefined {
    if (type.getConstructSignatures().length > 0) {
      const [instance] = type.getConstructSignatures();
      return instance && { kind: 'rows', model: printType(compiler, instance.getReturnType()) };
    }
    const [argument, ...others] = getTypeArguments(type);
    const isBuilder = receiver.isBuilder();
    if (argument && (receivers.isReceiver(argument) || (isBuilder && others.length === 0))) return { kind: 'rows', model: printType(compiler, argument) };
    if (!isBuilder && isClient(receiver)) return { kind: 'client' };
    if (argument || isBuilder) return { kind: 'rows', model: printType(compiler, type) };
    return isRow(type, receiver.declaration.origin) ? { kind: 'row', model: printType(compiler, type) } : undefined;
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
      if (symbol?.declarations?.some((declaration) => tsc.isClassLike(declaration) && !receivers.origins.isDependency(declaration))) return true;
      pending.push(...(current.isClassOrInterface() ? checker.getBaseTypes(current) : []), ...(current.isIntersection() ? current.types : []));
    }
    return false;
  }

  /** The types that the type parameters of an ORM's generic definitions ask for: `Model` for `QuerySet<T extends Model>`. */
  function getRowSymbols(origin: string): ReadonlySet<ts.Symbol> {
    let known = rowSymbols.get(origin);
    if (!known) {
      const constraints = (receivers.definitions.origins.get(origin) ?? []).flatMap(({ node }) => (tsc.isTypeLiteralNode(node) ? [] : (node.typeParameters ?? [])).flatMap(({ constraint }) => constraint ?? []));
      known = new Set(constraints.flatMap((constraint) => checker.getTypeFromTypeNode(constraint).getSymbol() ?? []));
      rowSymbols.set(origin, known);
    }
    return known;
  }

  return (type, receiver) => {
    const [part] = getConstituents(compiler, type);
    if (!part) return undefined;
    if (!roles.has(part)) roles.set(part, readRole(part, receiver));
    return roles.get(part);
  };
}

/** Tells what the receivers of one file stand for. */
export function createRoles(file: TypedFile): (call: OperationCall) => Role | undefined {
  const findRole = createTypeRoles(file.compiler, file.receivers);
  return ({ binding, object, receiver }) => {
    const source = object ?? (binding?.source.parent?.type === T.ImportDeclaration ? undefined : binding?.source);
    return source && findRole(file.typeOf(source), receiver);
  };
}
