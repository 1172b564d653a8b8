import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import rules from '../rules/index.ts';
import { loadParser } from './configs.ts';
import plugin, { type ConfigName } from './index.ts';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
const namesOf = (config: ConfigName) => plugin.configs[config].flatMap((block) => Object.keys(block.rules ?? {}));
const prefixed = (names: readonly string[]) => names.map((rule) => `async-orm/${rule}`);

it('is named as its package', () => {
  expect(plugin.meta).toEqual({ name, version, namespace: 'async-orm' });
});

describe('a preset', () => {
  const recommended = Object.entries(rules).flatMap(([rule, { meta }]) => (meta.docs.recommended ? rule : []));

  it('holds the rules that say so', () => {
    expect(namesOf('recommended')).toEqual(prefixed(recommended));
    expect(namesOf('javascript')).toEqual(prefixed(recommended));
    expect(namesOf('strict')).toEqual(prefixed(Object.keys(rules)));
  });

  it('reports errors: a warning is what nobody reads', () => {
    expect(Object.values(plugin.configs).flatMap((blocks) => blocks.flatMap((block) => Object.values(block.rules ?? {}))).filter((severity) => severity !== 'error')).toEqual([]);
  });

  it('says what is missing where the parser is', () => {
    const { parseForESLint } = loadParser(() => {
      throw new Error("Cannot find module '@typescript-eslint/parser'\nRequire stack:\n- here");
    }) as { parseForESLint: () => never };
    expect(parseForESLint).toThrow(
      "async-orm cannot load @typescript-eslint/parser (Cannot find module '@typescript-eslint/parser'). Install it: npm install --save-dev @typescript-eslint/parser typescript@6",
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
