import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { env, exit } from 'node:process';
import { Linter } from 'eslint';
import plugin from '../index.ts';
import type { Outcomes } from './oracle.ts';

/** Programs that run no better for a reason of their own: they assert what the mistake did. */
const ASSERTING = new Set(['bad_dropped_in_test.py']);
const FOLDER = 'fixtures/oracle';

/** A program without findings: fixed, and with its writes held by the transactions that are suggested. */
function fixWhole(linter: Linter, text: string, filename: string): string | undefined {
  const configs = [...plugin.configs.django, { settings: { 'async-orm': { versions: { django: '5.2' } } } }];
  for (let before = text; ; ) {
    const { messages, output } = linter.verifyAndFix(before, configs, { filename });
    const held = messages.find(({ ruleId, suggestions = [] }) => ruleId === 'async-orm/require-transaction' && suggestions.length > 0);
    const fix = held?.suggestions?.[0]?.fix;
    if (!fix) return messages.length === 0 && output !== text ? output : undefined;
    before = output.slice(0, fix.range[0]) + fix.text + output.slice(fix.range[1]);
  }
}

/** Fixes the programs that need no version of their own, and runs under real Django those that no finding is left in. */
function runFixed(python: string, count: number): number {
  const { programs } = JSON.parse(readFileSync(join(FOLDER, 'outcomes.json'), 'utf8')) as Outcomes;
  const folder = mkdtempSync(join(tmpdir(), 'async-orm-'));
  const linter = new Linter();
  const names = Object.entries(programs).flatMap(([name, { needs, verdict }]) => (verdict === 'bad' && needs === undefined && name.endsWith('.py') && !ASSERTING.has(name) ? [name] : []));
  const fixed = names.flatMap((name) => {
    const source = join(FOLDER, 'programs', name);
    const output = fixWhole(linter, readFileSync(source, 'utf8'), resolve(source));
    if (output === undefined) return [];
    const path = join(folder, name);
    writeFileSync(path, output);
    return [path];
  });
  const step = Math.max(1, Math.floor(fixed.length / count));
  const sample = fixed.filter((_, index) => index % step === 0);
  const { status, stderr, stdout } = spawnSync(python, [join(FOLDER, 'measure.py'), '--run', ...sample], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const outcomes = stdout.trim().split('\n').map((line) => JSON.parse(line) as { readonly outcome: string });
  const broken = sample.filter((_, index) => outcomes[index]?.outcome !== 'ok');
  for (const path of broken) console.error(`${path.slice(folder.length + 1)} does not run once fixed: ${outcomes[sample.indexOf(path)]?.outcome ?? 'no outcome'}\n${readFileSync(path, 'utf8')}`);
  rmSync(folder, { recursive: true, force: true });
  console.log(`${String(fixed.length)} of ${String(names.length)} programs are fixed whole; of ${String(sample.length)} that were run, ${String(sample.length - broken.length)} work.`);
  if (status !== 0) console.error(stderr);
  return status === 0 && broken.length === 0 && sample.length > 0 ? 0 : 1;
}

const { PYTHON } = env;
if (PYTHON === undefined) {
  console.error('PYTHON must name a Python that has the packages of fixtures/oracle/runner/requirements.txt.');
  exit(2);
}
exit(runFixed(PYTHON, Number(env['SAMPLE'] ?? 60)));
