import type { Constant, Node } from './nodes.ts';

/** What `dump_ast.py` prints for a value. */
export type Dumped = string | number | null | Dumped[];

type Fields = Readonly<Record<string, readonly string[]>>;

/** Our name for a field of CPython's, where `type` already discriminates nodes. */
const renamed: Readonly<Record<string, string>> = { 'ExceptHandler.type': 'exception' };

const encoder = new TextEncoder();

/** Turns CPython's lines and UTF-8 columns into offsets. */
class Positions {
  readonly #text: string;
  readonly #lineStarts = [0];

  constructor(text: string) {
    this.#text = text;
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) this.#lineStarts.push(index + end.length);
    if (text.startsWith('\ufeff')) this.#lineStarts[0] = 1;
  }

  offset(line: number, column: number): number {
    const start = this.#lineStarts[line - 1] as number;
    const end = this.#lineStarts[line] ?? this.#text.length;
    const source = this.#text.slice(start, end);
    let bytes = 0;
    let offset = 0;
    for (const character of source) {
      if (bytes >= column) break;
      bytes += character < '\x80' ? 1 : encoder.encode(character).length;
      offset += character.length;
    }
    return start + offset;
  }
}

/** Compares a tree with CPython's of the same text and lists the first differences. */
export class Comparison {
  readonly differences: string[] = [];
  readonly #fields: Fields;
  readonly #text: string;
  readonly #positions: Positions;
  readonly #comparesStringPositions: boolean;

  constructor(fields: Fields, text: string, comparesStringPositions: boolean) {
    this.#fields = fields;
    this.#text = text;
    this.#positions = new Positions(text);
    this.#comparesStringPositions = comparesStringPositions;
  }

  compare(expected: Dumped, actual: unknown, path: string): void {
    if (this.differences.length > 4) return;
    if (Array.isArray(expected) && isDumpedNode(expected, this.#fields)) {
      if (isNode(actual)) this.#compareNodes(expected, actual, path);
      else this.#differ(path, expected, actual);
    } else if (Array.isArray(expected)) {
      if (!Array.isArray(actual) || actual.length !== expected.length) {
        this.#differ(path, expected, actual);
        return;
      }
      expected.forEach((item, index) => {
        this.compare(item, actual[index], `${path}[${index}]`);
      });
    } else if (expected !== actual) {
      this.#differ(path, expected, actual);
    }
  }

  #compareNodes(expected: [string, ...Dumped[]], actual: Node, path: string): void {
    const [type, position, ...values] = expected;
    const here = `${path}:${type}`;
    if (type !== actual.type) {
      this.#differ(path, type, actual.type);
      return;
    }
    if (Array.isArray(position)) this.#comparePositions(position as number[], actual, here);
    const names = this.#fields[type] ?? [];
    names.forEach((name, index) => {
      const value = values[index] ?? null;
      const field: unknown = Reflect.get(actual, renamed[`${type}.${name}`] ?? name);
      if (name === 'value' && type === 'Constant') this.#compareConstants(value as string[], actual as Constant, here);
      else if (type === 'MatchSingleton') this.compare((value as Dumped[])[1] ?? null, spell(field), here);
      else this.compare(normalize(value, type, name), field, `${here}.${name}`);
    });
  }

  #comparePositions(position: number[], actual: Node, path: string): void {
    if (!this.#comparesStringPositions && /:(?:JoinedStr|FormattedValue)/.test(path)) return;
    const [line = 0, column = 0, endLine = 0, endColumn = 0] = position;
    const [start, end] = actual.range;
    const expectedStart = this.#positions.offset(line, column);
    const expectedEnd = this.#positions.offset(endLine, endColumn);
    if (start !== expectedStart || end !== expectedEnd) {
      this.#differ(`${path} at ${line}:${column}`, [expectedStart, expectedEnd], [start, end]);
    }
  }

  #compareConstants(expected: string[], actual: Constant, path: string): void {
    const [literal = '', value = ''] = expected;
    if (literal !== actual.literal) {
      this.#differ(path, literal, actual.literal);
    } else if (literal === 'str' && value !== actual.value) {
      // A named escape has no value of ours to compare.
      if (!this.#text.slice(...actual.range).includes('\\N{')) this.#differ(path, value, actual.value);
    } else if (literal === 'bytes' && value !== actual.value) {
      this.#differ(path, value, actual.value);
    } else if (literal === 'int' && BigInt(value) !== BigInt(actual.value as number | bigint)) {
      this.#differ(path, value, String(actual.value));
    } else if (literal === 'float' || literal === 'complex') {
      const number = value === 'inf' ? Infinity : Number(value);
      if (!Object.is(number, actual.value)) this.#differ(path, value, actual.value);
    } else if (literal === 'bool' && value !== spell(actual.value)) {
      this.#differ(path, value, actual.value);
    }
  }

  #differ(path: string, expected: unknown, actual: unknown): void {
    this.differences.push(`${path}: expected ${abridge(expected)}, got ${abridge(actual)}`);
  }
}

function isDumpedNode(value: Dumped[], fields: Fields): value is [string, ...Dumped[]] {
  const [type, position] = value;
  return (
    typeof type === 'string' &&
    Object.hasOwn(fields, type) &&
    value.length === (fields[type]?.length ?? 0) + 2 &&
    (position === null || Array.isArray(position))
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** A field without what differs between versions of CPython. */
function normalize(value: Dumped, type: string, name: string): Dumped {
  if (name === 'is_lazy') return value ?? 0;
  // Python 3.12 leaves empty constants in format specifications.
  if (type === 'JoinedStr' && Array.isArray(value)) return value.filter((part) => !isEmptyConstant(part));
  return value;
}

function isEmptyConstant(value: Dumped): boolean {
  if (!Array.isArray(value) || value[0] !== 'Constant') return false;
  const [, , content] = value;
  return Array.isArray(content) && content[0] === 'str' && content[1] === '';
}

/** A singleton as Python prints it. */
function spell(value: unknown): string {
  return value === null ? 'None' : value === true ? 'True' : 'False';
}

function abridge(value: unknown): string {
  const json = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
  return (json as string | undefined)?.slice(0, 200) ?? 'undefined';
}
