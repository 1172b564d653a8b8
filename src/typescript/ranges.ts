type Range = readonly [number, number];

/** Ranges that can be asked quickly which of them lie inside another one. */
export interface Ranges {
  hasWithin(range: Range): boolean;
}

export function createRanges(ranges: Iterable<Range>): Ranges {
  const starts = [...ranges].map(([start]) => start).sort((one, other) => one - other);
  return {
    hasWithin([start, end]) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) < start) low = middle + 1;
        else high = middle;
      }
      return (starts[low] ?? Infinity) < end;
    },
  };
}
