import { describe, expect, it } from 'vitest';
import { describeTerminal } from './terminal.ts';

const file = { write: () => true };
const screen = { isTTY: true, columns: 90, write: () => true };

describe('a terminal', () => {
  it.each([
    ['has colours, progress and a width', screen, screen, {}, { color: true, width: 90, progress: true }],
    ['has no colours if they are unwanted', screen, screen, { NO_COLOR: '1' }, { color: false, width: 90, progress: true }],
    ['has colours if NO_COLOR is empty', screen, screen, { NO_COLOR: '' }, { color: true, width: 90, progress: true }],
    ['may be too simple', screen, screen, { TERM: 'dumb' }, { color: false, width: 90, progress: false }],
    ['is none if the output goes to a file', file, screen, {}, { color: false, width: 120, progress: true }],
    ['is none if all goes to files', file, file, { TERM: 'xterm' }, { color: false, width: 120, progress: false }],
  ])('%s', (_, stdout, stderr, env, { progress, ...expected }) => {
    const { showProgress, ...terminal } = describeTerminal(stdout, stderr, env);
    expect({ ...terminal, progress: showProgress !== undefined }).toEqual({ ...expected, progress });
  });

  it('gets progress on one line that fits', () => {
    const written: string[] = [];
    describeTerminal(file, { isTTY: true, columns: 10, write: (text) => written.push(text) }, {}).showProgress?.('120 files, shop/views.py');
    expect(written).toEqual(['\r\u001B[K120 files']);
  });
});
