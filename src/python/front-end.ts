import type { FileAnalysis, FrontEnd } from '../analysis/front-end.ts';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { FileFacts } from './file.ts';
import { runModule } from './inference/roots.ts';
import { PythonSourceCode } from './language/source-code.ts';
import { interpret } from './interpreters.ts';
import { readHandlers } from './handlers.ts';
import { createNotices } from './notices.ts';
import { createSites } from './sites.ts';

/** Longer files are generated: what they hold is data. */
const MOST_TEXT = 2 * 1024 * 1024;
const NOTHING: Omit<FileAnalysis, 'notices'> = { sites: [], handlers: () => [] };
// A file without any of these holds nothing that a rule asks about: `.aget(` may be a twin, `.append(` is none.
const ASYNC = /async|await|\.a(?!(?:ctivate|dd\w*|ggregate|lias|ll|nnotate|ny|pp\w+|s_\w+|ssert\w*|stimezone)\()[a-z]\w*\(|aiohttp|ariadne|discord|graphene|strawberry/iu;

export const python: FrontEnd<PythonSourceCode> = {
  accepts: (source): source is PythonSourceCode => source instanceof PythonSourceCode,
  analyze(source, knowledge, directory) {
    const notices = createNotices(source);
    if (!ASYNC.test(source.text) && !isConfigured(source.text, knowledge)) return { ...NOTHING, notices };
    return { ...readFile(source, knowledge, directory), notices };
  },
};

/** Does it mention what the settings say that runs on the event loop? */
function isConfigured(text: string, { configuration: { frameworks } }: Knowledge): boolean {
  return frameworks.some(({ base, decorator, runs }) => runs === 'loop' && text.includes((decorator ?? base ?? '').split('.').at(-1) ?? ''));
}

function readFile(source: PythonSourceCode, knowledge: Knowledge, directory: string): Omit<FileAnalysis, 'notices'> {
  const { ast, errors, path, text } = source;
  if (text.length > MOST_TEXT) return NOTHING;
  return interpret(path, { ast, errors, text }, knowledge, (machine, module) => {
    const file: FileFacts = { text, path, folder: directory, module, machine, getParent: (node) => source.getParent(node) };
    const roots = runModule(machine, module);
    return { sites: roots.flatMap((root) => createSites(file, root)), handlers: () => readHandlers(file, roots) };
  });
}
