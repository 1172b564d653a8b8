import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'expo-sqlite',
  packages: ['expo-sqlite'],
  sql: ['run', 'exec', 'execute'],
} satisfies Profile;
