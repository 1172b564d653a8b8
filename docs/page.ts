/** A fenced block of code. */
export interface Block {
  readonly language: string;
  /** What stands after the language: `fixed`, `suggested`, or the path of a file that the block repeats. */
  readonly note: string;
  /** Ends with a line break. */
  readonly code: string;
  /** The nearest heading before it. */
  readonly heading: string;
  readonly line: number;
}

/** A page as blocks and the text between them; joined they are the page again. */
export interface Page {
  readonly parts: readonly (Block | string)[];
  readonly blocks: readonly Block[];
}

const FENCE = /^```(\w+)[ ]?([^\n]*)\n(.*?)^```\n/gmsu;

export function readPage(text: string): Page {
  const parts: (Block | string)[] = [];
  let end = 0;
  for (const { 0: { length }, 1: language = '', 2: note = '', 3: code = '', index } of text.matchAll(FENCE)) {
    const before = text.slice(0, index);
    parts.push(text.slice(end, index));
    parts.push({ language, note, code, heading: findHeading(before), line: before.split('\n').length });
    end = index + length;
  }
  parts.push(text.slice(end));
  return { parts, blocks: parts.filter((part) => typeof part !== 'string') };
}

/** Code that the rules are run on, rather than a configuration or a copy of a file. */
export function isExample({ language, note, code }: Block): boolean {
  return note === '' && /^(?:[jt]sx?|python)$/u.test(language) && !code.startsWith('// eslint.config.js\n');
}

export function printBlock({ language, note, code }: Pick<Block, 'code' | 'language' | 'note'>): string {
  return `\`\`\`${[language, note].join(' ').trim()}\n${code}\`\`\`\n`;
}

function findHeading(text: string): string {
  return text.replaceAll(FENCE, '').match(/^#+ .*$/gmu)?.at(-1)?.replace(/^#+ /u, '') ?? '';
}
