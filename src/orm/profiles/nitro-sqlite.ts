import type { Profile } from '../../analysis/profile.ts';

export default { name: 'nitro-sqlite', packages: ['react-native-nitro-sqlite'], sql: ['execute'] } satisfies Profile;
