import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'node:sqlite',
  packages: ['node:sqlite'],
  // https://nodejs.org/api/sqlite.html: only `backup` gives a promise.
  syncOnly: ['all', 'exec', 'get', 'iterate', 'run'],
  sql: ['exec', 'run'],
  // One connection: whatever runs while a transaction is open belongs to it.
  transactions: { handle: 'db', ambient: { always: true } },
} satisfies Profile;
