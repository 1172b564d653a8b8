import { files } from './node/fs.ts';
import type { Reply, Request } from './messages.ts';
import bundled from 'bundled-files';

for (const [path, text] of Object.entries(bundled)) files.set(path, text);
// What the linter reads when it is loaded has to be there before.
const { fixAll, lint } = await import('./lint.ts');

function reply(message: Reply): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data: { id, kind, language, text } }: MessageEvent<Request>) => {
  try {
    const result = kind === 'fix' ? fixAll(text, language) : text;
    reply({ id, text: result, findings: lint(result, language) });
  } catch (error) {
    reply({ id, problem: error instanceof Error ? error.message : String(error) });
  }
});
reply({ id: 0, text: '', findings: [] });
