import type { Profile } from '../../analysis/profile.ts';

export default { name: 'kysely', packages: ['kysely'], rowsInArguments: true } satisfies Profile;
