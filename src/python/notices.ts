import type { Notice } from '../analysis/front-end.ts';
import type { PythonSourceCode } from './language/source-code.ts';

/** The first syntax error: what follows it is mostly its consequence. */
export function createNotices({ errors }: PythonSourceCode): readonly Notice[] {
  const [first] = errors;
  return first ? [{ message: `Parsing error: ${first.message}`, range: first.range, oncePerRun: false }] : [];
}
