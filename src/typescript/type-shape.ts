import type ts from 'typescript';
import type { Certainty } from '../analysis/certainty.ts';
import type { Compiler } from './compiler.ts';

/** The constituents of a union other than `null` and `undefined`; a lone type is its own constituent. */
export function getConstituents({ ts: compiler }: Compiler, type: ts.Type): readonly ts.Type[] {
  if (!type.isUnion()) return [type];
  return type.types.filter(({ flags }) => !(flags & (compiler.TypeFlags.Null | compiler.TypeFlags.Undefined)));
}

export function isAny({ ts: compiler }: Compiler, type: ts.Type): boolean {
  return (type.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown)) !== 0;
}

/**
 * Does the type have a `then` that takes a callback? `unknown` for `any`, for a mixture, and for types not yet resolved.
 * A `then` for values is none: the one of Kysely's `CASE` builder adds a branch.
 */
export function isThenable(compiler: Compiler, type: ts.Type): Certainty {
  const { TypeFlags } = compiler.ts;
  const open = TypeFlags.Conditional | TypeFlags.IndexedAccess;
  if (isAny(compiler, type)) return 'unknown';
  const answers = new Set(getConstituents(compiler, type).map((part) => isThenablePart(part)));
  if (answers.size === 0) return 'no';
  const [answer] = answers;
  return answers.size === 1 && answer !== undefined ? answer : 'unknown';

  function isThenablePart(part: ts.Type): Certainty {
    if (isAny(compiler, part)) return 'unknown';
    if (part.flags & open) {
      // All that it can become: the branches of a condition, the values under the keys.
      const constraint = compiler.checker.getBaseConstraintOfType(part);
      return constraint && !getConstituents(compiler, constraint).some(({ flags }) => flags & open) ? isThenable(compiler, constraint) : 'unknown';
    }
    const then = compiler.checker.getApparentType(part).getProperty('then');
    if (!then) return 'no';
    const signatures = compiler.checker.getTypeOfSymbol(then).getCallSignatures();
    return signatures.some(({ parameters: [first] }) => first && takesCallback(compiler.checker.getTypeOfSymbol(first))) ? 'yes' : 'no';
  }

  function takesCallback(type: ts.Type): boolean {
    return getConstituents(compiler, type).some((part) => isAny(compiler, part) || compiler.checker.getApparentType(part).getCallSignatures().length > 0);
  }
}

/** Well-known symbols are properties named `__@iterator@` and a number; there is no public look-up. */
export function hasWellKnownSymbol(
  { checker }: Compiler,
  type: ts.Type,
  name: 'asyncDispose' | 'asyncIterator' | 'dispose' | 'iterator',
): boolean {
  const prefix = `__@${name}`;
  return checker
    .getPropertiesOfType(checker.getApparentType(type))
    .some(({ escapedName }) => `${escapedName.toString()}@`.startsWith(`${prefix}@`));
}

/** Iterable both ways: a synchronous iteration then has an async form. */
export function isEvaluable(compiler: Compiler, type: ts.Type): boolean {
  return hasWellKnownSymbol(compiler, type, 'asyncIterator') && hasWellKnownSymbol(compiler, type, 'iterator');
}

/** The type as the compiler prints it, in full. */
export function printType({ ts: compiler, checker }: Compiler, type: ts.Type): string {
  return checker.typeToString(type, undefined, compiler.TypeFormatFlags.NoTruncation | compiler.TypeFormatFlags.WriteArrowStyleSignature);
}

// `UserDelegate<DefaultArgs, { log: … }>` tells a reader no more than `UserDelegate`.
const LONGEST = 60;

/** A receiver's type as a message names it: without `null`, by its constraint, and without long type arguments. */
export function printReceiver(compiler: Compiler, type: ts.Type): string {
  const present = compiler.checker.getNonNullableType(type);
  const constraint = present.flags & compiler.ts.TypeFlags.TypeParameter ? compiler.checker.getBaseConstraintOfType(present) : undefined;
  const shown = constraint ?? present;
  // The compiler stops early by itself: printed in full, some types fill megabytes.
  const text = compiler.checker.typeToString(shown, undefined, compiler.ts.TypeFormatFlags.WriteArrowStyleSignature);
  return text.length <= LONGEST ? text : (shown.aliasSymbol?.name ?? shown.getSymbol()?.name ?? `${text.slice(0, LONGEST - 1)}…`);
}
