import type { Configuration } from './configuration.ts';
import type { Operation, WriteKind } from './operation.ts';
import type { Profile } from './profile.ts';
import type { ServedFunctions } from './served-functions.ts';
import type { ReceiverDeclaration } from './signature.ts';
import type { StubModule } from './stubs.ts';
import type { TwinConvention } from './twin-convention.ts';

/** What one statement of an SQL text does; statements that neither write nor touch a transaction are left out. */
export interface SqlStatement {
  readonly kind: Exclude<WriteKind, 'sql'> | 'begin' | 'commit' | 'rollback';
  /** Lower case, without quotes and schema; `undefined` where the text does not say. */
  readonly table: string | undefined;
}

/** What front ends may ask about ORMs, so that they need to know none. */
export interface Knowledge {
  /** What Python modules do. */
  readonly stubs: readonly StubModule[];
  /** What frameworks of TypeScript run on the event loop. */
  readonly served: readonly ServedFunctions[];
  readonly parameters: NonNullable<Profile['parameters']>;
  /** Environment variables that switch off the check against sync queries in event loops. */
  readonly unsafeSettings: readonly string[];
  readonly users: Profile['users'];
  readonly opener: Profile['opener'];
  readonly patchedBy: readonly string[];
  /** The library whose version decides what stubs offer, and the version where a project names none. */
  readonly distribution: { readonly name: string; readonly version: readonly [number, number] };
  readonly configuration: Configuration;
  readonly conventions: readonly TwinConvention[];
  /** The profile of a package or ambient module; a bare one for ORMs named in the settings. */
  findProfile(origin: string): Profile | undefined;
  /** The package whose generator wrote a file that begins like this. */
  findGenerator(signature: string): string | undefined;
  /** May the members of one declaration, known by name only, describe an ORM by themselves? */
  maybeSelfDescribing(names: ReadonlySet<string>): boolean;
  /** Do the declarations confirm what the names promise? */
  isSelfDescribing(receiver: ReceiverDeclaration): boolean;
  classify(receiver: ReceiverDeclaration, name: string): Operation | undefined;
  /** The statements of an SQL text that write or open or end a transaction. */
  readSql(sql: string): readonly SqlStatement[];
}
