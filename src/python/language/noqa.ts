import type { Comment, Range } from '../parser/index.ts';

/** A rule of ours in the list of a `noqa`, with what to delete when it is not needed there. */
export interface NoqaRule {
  readonly rule: string;
  readonly range: Range;
}

const NOQA = /^\s*noqa\b(?:\s*:\s*)?/iu;
const CODE = /(?:[a-z]+\d+|async-orm\/[\w-]+)(?![\w/-])/iuy;
const SEPARATOR = /\s*,\s*|\s+/uy;

/**
 * What a `# noqa` turns off: every rule, these rules, or, where it lists other tools' codes only, none.
 * As in flake8, words that are no codes do not narrow it.
 */
export function readNoqa({ value, range: [start, end] }: Comment): 'all' | readonly NoqaRule[] | undefined {
  const match = NOQA.exec(value);
  if (!match) return undefined;
  const list = match[0].indexOf(':') + 1;
  const codes = list > 0 ? readCodes(value, match[0].length) : [];
  if (codes.length === 0) return 'all';
  return codes.flatMap(({ text, range: [, to] }, index): NoqaRule | [] => {
    if (!text.includes('/')) return [];
    // Gaps of neighbours overlap, so that one pass of fixes cannot empty the list: that would turn everything off.
    const gap: Range = [codes[index - 1]?.range[1] ?? list, codes[index + 1]?.range[0] ?? to];
    return { rule: text.toLowerCase(), range: codes.length === 1 ? [start, end] : [start + 1 + gap[0], start + 1 + gap[1]] };
  });
}

interface Code {
  readonly text: string;
  readonly range: Range;
}

function readCodes(value: string, start: number): readonly Code[] {
  const codes: Code[] = [];
  let index = start;
  for (;;) {
    CODE.lastIndex = index;
    const [text] = CODE.exec(value) ?? [];
    if (text === undefined) return codes;
    const end = index + text.length;
    codes.push({ text, range: [index, end] });
    SEPARATOR.lastIndex = end;
    index = end + (SEPARATOR.exec(value)?.[0].length ?? 0);
  }
}
