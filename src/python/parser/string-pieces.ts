import type { Constant, FormattedValue, Interpolation } from './nodes.ts';

/** The parts of a string in order; neighbouring texts become one constant, and empty ones vanish. */
export class StringPieces<Field extends FormattedValue | Interpolation> {
  readonly values: (Constant | Field)[] = [];
  #text = '';
  #start = -1;
  #end = -1;
  #kind: 'u' | null = null;

  addText(text: string, start: number, end: number, kind: 'u' | null): void {
    if (this.#start === -1) {
      this.#start = start;
      this.#kind = kind;
    }
    this.#text += text;
    this.#end = end;
  }

  addField(field: Field): void {
    this.#endText();
    this.values.push(field);
  }

  finish(): (Constant | Field)[] {
    this.#endText();
    return this.values;
  }

  #endText(): void {
    if (this.#text !== '') {
      this.values.push({
        type: 'Constant',
        range: [this.#start, this.#end],
        literal: 'str',
        value: this.#text,
        kind: this.#kind,
      });
    }
    this.#text = '';
    this.#start = -1;
  }
}
