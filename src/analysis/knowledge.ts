import type { Configuration } from './configuration.ts';
import type { Operation, WriteKind } from './operation.ts';
import type { Profile } from './profile.ts';
import type { ReceiverDeclaration } from './signature.ts';
import type { TwinConvention } from './twin-convention.ts';

export interface SqlWrite {
  readonly kind: WriteKind;
  readonly table: string;
}

/** What front ends may ask about ORMs, so that they need to know none. */
export interface Knowledge {
  readonly configuration: Configuration;
  readonly conventions: readonly TwinConvention[];
  /** The profile of a package or ambient module; a bare one for ORMs named in the settings. */
  findProfile(origin: string): Profile | undefined;
  /** May the members of one declaration, known by name only, describe an ORM by themselves? */
  maybeSelfDescribing(names: ReadonlySet<string>): boolean;
  /** Do the declarations confirm what the names promise? */
  isSelfDescribing(receiver: ReceiverDeclaration): boolean;
  classify(receiver: ReceiverDeclaration, name: string): Operation | undefined;
  /** What SQL text writes; `undefined` for reads and for text we cannot tell. */
  readSqlWrite(sql: string): SqlWrite | undefined;
}
