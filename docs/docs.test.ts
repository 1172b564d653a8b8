import { ESLint } from 'eslint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/eslint/settings.ts';
import rules from '../rules/index.ts';
import { findForbiddenImports } from '../src/dev/architecture.ts';
import { checkConfigs, isConfig, loadConfig } from './config-snippets.ts';
import { lintExample, type Findings } from './examples.ts';
import { isExample, readPage, type Block } from './page.ts';
import { findSettings, renderPage } from './render-page.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = ['CONTRIBUTING.md', 'README.md', 'SECURITY.md', ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => posix.join('docs', path.replaceAll('\\', '/')))].filter((path) =>
  path.endsWith('.md'),
);
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const rulesOf = ({ messages }: Findings) => [...new Set(messages.map(({ ruleId }) => ruleId?.replace('async-orm/', '')))];

describe.each(PAGES)('%s', (path) => {
  const text = read(path);
  const page = readPage(text);

  it('shows what the rules say; `npm run vitest -- docs --update` rewrites it', async () => {
    await expect(renderPage(page, !path.startsWith('docs/rules/'))).toMatchFileSnapshot(join(ROOT, path));
  });

  it('has examples that type-check', () => {
    const errors = page.blocks.filter((block) => isExample(block) || isRepaired(block)).flatMap((block) => lintExample(block).typeErrors.map((error) => `${path}:${block.line} ${error}`));
    expect(errors).toEqual([]);
  });

  it('has links, paths and scripts that exist', () => {
    expect([...findBrokenLinks(path, text), ...findMissingPaths(text), ...findMissingScripts(text)]).toEqual([]);
  });

  it('has no code that is hidden from these tests', () => {
    expect(text.match(/^ +```.*$/gmu) ?? []).toEqual([]);
    expect(page.blocks.filter(({ language }) => !/^(?:[jt]sx?|json|lua|python|sh|text|toml|yaml)$/u.test(language))).toEqual([]);
    for (const { code } of page.blocks.filter(({ language }) => language === 'json')) expect(() => JSON.parse(code) as unknown, code).not.toThrow();
  });
});

describe.each(PAGES.filter((path) => path.startsWith('docs/rules/')))('the rule of %s', (path) => {
  const rule = posix.basename(path, '.md');
  const page = readPage(read(path));
  const under = (heading: string): readonly Block[] => page.blocks.filter((block) => isExample(block) && block.heading.startsWith(heading));

  it('has incorrect examples that this rule reports, and no other', () => {
    expect(under('Incorrect').length).toBeGreaterThan(0);
    for (const block of under('Incorrect')) expect(rulesOf(lintExample(block)), block.code).toEqual([rule]);
  });

  it('has correct examples that no rule reports', () => {
    expect(under('Correct').length).toBeGreaterThan(0);
    for (const block of under('Correct')) expect(rulesOf(lintExample(block)), block.code).toEqual([]);
  });

  it('repairs its examples for good', () => {
    for (const block of page.blocks.filter(isRepaired)) expect(rulesOf(lintExample(block)), block.code).toEqual([]);
  });

  it('shows every message of the rule', () => {
    const shown = page.blocks.filter(isExample).flatMap((block) => lintExample(block).messages.map(({ messageId }) => messageId));
    const { notice: _, ...messages } = rules[rule as keyof typeof rules].meta.messages ?? {};
    const problems = Object.keys(messages).filter((id) => !/^(?:add|call|collect|combine|extract|iterate|join|offload|open|remove|reorder|select|use)/u.test(id));
    expect(problems.filter((id) => !shown.includes(id))).toEqual([]);
  });
});

it('the first screen shows a forgotten await, a sync query and writes without a transaction', () => {
  const shown = readPage(read('README.md')).blocks.filter(isExample).flatMap((block) => rulesOf(lintExample(block)));
  expect(shown).toEqual(['no-sync-query-in-async', 'no-floating-query', 'no-floating-query', 'no-sync-query-in-async', 'require-transaction']);
  expect(read('README.md').match(/(?<=^## ).+$/gmu)?.slice(0, 4)).toEqual(['What it finds', 'Install', 'Configure', 'Where it runs']);
});

it('each setting is shown with code that it makes a difference to', () => {
  const page = readPage(read('docs/settings.md'));
  const shown = page.blocks.filter(isConfig).flatMap((block) => Object.keys((findSettings(loadConfig(block.code)) as { 'async-orm'?: object } | undefined)?.['async-orm'] ?? {}));
  expect([...new Set(shown)].toSorted()).toEqual(['frameworks', 'ignore', 'limits', 'offloaders', 'orms', 'transactions', 'twins', 'versions']);
});

describe('a configuration', () => {
  const configs = PAGES.flatMap((path) => readPage(read(path)).blocks.filter(isConfig).map(({ code }) => code));

  it('type-checks', { timeout: 60_000 }, () => {
    expect(checkConfigs(configs)).toEqual([]);
  });

  it.each(configs)('turns rules on (%#)', async (code) => {
    const config = loadConfig(code);
    expect(readSettings(findSettings(config) ?? {}).problem).toBeUndefined();
    const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: true, overrideConfig: config });
    const found = (await Promise.all(['a.ts', 'a.py'].map((file) => eslint.calculateConfigForFile(join(ROOT, 'src', file))))) as ({ rules?: object } | undefined)[];
    expect(found.flatMap((one) => Object.keys(one?.rules ?? {}))).toContain('async-orm/no-floating-query');
  });
});

describe.each(readPage(read('docs/settings.md')).blocks.filter(isConfig))('the setting of $heading', ({ code, heading }) => {
  it('makes a difference to the code below it', () => {
    const settings = findSettings(loadConfig(code)) ?? {};
    const examples = readPage(read('docs/settings.md')).blocks.filter((block) => isExample(block) && block.heading === heading);
    expect(examples.length).toBeGreaterThan(0);
    for (const block of examples) expect(rulesOf(lintExample(block, settings)), block.code).not.toEqual(rulesOf(lintExample(block)));
  });
});

it('the requirements are those of package.json', () => {
  const { engines, peerDependencies } = JSON.parse(read('package.json')) as Record<'engines' | 'peerDependencies', Record<string, string>>;
  for (const range of [engines['node'], peerDependencies['eslint'], peerDependencies['typescript']]) expect(read('README.md')).toContain(`\`${range ?? ''}\``);
});

it('the import table is the one that the code is held to', () => {
  const rows = [...read('docs/architecture.md').matchAll(/^\| `([\w/]+)` \| (.+) \|$/gmu)].map(([, folder = '', imports = '']) => [folder, imports] as const);
  const listed = rows.map(([folder, imports]) => [folder, rows.map(([other]) => other).filter((other) => imports.includes(`\`${other}\``))]);
  const isAllowed = (from: string, to: string) => findForbiddenImports(new Map([[`${from}/a.ts`, `import '${posix.relative(from, `${to}/b.ts`)}';`], [`${to}/b.ts`, '']])).length === 0;
  const allowed = rows.map(([from]) => [from, rows.map(([to]) => to).filter((to) => to !== from && isAllowed(from, to))]);
  expect(listed).toEqual(allowed);
  expect(rows.length).toBeGreaterThan(5);
});

function isRepaired({ note }: Block): boolean {
  return note === 'fixed' || note === 'suggested';
}

function findBrokenLinks(path: string, text: string): readonly string[] {
  const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/gu)].map(([, target = '']) => target);
  return links.filter((link) => {
    const [file = '', anchor] = link.split('#', 2);
    const target = file === '' ? path : posix.join(posix.dirname(path), file);
    return !existsSync(join(ROOT, target)) || (anchor !== undefined && !listAnchors(read(target)).includes(anchor));
  });
}

function listAnchors(text: string): readonly string[] {
  return (text.match(/^#+ .*$/gmu) ?? []).map((heading) =>
    heading
      .replace(/^#+ /u, '')
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Files of this repository that the text names, such as `src/index.ts`. */
function findMissingPaths(text: string): readonly string[] {
  const named = [...text.matchAll(/`((?:docs|fixtures|rules|src)\/[\w./-]+)`/gu)].map(([, path = '']) => path);
  return named.filter((path) => !existsSync(join(ROOT, path)));
}

function findMissingScripts(text: string): readonly string[] {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...text.matchAll(/npm run ([\w-]+)/gu)].map(([, script = '']) => script);
  return named.filter((script) => !(script in scripts));
}
