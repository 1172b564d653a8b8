import type { DirectiveType, FileProblem, RulesConfig, SourceLocation, TraversalStep } from '@eslint/core';
import { Directive, TextSourceCodeBase } from '@eslint/plugin-kit';
import type { Comment, Module, Node, ParseError } from '../parser/index.ts';
import { readDirectives, type Directives } from './directives.ts';
import { isLossy } from './errors.ts';
import { LineIndex } from './line-index.ts';
import { findParents, traverse } from './traversal.ts';
import { VISITOR_KEYS } from './visitor-keys.ts';

/** ESLint compares each problem with each directive. A file with more of them is generated, and is left alone from the first one on. */
const MAXIMUM_BLANKET = 2_000;

interface Types {
  LangOptions: Record<string, unknown>;
  RootNode: Module;
  SyntaxElementWithLoc: Comment | Node;
  ConfigNode: Comment;
}

interface Source {
  readonly text: string;
  readonly hasBOM: boolean;
  /** The file on the disk; the name that ESLint was given where there is none. */
  readonly path: string;
  readonly ast: Module;
  readonly comments: readonly Comment[];
  readonly errors: readonly ParseError[];
}

/** What rules read of a Python file. */
export class PythonSourceCode extends TextSourceCodeBase<Types> {
  readonly visitorKeys = VISITOR_KEYS;
  readonly hasBOM: boolean;
  readonly path: string;
  readonly comments: readonly Comment[];
  /** Syntax errors in source order. There is a tree all the same: it holds what could be read. */
  readonly errors: readonly ParseError[];
  readonly #lines: LineIndex;
  #parents: ReadonlyMap<object, Node> | undefined;
  #directives: Directives | undefined;

  constructor({ text, hasBOM, path, ast, comments, errors }: Source) {
    super({ text, ast, lineEndingPattern: /\r\n|[\n\r]/u });
    this.hasBOM = hasBOM;
    this.path = path;
    this.comments = comments;
    this.errors = errors;
    this.#lines = new LineIndex(text);
  }

  /** May the file hold bytes that are no UTF-8? ESLint would write a fix back without them. */
  get isLossy(): boolean {
    return isLossy(this.text);
  }

  override getLoc({ range: [start, end] }: Comment | Node): SourceLocation {
    return { start: this.getLocFromIndex(start), end: this.getLocFromIndex(end) };
  }

  override getRange({ range }: Comment | Node): [number, number] {
    return range;
  }

  override getLocFromIndex(index: number): { line: number; column: number } {
    return this.#lines.locate(index);
  }

  override getIndexFromLoc(loc: { line: number; column: number }): number {
    return this.#lines.find(loc);
  }

  override getParent(node: Comment | Node): Node | undefined {
    this.#parents ??= findParents(this.ast);
    return this.#parents.get(node);
  }

  /** From the module inwards. */
  override getAncestors(node: Comment | Node): Node[] {
    return super.getAncestors(node) as Node[];
  }

  override traverse(): Iterable<TraversalStep> {
    return traverse(this.ast);
  }

  getAllComments(): readonly Comment[] {
    return this.comments;
  }

  /** Comments between the start and the end of a node. */
  getCommentsInside({ range: [start, end] }: Node): readonly Comment[] {
    return this.comments.filter(({ range }) => range[0] >= start && range[1] <= end);
  }

  getInlineConfigNodes(): Comment[] {
    return [...this.#read().comments];
  }

  applyInlineConfig(): { configs: { config: { rules: RulesConfig }; loc: SourceLocation }[]; problems: FileProblem[] } {
    const { configs, problems } = this.#read();
    return {
      configs: configs.map(({ config, node }) => ({ config, loc: this.getLoc(node) })),
      problems: problems.map(({ message, node }) => ({ ruleId: null, message, loc: this.getLoc(node) })),
    };
  }

  /**
   * A `# noqa` without a list serves other linters too, so it must never be called unused. ESLint calls a directive used
   * when it suppresses a problem, and this gives each of them one.
   */
  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    const { directives, blanket: all } = this.#read();
    const [type, blanket]: [DirectiveType, readonly Comment[]] = all.length > MAXIMUM_BLANKET ? ['disable', all.slice(0, 1)] : ['disable-line', all];
    return {
      // Of several directives on a line, ESLint marks the last one as used.
      directives: [...directives, ...blanket.map((node) => new Directive({ type, node, value: '', justification: '' }))],
      problems: blanket.map((node) => ({ ruleId: null, message: '`# noqa` turns every rule off on this line.', loc: this.getLoc(node) })),
    };
  }

  #read(): Directives {
    this.#directives ??= readDirectives(this.comments);
    return this.#directives;
  }
}
