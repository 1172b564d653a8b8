import type { Profile } from '../../analysis/profile.ts';

export default { name: 'drizzle', packages: ['drizzle-orm'], rowsInArguments: true } satisfies Profile;
