import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'better-sqlite3',
  packages: ['better-sqlite3'],
  // https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md: only `backup` gives a promise.
  syncOnly: ['all', 'exec', 'get', 'iterate', 'pragma', 'run'],
  sql: ['exec', 'run'],
  // One connection: whatever runs while a transaction is open belongs to it.
  transactions: { handle: 'db', ambient: { always: true } },
} satisfies Profile;
