import type { Effect, Frame } from '../machine.ts';

/** Notes what code does at one place of a frame. */
export function emit({ inline, module, run }: Frame, effect: Omit<Effect, 'inline' | 'module' | 'path'>): void {
  run.emit({ ...effect, module, inline, path: [] });
}
