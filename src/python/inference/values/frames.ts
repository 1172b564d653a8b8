import type { Run } from '../machine.ts';

/** A run whose effects nobody wants. */
export const SILENT: Run = { isAsync: false, emit: () => {}, track: (value) => value, depth: 0, root: undefined };
