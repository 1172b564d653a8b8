import type { Linter } from 'eslint';

/** A language, and the definitions that code under test may import. */
export interface TestedLanguage {
  /** Path for a case; nothing on disk lies there. */
  getPath(filename?: string): string;
  /** What ESLint needs to read such a file. */
  readonly config: Pick<Linter.Config, 'language' | 'languageOptions' | 'plugins'>;
  /** One line per error that needs no rule to be seen, without its position: repairs move code. */
  getErrors(path: string, text: string): readonly string[];
  /** Would a case with this error prove nothing? */
  isUnusable(error: string): boolean;
  getComments(path: string, text: string): readonly string[];
}
