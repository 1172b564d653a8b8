import type { Expression } from '../../parser/index.ts';

/** A decorator of a stub: a fact about library code. */
export interface Marker {
  readonly name: string;
  readonly args: readonly string[];
  readonly keywords: ReadonlyMap<string, string | boolean | null>;
}

const NO_MARKERS: ReadonlyMap<string, Marker> = new Map();

/** The decorators of a stub, by name. */
export function readMarkers(decorators: readonly Expression[]): ReadonlyMap<string, Marker> {
  if (decorators.length === 0) return NO_MARKERS;
  const markers = new Map<string, Marker>();
  for (const decorator of decorators) {
    const call = decorator.type === 'Call' ? decorator : undefined;
    const callee = call ? call.func : decorator;
    if (callee.type !== 'Name') continue;
    const args = (call?.args ?? []).flatMap((argument) => (argument.type === 'Constant' && typeof argument.value === 'string' ? [argument.value] : []));
    const keywords = new Map<string, string | boolean | null>();
    for (const { arg, value } of call?.keywords ?? []) {
      if (arg !== null && value.type === 'Constant' && (typeof value.value === 'string' || typeof value.value === 'boolean' || value.value === null)) {
        keywords.set(arg, value.value);
      }
    }
    markers.set(callee.id, { name: callee.id, args, keywords });
  }
  return markers;
}
