import type { Knowledge } from '../analysis/knowledge.ts';
import type { FunctionDefinition } from './inference/values/definitions.ts';
import { findSitePackages } from './project/environments.ts';
import { isFloor } from './project/requirements.ts';
import { findVersion } from './project/version.ts';

export interface Availability {
  readonly isAvailable: (definition: FunctionDefinition) => boolean;
  readonly version: string;
  /** Does the project leave open which version it has? */
  readonly isAssumed: boolean;
  readonly hasVersion: (since: string) => boolean;
}

/** Which functions of the stubs the version of the library has that a project uses. */
export function createAvailability(folder: string, { configuration, distribution }: Knowledge): Availability {
  const configured = configuration.versions[distribution.name]?.split('.').map(Number);
  const declared = findVersion(distribution.name, folder, findSitePackages(folder))?.version;
  const found: readonly number[] = declared ?? configured ?? distribution.version;
  // Of a range only the lowest version is known, and the project may well use a later one.
  const isAssumed = declared ? isFloor(declared) : configured === undefined;
  const has = (text: string | undefined) => text === undefined || compare(text, found) <= 0;
  return {
    version: found.join('.'),
    hasVersion: has,
    isAssumed,
    // Where nobody says the version, what a project uses is there; what a fix would write may not be.
    isAvailable: ({ isAsync, markers }) => (isAssumed && !isAsync) || (has(markers.get('since')?.args[0]) && !isGone(markers.get('until')?.args[0], found)),
  };
}

// The last version that has it.
function isGone(until: string | undefined, found: readonly number[]): boolean {
  return until !== undefined && compare(until, found) < 0;
}

/** Negative where the version in the text comes first. */
function compare(text: string, [major = 0, minor = 0]: readonly number[]): number {
  const [wantedMajor = 0, wantedMinor = 0] = text.split('.').map(Number);
  return wantedMajor - major || wantedMinor - minor;
}
