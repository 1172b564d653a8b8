import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'expo-sqlite',
  packages: ['expo-sqlite'],
  // Its `then` runs `all`.
  lazy: ['SQLiteTaggedQuery'],
  sql: ['run', 'exec', 'execute'],
  transactions: {
    handle: 'transaction',
    // https://docs.expo.dev/versions/latest/sdk/sqlite/: the others run on the connection of the client itself.
    joinsByClient: true,
  },
} satisfies Profile;
