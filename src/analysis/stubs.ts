/** What we know of a Python module: a stub in Python syntax, whose decorators are facts about what a call does. */
export interface StubModule {
  readonly module: string;
  /** Python stub source. */
  readonly text: string;
}
