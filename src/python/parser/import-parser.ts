import { AS, COMMA, DOT, ELLIPSIS, IMPORT, LEFT_PAREN, NAME, RIGHT_PAREN, STAR } from './token-kinds.ts';
import type { Alias, Import, ImportFrom } from './statement-nodes.ts';
import { DefinitionParser } from './definition-parser.ts';

/** Reads import statements. */
export abstract class ImportParser extends DefinitionParser {
  protected parseImport(start: number, is_lazy: 0 | 1): Import {
    const names: Alias[] = [];
    this.next();
    do {
      const nameStart = this.start;
      const name = this.#parseDottedName();
      if (name !== '') names.push(this.#parseAlias(name, nameStart));
    } while (this.eat(COMMA));
    return { type: 'Import', range: [start, this.previousEnd], names, is_lazy };
  }

  protected parseImportFrom(start: number, is_lazy: 0 | 1): ImportFrom {
    let level = 0;
    this.next();
    while (this.kind === DOT || this.kind === ELLIPSIS) {
      level += this.kind === DOT ? 1 : 3;
      this.next();
    }
    const module = level > 0 && this.kind !== NAME ? null : this.#parseDottedName();
    if (is_lazy === 1 && module === '__future__') this.report('A future import cannot be lazy.', start, this.previousEnd);
    this.expect(IMPORT, "Expected 'import' after the module.");
    const names = this.isSkipping ? [] : this.#parseImportedNames();
    return { type: 'ImportFrom', range: [start, this.previousEnd], module, names, level, is_lazy };
  }

  #parseImportedNames(): Alias[] {
    if (this.kind === STAR) {
      const { start, end } = this;
      this.next();
      return [{ type: 'alias', range: [start, end], name: '*', asname: null }];
    }
    const isParenthesized = this.eat(LEFT_PAREN);
    const names: Alias[] = [];
    do {
      if (isParenthesized && this.kind === RIGHT_PAREN && names.length > 0) break;
      const { start } = this;
      const name = this.expectName('a name to import');
      if (!this.isSkipping) names.push(this.#parseAlias(name, start));
    } while (this.eat(COMMA));
    if (isParenthesized) this.expect(RIGHT_PAREN, "Expected ')' after the imported names.");
    return names;
  }

  #parseAlias(name: string, start: number): Alias {
    const asname = this.eat(AS) ? this.expectName("a name after 'as'") : null;
    return { type: 'alias', range: [Math.min(start, this.previousEnd), this.previousEnd], name, asname };
  }

  #parseDottedName(): string {
    let name = this.expectName('a module name');
    while (this.eat(DOT)) name += `.${this.expectName("a name after '.'")}`;
    return name;
  }
}
