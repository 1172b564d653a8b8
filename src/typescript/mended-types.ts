import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Misuse } from '../analysis/consumption.ts';
import { acceptsArgument, takesRest } from './callees.ts';
import type { Compiler } from './compiler.ts';
import type { TypedFile } from './file.ts';
import { getMemberName } from './syntax.ts';
import { hasWellKnownSymbol, isAny } from './type-shape.ts';

/**
 * Has the awaited value the type that its place wants?
 * @param promise the expression to await
 * @param place the expression with its value whose parent misuses it
 */
export function isMendedByAwait(file: TypedFile, as: Misuse, promise: TSESTree.Node, place: TSESTree.Node): boolean {
  const { compiler } = file;
  const { checker, ts: tsc } = compiler;
  const awaited = checker.getAwaitedType(file.typeOf(promise));
  const { parent } = place;
  if (!awaited || !parent) return false;
  if (awaited.flags & tsc.TypeFlags.Any) return true;
  switch (as) {
    case 'index':
    case 'manager':
    case 'response':
      return false;
    case 'serialized':
    case 'template':
      return true;
    case 'condition':
      return !hasPart(awaited, tsc.TypeFlags.Void);
    case 'operand':
      return fitsOperator(parent, awaited);
    case 'property':
      // What may be null can be read with `?.`, and not by a pattern.
      if (isNullable(compiler, awaited) && parent.type !== T.MemberExpression) return false;
      return getReadNames(parent).every((name) => name !== undefined && hasProperty(checker.getNonNullableType(awaited), name));
    case 'iteration':
      return parent.type !== T.ForInStatement && isIterable(awaited);
    case 'spread': {
      const { parent: holder } = parent;
      if (holder?.type === T.ArrayExpression) return isIterable(awaited);
      if (holder?.type === T.CallExpression || holder?.type === T.NewExpression) {
        const element = checker.getIndexTypeOfType(awaited, tsc.IndexKind.Number);
        return element !== undefined && takesRest(file, holder) && acceptsArgument(file, holder, parent, element);
      }
      return parts(awaited).every(({ flags }) => (flags & (tsc.TypeFlags.Object | tsc.TypeFlags.Null | tsc.TypeFlags.Undefined)) !== 0);
    }
    case 'argument':
      return (parent.type === T.CallExpression || parent.type === T.NewExpression) && acceptsArgument(file, parent, place, awaited);
  }

  function fitsOperator(node: TSESTree.Node, type: ts.Type): boolean {
    const { NumberLike, BigIntLike, StringLike } = tsc.TypeFlags;
    if (node.type === T.UnaryExpression) return parts(type).every(({ flags }) => (flags & NumberLike) !== 0);
    if (node.type !== T.BinaryExpression || /^[!=]==?$/u.test(node.operator)) return node.type !== T.MemberExpression && node.type !== T.Property;
    return parts(type).every(({ flags }) => (flags & (NumberLike | BigIntLike | (node.operator === '+' ? StringLike : 0))) !== 0);
  }

  function isIterable(type: ts.Type): boolean {
    return parts(type).every((part) => hasWellKnownSymbol(compiler, part, 'iterator'));
  }

  function hasProperty(type: ts.Type, name: string): boolean {
    if (isAny(compiler, type)) return false;
    return checker.getApparentType(type).getProperty(name) !== undefined || (/^\d+$/u.test(name) && checker.getIndexTypeOfType(type, tsc.IndexKind.Number) !== undefined);
  }
}

export function isNullable({ ts: { TypeFlags } }: Compiler, type: ts.Type): boolean {
  return hasPart(type, TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void);
}

function parts(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function hasPart(type: ts.Type, flags: ts.TypeFlags): boolean {
  return parts(type).some((part) => (part.flags & flags) !== 0);
}

/** The names that a property access or an object pattern reads; `undefined` for those computed. */
function getReadNames(parent: TSESTree.Node): readonly (string | undefined)[] {
  if (parent.type === T.MemberExpression) {
    const { property } = parent;
    return [property.type === T.Literal && typeof property.value === 'number' ? property.raw : getMemberName(parent)];
  }
  const pattern = parent.type === T.VariableDeclarator ? parent.id : parent.type === T.AssignmentExpression ? parent.left : undefined;
  if (pattern?.type !== T.ObjectPattern) return [undefined];
  return pattern.properties.map((property) => (property.type === T.Property && !property.computed && property.key.type === T.Identifier ? property.key.name : undefined));
}
