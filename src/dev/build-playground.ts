import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLAYGROUND = join(ROOT, 'docs/playground');
const LIBRARY = join(ROOT, 'node_modules/typescript/lib');
const TYPES = join(ROOT, 'fixtures/types');

/** What stands in for modules of Node, and for the parts of ESLint that need them. */
const STAND_INS: Readonly<Record<string, string>> = {
  fs: 'node/fs.ts',
  process: 'node/process.ts',
  module: 'node/module.ts',
  eslint: 'node/eslint.ts',
};
const ABSENT = new Set(['crypto', 'eslint/use-at-your-own-risk', 'fs/promises', 'inspector', 'os', 'perf_hooks', 'ts-morph', 'url', 'util']);

/** The files that the linter finds in the browser: a Django project, the declarations of an ORM, and those of the language. */
function listBundledFiles(): Readonly<Record<string, string>> {
  const read = (folder: string, target: string, pattern: RegExp) =>
    readdirSync(folder).filter((name) => pattern.test(name)).map((name) => [`${target}/${name}`, readFileSync(join(folder, name), 'utf8')] as const);
  return Object.fromEntries([
    ...read(LIBRARY, '', /^lib\.(?:es|dom\.d|dom\.iterable|decorators).*\.d\.ts$|^lib\.dom\.d\.ts$/u),
    ...read(join(TYPES, 'django-python/school'), '/project/school', /\.py$/u),
    ...read(join(TYPES, 'django'), '/project/node_modules/django-orm', /^(?:index\.d\.ts|package\.json)$/u),
    ...read(join(PLAYGROUND, 'project'), '/project', /\.d\.ts$/u),
    ['/project/manage.py', ''],
    ['/project/requirements.txt', 'django==5.2\n'],
    ['/project/package.json', '{ "type": "module" }'],
  ]);
}

await build({
  entryPoints: ['main.ts', 'worker.ts'].map((name) => join(PLAYGROUND, name)),
  outdir: join(PLAYGROUND, 'dist'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  inject: [join(PLAYGROUND, 'node/process.ts')],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.TIMING': 'undefined', global: 'globalThis' },
  logLevel: 'warning',
  plugins: [
    {
      name: 'stand-ins',
      setup({ onLoad, onResolve, resolve }) {
        onResolve({ filter: /^bundled-files$/ }, () => ({ path: 'bundled-files', namespace: 'bundled' }));
        onLoad({ filter: /^bundled-files$/, namespace: 'bundled' }, () => ({ contents: JSON.stringify(listBundledFiles()), loader: 'json' }));
        onResolve({ filter: /^(?:node:)?[\w/-]+$/ }, ({ path, resolveDir }) => {
          const name = path.replace(/^node:/u, '');
          if (name === 'path') return resolve('pathe', { kind: 'import-statement', resolveDir: ROOT });
          if (ABSENT.has(name)) return { path: join(PLAYGROUND, 'node/absent.ts') };
          const standIn = STAND_INS[name];
          return standIn === undefined || resolveDir === join(PLAYGROUND, 'node') ? undefined : { path: join(PLAYGROUND, standIn) };
        });
      },
    },
  ],
});
