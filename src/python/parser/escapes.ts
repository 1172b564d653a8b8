interface Decoded {
  value: string;
  error: string | undefined;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const bytesEscape = /\\(?:x([\da-fA-F]{2})|([0-7]{1,3})|([^]))/g;
const textEscape =
  /\\(?:x([\da-fA-F]{2})|([0-7]{1,3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|N(\{[A-Za-z\d -]+\})|([^]))/gu;

/** Python reads every line end in a literal as a line feed. */
export function normalizeLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The value of a string's text, each escape replaced. */
export function decodeText(text: string): Decoded {
  let error: string | undefined;
  const value = normalizeLineEnds(text).replace(
    textEscape,
    (escape: string, hex?: string, octal?: string, short?: string, long?: string, named?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      if (named !== undefined) return '\ufffd';
      const digits = hex ?? short ?? long;
      if (digits !== undefined) {
        const code = parseInt(digits, 16);
        if (code <= 0x10ffff) return String.fromCodePoint(code);
        error ??= `'${escape}' is beyond the last Unicode character.`;
        return '\ufffd';
      }
      if (/[xuUN]/.test(other as string)) error ??= `The escape '${escape}' is incomplete.`;
      return simpleEscapes[other as string] ?? escape;
    },
  );
  return { value, error };
}

/** The value of a bytes literal's text, one UTF-16 unit for each byte. */
export function decodeBytes(text: string): Decoded {
  let error: string | undefined;
  const value = normalizeLineEnds(text).replace(
    bytesEscape,
    (escape: string, hex?: string, octal?: string, other?: string) => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
      if (other === 'x') error ??= `The escape '${escape}' is incomplete.`;
      return simpleEscapes[other as string] ?? escape;
    },
  );
  return { value, error };
}
