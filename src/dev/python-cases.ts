import type { InvalidCase, ValidCase } from './testers.ts';

/** What repairs a finding; an output begins after the shared lines. */
interface Repairs {
  readonly output?: string;
  readonly suggestions?: readonly (readonly [messageId: string, output: string, data?: Readonly<Record<string, string>>])[];
  /** The folder says which Django it is: `legacy/views.py`. */
  readonly filename?: string;
}

export interface PythonCases {
  valid(name: string, code: string, rest?: Partial<ValidCase>): ValidCase;
  /** A case with one finding, marked in its code: `Student.objects.«get»()`. */
  invalid(name: string, messageId: string, data: Readonly<Record<string, string>>, marked: string, repairs?: Repairs): InvalidCase;
}

/**
 * Cases that share their first lines.
 * @example createPythonCases('from school.models import Student\n').valid('a lazy query', 'Student.objects.all()')
 */
export function createPythonCases(preamble: string): PythonCases {
  const locate = (offset: string): { line: number; column: number } => ({ line: offset.split('\n').length, column: offset.length - offset.lastIndexOf('\n') });
  return {
    valid: (name, code, rest) => ({ name, code: preamble + code, ...rest }),
    invalid(name, messageId, data, marked, { filename, output, suggestions = [] } = {}) {
      const [before = '', focus = '', after = ''] = (preamble + marked).split(/[«»]/u);
      const { line, column } = locate(before);
      const { line: endLine, column: endColumn } = locate(before + focus);
      return {
        name,
        code: before + focus + after,
        ...(filename !== undefined && { filename }),
        output: output === undefined ? null : preamble + output,
        errors: [{
          messageId, data, line, column, endLine, endColumn,
          suggestions: suggestions.map(([id, text, extra]) => ({ messageId: id, data: { ...data, ...extra }, output: preamble + text })),
        }],
      };
    },
  };
}
