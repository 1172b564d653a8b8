import type { Profile } from '../../analysis/profile.ts';

export default { name: 'drizzle', packages: ['drizzle-orm'] } satisfies Profile;
