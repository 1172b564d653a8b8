import type { InvalidCase, ValidCase } from './testers.ts';

interface Repairs {
  readonly output?: string;
  readonly suggestions?: readonly (readonly [messageId: string, output: string, data?: Readonly<Record<string, string>>])[];
}

/** Cases that share their first lines; «» marks what is underlined. */
export interface MarkedCases {
  valid(name: string, code: string): ValidCase;
  invalid(name: string, messageId: string, data: Readonly<Record<string, string>>, marked: string, repairs?: Repairs): InvalidCase;
}

/** @example createMarkedCases("import { db } from 'db';\n").invalid('dropped', 'floatingQuery', {}, 'db.«run»();') */
export function createMarkedCases(preamble: string): MarkedCases {
  return {
    valid: (name, code) => ({ name, code: `${preamble}${code}` }),
    invalid(name, messageId, data, marked, { output, suggestions } = {}) {
      const text = `${preamble}${marked}`;
      const start = text.indexOf('«');
      const lines = text.slice(0, start).split('\n');
      const column = (lines.at(-1)?.length ?? 0) + 1;
      const endColumn = column + text.indexOf('»') - start - 1;
      return {
        name,
        code: text.replace(/[«»]/gu, ''),
        output: output === undefined ? null : `${preamble}${output}`,
        errors: [
          {
            messageId,
            data: { ...data },
            line: lines.length,
            column,
            endLine: lines.length,
            endColumn,
            ...(suggestions && { suggestions: suggestions.map(([id, code, own]) => ({ messageId: id, data: { ...data, ...own }, output: `${preamble}${code}` })) }),
          },
        ],
      };
    },
  };
}
