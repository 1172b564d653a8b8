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

/** Functions that a framework runs on the event loop, or in a thread where they may block. */
export interface ConfiguredFramework {
  /** Dotted name of the decorator that hands a function to the framework. */
  readonly decorator?: string | undefined;
  /** Dotted name of a class whose subclasses the framework calls. */
  readonly base?: string | undefined;
  /** The methods it calls; all public ones where none is named. */
  readonly methods?: readonly string[] | undefined;
  readonly runs: 'loop' | 'thread';
}

/** How far calls are followed from one file; past a bound nothing more is reported. */
export interface Limits {
  /** Calls of calls. */
  readonly depth: number;
  /** Bodies of other functions that are read, however often they are called. */
  readonly functions: number;
  /** A hard stop: it is generous, as findings would otherwise depend on the machine. */
  readonly milliseconds: number;
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
  readonly frameworks: readonly ConfiguredFramework[];
  readonly limits: Limits;
}
