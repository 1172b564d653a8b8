import { join } from 'node:path';
import { Linter } from 'eslint';
import plugin from '../index.ts';

const FOLDER = 'fixtures/types/django-python/school';
const linter = new Linter();

/** `12 no-floating-query` for each finding in a file of the school project. */
export function lintSchool(code: string, django = '5.2'): readonly string[] {
  const messages = linter.verify(code, [...plugin.configs.django, { settings: { 'async-orm': { versions: { django } } } }], { filename: join(FOLDER, 'program.py') });
  return messages.map(({ line, message, ruleId }) => `${String(line)} ${ruleId?.replace('async-orm/', '') ?? message}`);
}
