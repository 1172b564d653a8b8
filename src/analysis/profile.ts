/** What we know of an ORM beyond its types. */
export interface Profile {
  readonly name: string;
  /** Packages or ambient modules whose declarations belong to the ORM. */
  readonly packages: readonly string[];
  /** Operations that run the SQL text in their first argument, without the marks of their style. */
  readonly sql?: readonly string[];
  /** What to do when the ORM's types resolve to `any`. */
  readonly untyped?: string;
}
