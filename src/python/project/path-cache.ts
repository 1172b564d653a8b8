import { type Stats, statSync } from 'node:fs';

/** For how long a value is trusted without a look at the disk: an editor's next keystroke sees what another tool wrote. */
const MAX_AGE = 1000;
/** File systems tell times apart by up to two seconds: what changed later than that may change again unseen. */
const COARSEST_CLOCK = 2000;

interface Entry<Value> {
  readonly value: Value | undefined;
  readonly weight: number;
  /** Of the file when it was read; `undefined` where a change might not show. */
  readonly signature: string | undefined;
  readonly checked: number;
}

interface Source<Value> {
  /** Gives `undefined` for what cannot be read; may throw. `previous` may be given back where the content is the same. */
  readonly read: (path: string, stats: Stats, previous: Value | undefined) => Value | undefined;
  /** The sum of weights to keep; those not used for long go first. */
  readonly limit: number;
  readonly weigh: (stats: Stats) => number;
}

/** Reads each path once, and again when it has changed. Never throws: what cannot be read is `undefined`. */
export function createPathCache<Value>({ read, limit, weigh }: Source<Value>): (path: string) => Value | undefined {
  let recent = new Map<string, Entry<Value>>();
  let older = new Map<string, Entry<Value>>();
  let total = 0;

  // Two generations, of which the older is dropped whole: a hit among the recent costs one look-up.
  const store = (path: string, entry: Entry<Value>): void => {
    if (total + entry.weight > limit / 2) {
      older = recent;
      recent = new Map();
      total = 0;
    }
    total += entry.weight - (recent.get(path)?.weight ?? 0);
    recent.set(path, entry);
  };

  const load = (path: string, known: Entry<Value> | undefined, checked: number): Entry<Value> => {
    const stats = findStats(path);
    if (!stats) return { value: undefined, weight: 1, signature: undefined, checked };
    // A copy may bring back an older time and the same size; the time of change then tells.
    const { ctimeMs, ino, mtimeMs, size } = stats;
    const isSettled = Date.now() - Math.max(ctimeMs, mtimeMs) > COARSEST_CLOCK;
    const signature = isSettled ? `${ino} ${size} ${mtimeMs} ${ctimeMs}` : undefined;
    if (known && signature !== undefined && known.signature === signature) return { ...known, checked };
    return { value: attempt(() => read(path, stats, known?.value)), weight: weigh(stats), signature, checked };
  };

  return (path) => {
    const now = performance.now();
    const known = recent.get(path);
    if (known && now - known.checked < MAX_AGE) return known.value;
    const remembered = known ?? older.get(path);
    const entry = remembered && now - remembered.checked < MAX_AGE ? remembered : load(path, remembered, now);
    store(path, entry);
    return entry.value;
  };
}

/** The same for an answer that several paths lead to: it is given for a second, longer where it is costly, then worked out anew. */
export function createShortMemory<Value>(find: (key: string, previous: Value | undefined) => Value): (key: string) => Value {
  const answers = new Map<string, { readonly value: Value; readonly end: number }>();
  return (key) => {
    const now = performance.now();
    const known = answers.get(key);
    if (known && now < known.end) return known.value;
    if (answers.size > 10_000) answers.clear();
    const value = find(key, known?.value);
    answers.set(key, { value, end: getEnd(now) });
    return value;
  };
}

/** Until when an answer is trusted that was begun at a time: looking again takes a twentieth of the time at most. */
export function getEnd(start: number): number {
  const end = performance.now();
  return end + Math.max(MAX_AGE, 20 * (end - start));
}

function findStats(path: string): Stats | undefined {
  return attempt(() => statSync(path, { throwIfNoEntry: false }));
}

/** What a look at the disk gives, `undefined` where it fails: rights, links that lead in circles, a file that has just gone. */
function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
