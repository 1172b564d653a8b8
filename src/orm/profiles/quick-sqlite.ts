import type { Profile } from '../../analysis/profile.ts';

export default { name: 'quick-sqlite', packages: ['react-native-quick-sqlite'], sql: ['execute'] } satisfies Profile;
