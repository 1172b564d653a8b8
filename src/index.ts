import type { ESLint, Linter } from 'eslint';
import rules from '../rules/index.ts';
import { withProject } from './cache-keys.ts';
import { createConfigs, type ConfigName } from './configs.ts';
import { python } from './python/language/language.ts';
import { NAME, VERSION } from './version.ts';
import type { RuleModule } from './eslint/create-rule.ts';

export type { ConfigName } from './configs.ts';
export type { Settings } from './eslint/settings.ts';
/** The tree of a Python file and what else a rule about Python needs. */
export type * as Python from './python/language/types.ts';
export type RuleName = keyof typeof rules;

export interface AsyncOrmPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly languages: { readonly python: typeof python };
  readonly rules: Record<RuleName, RuleModule>;
  readonly configs: Record<ConfigName, Linter.Config[]>;
}

const plugin: AsyncOrmPlugin = {
  meta: { name: NAME, version: VERSION, namespace: 'async-orm' },
  languages: { python: withProject(python) },
  rules,
  configs: createConfigs(() => plugin),
};

export default plugin;
// `require` of an ES module gives its namespace, unless the module says otherwise.
export { plugin as 'module.exports' };
