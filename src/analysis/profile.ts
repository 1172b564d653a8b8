import type { StubModule } from './stubs.ts';

/** What we know of an ORM beyond its types. */
export interface Profile {
  readonly name: string;
  /** Packages or ambient modules whose declarations belong to the ORM. */
  readonly packages: readonly string[];
  /** Words at the top of files that its generator writes into the project; they then count as the first package. */
  readonly signature?: string;
  /** Operations that run the SQL text in their first argument, without the marks of their style. */
  readonly sql?: readonly string[];
  /** Writes name the rows they touch in their arguments, so the receiver's type does not tell whether two of them belong together. */
  readonly rowsInArguments?: boolean;
  /** What to do when the ORM's types resolve to `any`. */
  readonly untyped?: string;
  /** Environment variables that switch off its check against sync queries in event loops. */
  readonly unsafeSettings?: readonly string[];
  /** The setting that names a project's user model, and the model where it is not set. */
  readonly users?: { readonly setting: string; readonly model: string; readonly label: string };
  /** Apps that give its classes methods of their own. */
  readonly patchedBy?: readonly string[];
  /** Parameters that it gives to functions of modules which import one of the others named. */
  readonly parameters?: readonly { readonly name: string; readonly type: string; readonly beside: readonly string[]; readonly notBeside: readonly string[]; readonly response: string }[];
  /** What its Python modules do. */
  readonly stubs?: readonly StubModule[];
}
