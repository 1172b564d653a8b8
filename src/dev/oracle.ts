import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { Linter } from 'eslint';
import plugin from '../index.ts';

interface Outcome {
  readonly verdict: 'bad' | 'good' | 'edge';
  /** Lines of the program in the traceback, and the one where a person wants the report. */
  readonly lines: readonly Place[];
  readonly report: Place | null;
  /** The versions that the program is about: `django<5.1`. */
  readonly needs?: string;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

export interface Outcomes {
  readonly programs: Readonly<Record<string, Outcome>>;
}

interface Judgement {
  readonly programs: number;
  readonly reported: number;
  /** What fails and is not reported, with what is said instead. */
  readonly missed: ReadonlyMap<string, string>;
  readonly healthy: number;
  readonly accused: readonly string[];
}

/** What the linter says of programs, against what happened when they were run. */
export function judge(folder: string, outcomes: Outcomes): Judgement {
  const linter = new Linter();
  const missed = new Map<string, string>();
  const accused: string[] = [];
  let reported = 0;
  let healthy = 0;
  for (const [name, outcome] of Object.entries(outcomes.programs)) {
    const path = join(folder, 'programs', name);
    const version = getVersion(outcome.needs);
    const findings = listFiles(path).flatMap((file) => lint(linter, file, version).map((finding) => ({ ...finding, file: relative(join(folder, 'programs'), file).split(sep).join('/') })));
    if (outcome.verdict === 'bad') {
      const places = new Set([...outcome.lines, ...(outcome.report ? [outcome.report] : [])].map(({ file, line }) => `${file}:${String(line)}`));
      if (findings.some(({ file, line }) => places.has(`${file}:${String(line)}`))) reported += 1;
      else missed.set(name, `${[...places].join(' ')} (${findings.map(({ line, message }) => `${String(line)}: ${message}`).join('; ')})`);
    } else if (outcome.verdict === 'good') {
      healthy += 1;
      if (findings.length > 0) accused.push(`${name} ${findings.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`).join('; ')}`);
    }
  }
  return { programs: Object.keys(outcomes.programs).length, reported, missed, healthy, accused };
}

/** A version among those that the program was measured on. */
function getVersion(needs = ''): string {
  if (/django>=6/u.test(needs)) return '6.1';
  return /django<5\.0/u.test(needs) ? '4.2' : /django<5\.1/u.test(needs) ? '5.0' : /django<5\.2/u.test(needs) ? '5.1' : '5.2';
}

function lint(linter: Linter, file: string, version: string): readonly { readonly line: number; readonly message: string }[] {
  return linter.verify(readFileSync(file, 'utf8'), [...plugin.configs.django, { settings: { 'async-orm': { versions: { django: version } } } }], { filename: resolve(file) }).map(({ line, message, ruleId }) => ({ line, message: `${ruleId ?? 'error'} ${message}` }));
}

function listFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).flatMap((name) => (name.endsWith('.py') ? [join(path, name)] : []));
}
