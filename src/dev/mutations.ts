import fc from 'fast-check';

/** One damage to a text, by numbers that any text can be measured with. */
export interface Mutation {
  readonly kind: 'delete' | 'drop-line' | 'duplicate' | 'insert' | 'join' | 'move-line' | 'rename' | 'splice' | 'swap' | 'truncate';
  readonly at: number;
  readonly length: number;
  readonly other: number;
  readonly text: string;
}

const MOST_TOKENS = 12;

/** What a keyboard, a broken file or somebody's merge leaves. */
const STRANGE = ['\0', '\uFEFF', '\u2028', '\uD800', '\r', '\t', '\f', '"""', "'", '`', '${', '{', '}', '(', ')', '[', ']', '<', '>', ':', ';', '\\', '#', '//', '/*', '*/', '@', '=', 'await', 'async', 'lambda', '=>', 'yield', 'def', 'function', 'class'];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('delete', 'drop-line', 'duplicate', 'insert', 'join', 'move-line', 'rename', 'splice', 'swap', 'truncate'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: MOST_TOKENS }),
  other: fc.nat(),
  text: fc.oneof(fc.constantFrom(...STRANGE), fc.string({ unit: 'binary', maxLength: 4 })),
});

/** Damages a text; `donor` is what is spliced in. */
export function mutate(text: string, donor: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((current, step) => apply(current, donor, step), text);
}

function apply(text: string, donor: string, { at, kind, length, other, text: inserted }: Mutation): string {
  if (kind === 'rename') return rename(text, donor, at, other);
  if (kind === 'drop-line' || kind === 'move-line') return moveLine(text, at, kind === 'drop-line' ? undefined : other);
  const tokens = split(text);
  const start = at % Math.max(tokens.length, 1);
  const [before, middle, after] = [tokens.slice(0, start), tokens.slice(start, start + length), tokens.slice(start + length)].map((part) => part.join('')) as [string, string, string];
  switch (kind) {
    case 'delete':
      return before + after;
    case 'duplicate':
      return before + middle + middle + after;
    case 'insert':
      return before + inserted + middle + after;
    case 'join':
      return before + middle.replaceAll(/\s+/gu, '') + after;
    case 'splice': {
      const given = split(donor);
      const from = other % Math.max(given.length, 1);
      return before + given.slice(from, from + length * 4).join('') + after;
    }
    case 'swap':
      return before + [...split(middle)].reverse().join('') + after;
    case 'truncate':
      return before;
  }
}

// These two leave most files without a syntax error, so that rules and repairs have something to do.
function rename(text: string, donor: string, at: number, other: number): string {
  const words = [...text.matchAll(/\b[a-z_]\w*\b/giu)];
  const word = words[at % Math.max(words.length, 1)];
  const names = donor.match(/\b[a-z_]\w*\b/giu) ?? ['name'];
  if (!word) return text;
  return text.slice(0, word.index) + (names[other % names.length] ?? '') + text.slice(word.index + word[0].length);
}

function moveLine(text: string, at: number, to: number | undefined): string {
  const lines = text.split('\n');
  const [line = ''] = lines.splice(at % lines.length, 1);
  if (to !== undefined) lines.splice(to % (lines.length + 1), 0, line);
  return lines.join('\n');
}

function split(text: string): readonly string[] {
  return text.match(/\w+|[^\S\n]+|\n|[^\w\s]/gu) ?? [];
}
