import type { Constant, Range } from './nodes.ts';

/** CPython refuses longer ones, since reading them takes quadratic time. */
const MAX_DECIMAL_DIGITS = 4300;

/** The constant a number stands for, or `undefined` if it is too long for CPython. */
export function readNumber(text: string, range: Range): Constant | undefined {
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  if (/^0[xXoObB]/.test(digits)) return integer(digits, range);
  if (/[jJ]$/.test(digits)) {
    return { type: 'Constant', range, literal: 'complex', value: Number(digits.slice(0, -1)), kind: null };
  }
  if (/^\d+$/.test(digits)) return digits.length > MAX_DECIMAL_DIGITS ? undefined : integer(digits, range);
  const value = Number.parseFloat(digits);
  return { type: 'Constant', range, literal: 'float', value, kind: null };
}

function integer(digits: string, range: Range): Constant {
  const value = Number(digits);
  return {
    type: 'Constant',
    range,
    literal: 'int',
    value: Number.isSafeInteger(value) ? value : readBigInt(digits),
    kind: null,
  };
}

function readBigInt(digits: string): bigint | number {
  try {
    return BigInt(digits);
  } catch {
    return Number.NaN;
  }
}
