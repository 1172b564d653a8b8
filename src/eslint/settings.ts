import type { Configuration } from '../analysis/configuration.ts';

export function readSettings(settings: Readonly<Record<string, unknown>>): Configuration {
  void settings;
  return DEFAULTS;
}
const DEFAULTS: Configuration = { orms: [], ignore: [], twins: ['{name}/a{name}', '{name}/a{Name}', '{name}Sync/{name}Async', '{name}/{name}Async', '{name}Sync/{name}'], transactions: [], offloaders: [] };
