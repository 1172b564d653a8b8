import { ESLint } from 'eslint';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import rules from '../rules/index.ts';
import { loadParser } from './configs.ts';
import plugin, { type ConfigName } from './index.ts';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
const JAVASCRIPT = 'js/js';
const PYTHON = 'async-orm/python';
const blocksOf = (config: ConfigName) => plugin.configs[config].map(({ language = JAVASCRIPT, rules: turnedOn = {} }) => [language, Object.keys(turnedOn)]);
const prefixed = (names: readonly string[]) => names.map((rule) => `async-orm/${rule}`);

it('is named as its package', () => {
  expect(plugin.meta).toEqual({ name, version, namespace: 'async-orm' });
});

describe('a preset', () => {
  const speaking = (language: string) => Object.entries(rules).filter(([, { meta }]) => meta.languages?.includes(language));
  const all = (language: string) => prefixed(speaking(language).map(([rule]) => rule));
  const recommended = (language: string) => prefixed(speaking(language).flatMap(([rule, { meta }]) => (meta.docs.recommended ? rule : [])));

  it('holds the rules that say so, for each language those that speak it', () => {
    expect(blocksOf('recommended')).toEqual([[JAVASCRIPT, recommended(JAVASCRIPT)], [PYTHON, recommended(PYTHON)]]);
    expect(blocksOf('strict')).toEqual([[JAVASCRIPT, all(JAVASCRIPT)], [PYTHON, all(PYTHON)]]);
    expect(blocksOf('javascript')).toEqual([[JAVASCRIPT, recommended(JAVASCRIPT)]]);
    expect(blocksOf('django')).toEqual([[PYTHON, recommended(PYTHON)]]);
    expect(recommended(PYTHON).length).toBeGreaterThan(0);
  });

  it.each(['a.py', 'a.pyi', 'a.ts', 'a.tsx', 'a.js', 'a.cjs'])('has one language for %s', async (file) => {
    const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [...plugin.configs.javascript, ...plugin.configs.strict] });
    const { language } = (await eslint.calculateConfigForFile(file)) as { language: unknown };
    expect(language === plugin.languages.python).toBe(file.startsWith('a.py'));
  });

  it('for Python needs no parser of TypeScript', () => {
    expect(plugin.configs.django.map(({ languageOptions }) => languageOptions)).toEqual([undefined]);
  });

  it('reports errors: a warning is what nobody reads', () => {
    expect(Object.values(plugin.configs).flatMap((blocks) => blocks.flatMap((block) => Object.values(block.rules ?? {}).map((entry) => [entry].flat()[0]))).filter((severity) => severity !== 'error')).toEqual([]);
  });

  it('asks for sync drivers only where it is strict', () => {
    const optionsOf = (preset: 'recommended' | 'strict') => plugin.configs[preset].map(({ rules: own }) => [own?.['async-orm/no-sync-query-in-async']].flat().slice(1));
    expect([optionsOf('strict'), optionsOf('recommended')]).toEqual([[[{ checkSyncOnly: true }], [{ checkSyncOnly: true }]], [[], []]]);
  });

  it('says what is missing where the parser is', () => {
    const { parseForESLint } = loadParser(() => {
      throw new Error("Cannot find module '@typescript-eslint/parser'\nRequire stack:\n- here");
    }) as { parseForESLint: () => never };
    expect(parseForESLint).toThrow(
      "async-orm cannot load @typescript-eslint/parser (Cannot find module '@typescript-eslint/parser'). Install TypeScript: npm install --save-dev typescript@6",
    );
  });
});

describe.each(Object.entries(rules))('%s', (rule, { meta, create }) => {
  it('speaks in sentences that end', () => {
    // `notice` passes on a whole sentence.
    const open = Object.entries(meta.messages ?? {}).filter(([id, message]) => id !== 'notice' && !message.endsWith('.'));
    expect(open).toEqual([]);
  });

  it('points to its page', () => {
    expect(meta.docs.url).toMatch(new RegExp(`/docs/rules/${rule}\\.md$`, 'u'));
  });

  it('describes each option and refuses others', () => {
    const options = [meta.schema ?? []].flat() as { additionalProperties?: boolean; properties?: Record<string, { description?: string }> }[];
    for (const { additionalProperties, properties = {} } of options) {
      expect(additionalProperties).toBe(false);
      for (const property of Object.values(properties)) expect(property.description).toBeTruthy();
    }
    expect(meta.defaultOptions).toHaveLength(options.length);
  });

  it('is tested with suggestions if it has any', () => {
    expect(create).toBeTypeOf('function');
    expect(/\bsuggestions\b/u.test(readFileSync(`rules/${rule}.test.ts`, 'utf8'))).toBe(meta.hasSuggestions ?? false);
  });
});
