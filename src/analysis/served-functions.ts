/** Which functions of user code a framework runs on the event loop; the framework's declarations are known by the package they are in. */
export interface ServedFunctions {
  readonly packages: readonly string[];
  /** Its functions, methods and constructors that take them, directly or in an object of options. */
  readonly takenBy?: readonly string[];
  /** Its types that only such functions get a parameter of. */
  readonly parameters?: readonly string[];
  /** Its types of a parameter that a function calls once it is done, and that forbids it to be async. */
  readonly callbacks?: readonly string[];
  /** Its decorators that mark them. */
  readonly decorators?: readonly string[];
}
