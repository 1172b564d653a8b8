const decimal = /(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
const radixPrefix = /0[xXoObB]/y;
const radix = /0(?:[xX](?:_?[\da-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y;
// CPython accepts `1if x else y`: only these keywords may touch a number.
const touchingKeyword = /and|else|for|i[fns]|or|not/y;
const identifierPart = /\w/y;
const leadingZero = /^0[\d_]*[1-9]/;

const matchAt = (pattern: RegExp, source: string, offset: number): boolean => {
  pattern.lastIndex = offset;
  return pattern.test(source);
};

/**
 * Where the number that starts at an offset ends, and what is wrong with it.
 *
 * @example scanNumber('0x_f+1', 0) // { end: 4, error: undefined }
 */
export function scanNumber(source: string, start: number): { end: number; error: string | undefined } {
  const pattern = matchAt(radixPrefix, source, start) ? radix : decimal;
  const isNumber = matchAt(pattern, source, start);
  let end = isNumber ? pattern.lastIndex : start + 2;
  if (!isNumber || (matchAt(identifierPart, source, end) && !matchAt(touchingKeyword, source, end))) {
    while (matchAt(identifierPart, source, end)) end++;
    return { end, error: `Invalid number '${source.slice(start, end)}'.` };
  }
  const isPlainInteger = pattern === decimal && !/[.eEjJ]/.test(source.slice(start, end));
  const error =
    isPlainInteger && leadingZero.test(source.slice(start, end))
      ? 'Leading zeros are not permitted in a decimal number; an octal number starts with 0o.'
      : undefined;
  return { end, error };
}
