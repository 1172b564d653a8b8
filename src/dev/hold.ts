import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Linter } from 'eslint';
import fc from 'fast-check';
import plugin from '../index.ts';
import { mutate, mutation } from './mutations.ts';
import { createPythonCode } from './python-code.ts';
import type { TestedLanguage } from './tested-language.ts';
import { createTypeScript } from './testers.ts';
import { createTypedCode } from './typed-code.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Milliseconds for one file of a few hundred lines, on a machine that does other things too. */
const MOST_TIME = 5000;

interface Corpus {
  readonly name: string;
  readonly share: number;
  readonly language: TestedLanguage;
  readonly filename: string;
  readonly texts: readonly string[];
}

const CORPORA: readonly Corpus[] = [
  { name: 'Python', share: 0.95, language: createPythonCode('django'), filename: 'views.py', texts: read('fixtures', /^(?!.*after).*\.py$/u) },
  { name: 'TypeScript', share: 0.05, language: createTypeScript(createTypedCode('django')), filename: 'file.ts', texts: read('fixtures/projects', /^(?!.*after)(?!.*\.d\.ts$).*\.ts$/u) },
];

/** Lints damaged files: nothing crashes, nothing hangs, and what a fix leaves is read again and needs no further fix. */
function hold({ filename, language, texts }: Corpus, runs: number, seed: number): { readonly findings: number; readonly fixed: number } {
  const linter = new Linter();
  const path = language.getPath(filename);
  const config: Linter.Config = {
    files: ['**'],
    ...language.config,
    plugins: { 'async-orm': plugin },
    rules: Object.fromEntries(Object.keys(plugin.rules).filter((rule) => fits(rule, language)).map((rule) => [`async-orm/${rule}`, 'error'])),
  };
  let findings = 0;
  let fixed = 0;
  fc.assert(
    fc.property(fc.nat(texts.length - 1), fc.nat(texts.length - 1), fc.array(mutation, { minLength: 0, maxLength: 6 }), (of, from, steps) => {
      const text = mutate(texts[of] ?? '', texts[from] ?? '', steps);
      const start = performance.now();
      const messages = linter.verify(text, config, { filename: path });
      const time = performance.now() - start;
      if (time > MOST_TIME) throw new Error(`It took ${(time / 1000).toFixed(1)} s.`);
      findings += messages.length;
      if (!messages.some(({ fix }) => fix)) return;
      fixed += 1;
      const once = linter.verifyAndFix(text, config, { filename: path });
      const again = linter.verifyAndFix(once.output, config, { filename: path });
      if (again.output !== once.output) throw new Error(`Another pass fixes more:\n${once.output}\n=>\n${again.output}`);
      if (isBroken(once.messages) && !isBroken(messages)) throw new Error(`A fix breaks the syntax:\n${once.output}`);
    }),
    { numRuns: runs, seed },
  );
  return { findings, fixed };
}

function fits(rule: string, language: TestedLanguage): boolean {
  const { languages = [] } = plugin.rules[rule as keyof typeof plugin.rules].meta;
  return languages.includes(language.config.language ?? 'js/js');
}

function isBroken(messages: readonly Linter.LintMessage[]): boolean {
  return messages.some(({ fatal, message, messageId }) => fatal === true || (messageId === 'notice' && /syntax/iu.test(message)));
}

function read(folder: string, pattern: RegExp): readonly string[] {
  const root = join(ROOT, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path.replaceAll('\\', '/')))
    .map((path) => readFileSync(join(root, path), 'utf8'));
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } } });
for (const corpus of CORPORA) {
  const runs = Math.ceil(Number(values.runs) * corpus.share);
  const start = performance.now();
  const { findings, fixed } = hold(corpus, runs, Number(values.seed));
  console.log(`${corpus.name}: ${runs} damaged files of ${corpus.texts.length}, ${findings} messages, ${fixed} fixed, in ${((performance.now() - start) / 1000).toFixed(0)} s (seed ${values.seed}).`);
}
