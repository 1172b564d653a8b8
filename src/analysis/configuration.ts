/** An ORM that the user names in the settings. */
export interface ConfiguredOrm {
  /** Package, ambient module, or path of a file relative to the working directory. */
  readonly package: string;
}

/** A function of the user's code, known by its name and, where given, by the package that declares it. */
export interface NamedFunction {
  readonly package?: string | undefined;
  readonly name: string;
}

/** Shared settings of all rules, validated. */
export interface Configuration {
  readonly orms: readonly ConfiguredOrm[];
  /** Packages that look like an ORM and are none. */
  readonly ignore: readonly string[];
  /** Patterns that pair a sync method with its async twin, tried in order. */
  readonly twins: readonly string[];
  /** Functions that run their callback inside a transaction. */
  readonly transactions: readonly NamedFunction[];
  /** Functions that run their callback in another thread or process. */
  readonly offloaders: readonly NamedFunction[];
  /** Versions of Python libraries, for projects that name none: `{ django: '5.2' }`. */
  readonly versions: Readonly<Record<string, string>>;
}
