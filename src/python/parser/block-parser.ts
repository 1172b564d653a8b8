import { COLON, DEDENT, END, INDENT, NEWLINE } from './token-kinds.ts';
import { SimpleStatementParser } from './simple-statement-parser.ts';
import type { Statement } from './statement-nodes.ts';

/** CPython's limit. */
const MAX_INDENTS = 100;

/** Reads blocks, and lines indented where no block should be. */
export abstract class BlockParser extends SimpleStatementParser {
  #indents = 0;

  protected abstract parseStatement(statements: Statement[]): void;

  /** The colon after a header and what it governs: an indented block or the rest of the line. */
  protected parseBlock(header: string): Statement[] {
    const statements: Statement[] = [];
    const place = this.startBlock(header);
    if (place === 'indented') {
      this.parseStatements(statements);
      this.endBlock();
    } else if (place === 'inline') {
      this.parseSimpleStatements(statements);
    }
    return statements;
  }

  protected startBlock(header: string): 'indented' | 'inline' | 'missing' {
    if (this.expect(COLON, `Expected ':' after ${header}.`) && this.kind !== NEWLINE) return 'inline';
    const headerEnd = this.previousEnd;
    this.nextLine();
    if (this.kind !== INDENT) {
      if (!this.hasPreviousLineFailed) {
        this.report(`Expected an indented block after ${header}.`, headerEnd - 1, headerEnd);
      }
      return 'missing';
    }
    if (this.#indents === MAX_INDENTS) {
      this.report('This is nested too deeply.', this.start, this.start);
      this.skipBlock();
      return 'missing';
    }
    this.#indents++;
    this.skipLayout();
    return 'indented';
  }

  protected endBlock(): void {
    this.#indents--;
    if (this.kind === DEDENT) this.skipLayout();
  }

  /** Statements up to the end of the block. Those of a block that nothing introduces belong to it as well. */
  protected parseStatements(statements: Statement[]): void {
    let strayIndents = 0;
    while (this.kind !== END) {
      if (this.kind === INDENT) {
        strayIndents++;
        this.skipLayout();
        if (!this.hasPreviousLineFailed) this.report('Unexpected indentation.', this.start, this.end);
      } else if (this.kind !== DEDENT) {
        this.hasPreviousLineFailed = false;
        this.parseStatement(statements);
      } else if (strayIndents > 0) {
        strayIndents--;
        this.skipLayout();
      } else {
        return;
      }
    }
  }
}
