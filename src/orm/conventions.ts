/** Twin patterns tried in this order; `{Name}` stands for the name with a capital first letter. */
export const DEFAULT_TWINS: readonly string[] = [
  '{name}/a{name}',
  '{name}/a{Name}',
  '{name}Sync/{name}Async',
  '{name}/{name}Async',
  '{name}Sync/{name}',
];
