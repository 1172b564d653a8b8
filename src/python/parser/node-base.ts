/** UTF-16 offsets into the parsed text; the end is exclusive. */
export type Range = [start: number, end: number];

export interface NodeBase {
  range: Range;
}
