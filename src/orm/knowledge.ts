import type { Configuration } from '../analysis/configuration.ts';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { Profile } from '../analysis/profile.ts';
import type { ServedFunctions } from '../analysis/served-functions.ts';
import type { StubModule } from '../analysis/stubs.ts';
import { parseTwinConvention } from '../analysis/twin-convention.ts';
import { classify } from './classify.ts';
import { PROFILES } from './index.ts';
import { isSelfDescribing, maybeSelfDescribing } from './self-description.ts';
import { readSql } from './sql.ts';

const SELF_DESCRIBING: Profile = { name: 'self-describing', packages: [] };

/** Everything known of ORMs under a configuration. */
export function createKnowledge(configuration: Configuration, stubs: readonly StubModule[] = [], served: readonly ServedFunctions[] = []): Knowledge {
  const conventions = configuration.twins.flatMap((pattern) => parseTwinConvention(pattern) ?? []);
  const profiles = new Map<string, Profile>();
  for (const profile of PROFILES) for (const name of profile.packages) profiles.set(name, profile);
  for (const orm of configuration.orms) {
    if (!profiles.has(orm.package)) profiles.set(orm.package, { name: orm.package, packages: [orm.package] });
  }
  for (const name of configuration.ignore) profiles.delete(name);
  return {
    configuration,
    conventions,
    served,
    stubs: [...stubs, ...PROFILES.flatMap((profile) => profile.stubs ?? [])],
    parameters: PROFILES.flatMap((profile) => profile.parameters ?? []),
    users: PROFILES.find(({ users }) => users)?.users,
    opener: PROFILES.find(({ opener }) => opener)?.opener,
    patchedBy: PROFILES.flatMap((profile) => profile.patchedBy ?? []),
    unsafeSettings: PROFILES.flatMap((profile) => profile.unsafeSettings ?? []),
    distribution: { name: 'django', version: [5, 2] },
    findGenerator: (text) => PROFILES.find(({ signature }) => signature !== undefined && text.includes(signature))?.packages[0],
    findProfile: (origin) => profiles.get(origin),
    maybeSelfDescribing: (names) => maybeSelfDescribing(names, conventions),
    isSelfDescribing: (receiver) => isSelfDescribing(receiver, conventions),
    classify: (receiver, name) => classify(receiver, name, conventions, profiles.get(receiver.origin) ?? SELF_DESCRIBING),
    readSql,
  };
}
