import type { Terminal } from './outcome.ts';

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What may be shown: colours and progress only where somebody watches, and colours not if they are unwanted (https://no-color.org). */
export function describeTerminal(stdout: Stream, stderr: Stream, env: Readonly<Record<string, string | undefined>>): Terminal {
  const isSimple = env['TERM'] === 'dumb';
  return {
    color: stdout.isTTY === true && !env['NO_COLOR'] && !isSimple,
    width: stdout.isTTY ? (stdout.columns ?? 80) : 120,
    ...(stderr.isTTY && !isSimple && { showProgress: (text) => stderr.write(`\r\u001B[K${text.slice(0, (stderr.columns ?? 80) - 1)}`) }),
  };
}
