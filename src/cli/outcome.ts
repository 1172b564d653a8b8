import type { Style } from './inspect.ts';

/** What a command leaves behind: 1 says that it found or lacks something, 2 that it could not run. */
export interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Terminal extends Style {
  /** Shows one line that the next one replaces; `''` clears it. Absent where nobody watches. */
  readonly showProgress?: (text: string) => void;
}

export function succeed(stdout: string): Outcome {
  return { status: 0, stdout, stderr: '' };
}

export function fail(status: 1 | 2, problem: string): Outcome {
  return { status, stdout: '', stderr: `${problem}\n` };
}
