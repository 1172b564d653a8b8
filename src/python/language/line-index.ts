interface Location {
  line: number;
  column: number;
}

/** Lines from 1, columns from 0 in UTF-16 units; lines end as Python's do: `\n`, `\r\n` or `\r`. Nothing is counted before the first question. */
export class LineIndex {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  locate(index: number): Location {
    if (typeof index !== 'number') throw new TypeError('Expected `index` to be a number.');
    const { length } = this.#text;
    if (!(index >= 0 && index <= length)) throw new RangeError(`Index out of range (requested index ${index}, but source text has length ${length}).`);
    const starts = this.#getStarts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) };
  }

  find({ line, column }: Location): number {
    if (typeof line !== 'number' || typeof column !== 'number') throw new TypeError('Expected `loc` to be an object with numeric `line` and `column` properties.');
    const starts = this.#getStarts();
    const start = starts[line - 1];
    if (start === undefined) throw new RangeError(`Line number out of range (line ${line} requested). Valid range: 1-${starts.length}.`);
    const last = (starts[line] ?? this.#text.length + 1) - 1;
    if (!(column >= 0 && start + column <= last)) throw new RangeError(`Column number out of range (column ${column} requested). Valid range for line ${line}: 0-${last - start}.`);
    return start + column;
  }

  #getStarts(): readonly number[] {
    this.#starts ??= [0, ...Array.from(this.#text.matchAll(/\r\n?|\n/gu), ({ 0: end, index }) => index + end.length)];
    return this.#starts;
  }
}
