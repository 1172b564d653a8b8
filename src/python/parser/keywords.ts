import { FIRST_KEYWORD, NAME } from './token-kinds.ts';

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global ' +
  'if import in is lambda nonlocal not or pass raise return try while with yield';

const keywordKinds: ReadonlyMap<string, number> = new Map(
  KEYWORDS.split(' ').map((keyword, index) => [keyword, FIRST_KEYWORD + index]),
);

// A perfect hash: no two keywords share a slot.
const keywordSlot = (first: number, last: number, length: number) => (first + last + length * 19) & 127;

const keywordBySlot: string[] = new Array<string>(128).fill('');
for (const keyword of keywordKinds.keys()) {
  keywordBySlot[keywordSlot(keyword.charCodeAt(0), keyword.charCodeAt(keyword.length - 1), keyword.length)] = keyword;
}
const keywordKindBySlot = Uint8Array.from(keywordBySlot, (keyword) => keywordKinds.get(keyword) ?? NAME);

/** The kind of the identifier between two offsets: a keyword's or NAME. */
export function classifyIdentifier(source: string, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > 8) return NAME;
  const slot = keywordSlot(source.charCodeAt(start), source.charCodeAt(end - 1), length);
  const keyword = keywordBySlot[slot] as string;
  return keyword.length === length && source.startsWith(keyword, start) ? (keywordKindBySlot[slot] as number) : NAME;
}
