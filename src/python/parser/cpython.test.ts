import { beforeAll, describe, expect, it } from 'vitest';
import { Comparison, type Dumped } from './cpython-comparison.ts';
import { fileURLToPath } from 'node:url';
import { parse } from './index.ts';
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const FILES = 150;
const TIMEOUT = 120_000;

const python = process.env['PYTHON'];
const dumper = fileURLToPath(new URL('dump_ast.py', import.meta.url));

/** Paths of the standard library, the same ones on every run, after the version. */
const lister = `
import pathlib, sys, sysconfig
root = pathlib.Path(sysconfig.get_paths()["stdlib"])
files = sorted(path for path in root.rglob("*.py") if "site-packages" not in path.parts)
print(sys.version_info.minor)
for path in files[:: max(1, len(files) // ${FILES})]: print(path)
`;

interface Dump {
  path: string;
  tree?: Dumped;
  error?: string;
  isLimit?: boolean;
}

function runPython(args: string[], input: string): string[] {
  const { stdout, stderr, status } = spawnSync(python as string, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n').filter((line) => line !== '');
}

function readSource(path: string): string {
  const data = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return data.toString('latin1');
  }
}

const title = `the trees of CPython${python === undefined ? ' (skipped: PYTHON names no interpreter)' : ''}`;

describe.skipIf(python === undefined)(title, () => {
  let minor = 0;
  let fields: Record<string, string[]> = {};
  let dumps: Dump[] = [];

  beforeAll(() => {
    const [version, ...paths] = runPython(['-c', lister], '');
    minor = Number(version);
    const [header, ...lines] = runPython([dumper], `${paths.join('\n')}\n`);
    fields = JSON.parse(header as string) as Record<string, string[]>;
    dumps = lines.map((line) => JSON.parse(line) as Dump);
  }, TIMEOUT);

  it('compares a sample of the standard library', () => {
    expect(dumps.length).toBeGreaterThan(FILES / 2);
  });

  it('has the same nodes, fields and positions', { timeout: TIMEOUT }, () => {
    const differences = dumps.flatMap(({ path, tree }) => {
      if (tree === undefined) return [];
      const source = readSource(path);
      const { ast, errors } = parse(source);
      if (errors.length > 0) return [`${path}: ${JSON.stringify(errors[0])}`];
      // Before 3.12, CPython gave approximate positions inside f-strings.
      const comparison = new Comparison(fields, source, minor >= 12);
      comparison.compare(tree, ast, '');
      return comparison.differences.map((difference) => `${path} ${difference}`);
    });
    expect(differences.slice(0, 10)).toEqual([]);
  });

  it('rejects what CPython rejects', { timeout: TIMEOUT }, () => {
    const accepted = dumps.filter(
      ({ path, error, isLimit }) => error !== undefined && isLimit !== true && parse(readSource(path)).errors.length === 0,
    );
    expect(accepted.map(({ path, error }) => `${path}: ${error}`)).toEqual([]);
  });
});
