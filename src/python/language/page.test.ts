import { Linter, type Rule } from 'eslint';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { expect, it } from 'vitest';
import plugin from '../../index.ts';
import { visitorKeys } from '../parser/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/python-language.md'), 'utf8');

const readBlock = (name: string): string => new RegExp(`^\`\`\`\\w+ ${name}\n(.*?)^\`\`\`$`, 'msu').exec(PAGE)?.[1] ?? '';

function load(code: string, modules: object = {}): unknown {
  const body = code.replaceAll(/^import (\w+) from '(.+)';$/gmu, "const $1 = modules['$2'];").replace('export default', 'return');
  return (compileFunction(body, ['modules']) as (modules: object) => unknown)(modules);
}

it('shows a rule that does what the page says', () => {
  const rule = load(readBlock('no-print.js')) as Rule.RuleModule;
  const config = load(readBlock('eslint.config.js'), { 'eslint-plugin-async-orm': plugin, './no-print.js': rule }) as Linter.Config[];
  const messages = new Linter().verify(readBlock('views.py'), config, { filename: 'views.py' });
  expect(messages.map(({ line, column, message, ruleId }) => `${line}:${column} ${message} (${ruleId ?? ''})\n`).join('')).toBe(readBlock('messages'));
});

it('shows code with the right types', { timeout: 60_000 }, () => {
  const files = new Map(['no-print.js', 'eslint.config.js'].map((name) => [join(ROOT, name).replaceAll('\\', '/'), readBlock(name)]));
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config, ts.sys, ROOT);
  const checked = { ...options, allowJs: true, checkJs: true, paths: { 'eslint-plugin-async-orm': [join(ROOT, 'src/index.ts')] } };
  const host = ts.createCompilerHost(checked, true);
  const program = ts.createProgram([...files.keys()], checked, {
    ...host,
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file) ?? host.readFile(file),
    getSourceFile: (file, version) => {
      const code = files.get(file);
      return code === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, code, version, true);
    },
  });
  const problems = [...files.keys()].flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
});

it('names nodes and members that exist', () => {
  const source = readFileSync(new URL('source-code.ts', import.meta.url), 'utf8');
  const nodes = [...PAGE.matchAll(/`(?:Python\.)?([A-Z][a-z]\w+)`/gu)].map(([, name = '']) => name).filter((name) => !['Python', 'SourceCode', 'RuleDefinition', 'Add', 'Load'].includes(name));
  expect(nodes.filter((name) => !(name in visitorKeys))).toEqual([]);
  const members = [...PAGE.matchAll(/`sourceCode\.(\w+)/gu)].map(([, name = '']) => name);
  expect(members.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(source))).toEqual([]);
  expect(members.length).toBeGreaterThan(4);
});
