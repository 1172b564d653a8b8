import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'op-sqlite',
  packages: ['@op-engineering/op-sqlite'],
  sql: ['execute', 'executeRaw'],
  untyped: 'Set "moduleResolution" to "bundler": its types import each other without extensions.',
} satisfies Profile;
