import type { Linter } from 'eslint';
import * as eslintConfig from 'eslint/config';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import * as typescriptEslint from 'typescript-eslint';
import * as asyncOrm from '../src/index.ts';
import type { Block } from './page.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = { eslint: undefined, 'eslint/config': eslintConfig, 'eslint-plugin-async-orm': asyncOrm, 'typescript-eslint': typescriptEslint };

export function isConfig({ code }: Block): boolean {
  return code.startsWith('// eslint.config.js\n');
}

/** What ESLint would get from the file. */
export function loadConfig(code: string): Linter.Config[] {
  const body = code
    .replaceAll(/^import (\w+) from '(.+)';$/gmu, "const $1 = modules['$2'].default;")
    .replaceAll(/^import (\{.+\}) from '(.+)';$/gmu, "const $1 = modules['$2'];")
    .replace('export default', 'return');
  return (compileFunction(body, ['modules']) as (modules: object) => Linter.Config[])(MODULES);
}

/** Type errors of such files in a project that checks its JavaScript and has the plugin. */
export function checkConfigs(codes: readonly string[]): readonly string[] {
  const files = new Map(codes.map((code, index) => [join(ROOT, `eslint.config.${index}.js`).replaceAll('\\', '/'), code]));
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config, ts.sys, ROOT);
  const checked = { ...options, allowJs: true, checkJs: true, paths: { 'eslint-plugin-async-orm': [join(ROOT, 'src/index.ts')] } };
  const host = ts.createCompilerHost(checked, true);
  const program = ts.createProgram([...files.keys()], checked, {
    ...host,
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file) ?? host.readFile(file),
    getSourceFile(file, version) {
      const code = files.get(file);
      return code === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, code, version, true);
    },
  });
  const sources = [...files.keys()].map((file) => program.getSourceFile(file));
  return sources
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    .map(({ file, messageText }) => `${ts.flattenDiagnosticMessageText(messageText, ' ')}\n${file?.text ?? ''}`);
}
