import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const NAME = 'eslint-plugin-async-orm';
/** Packages are looked for where they are linked, not where they lie: what is not linked is not installed. */
const AS_INSTALLED = ['--preserve-symlinks', '--preserve-symlinks-main'];

const OWN = ['@eslint/core', '@eslint/plugin-kit'];

export interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The published package in a folder of its own, and projects that have it installed. */
export interface Installed {
  readonly tarball: string;
  readonly folder: string;
  readonly files: readonly string[];
  createProject(name: string, options: { files: Readonly<Record<string, string>>; without?: readonly string[]; oldest?: boolean }): Project;
  remove(): void;
}

export interface Project {
  readonly folder: string;
  node(...options: readonly string[]): Output;
  /** Runs the command of an installed package. */
  run(script: string, ...options: readonly string[]): Output;
}

/** Packs what `npm run build` left in `dist`. */
export function installPackage(): Installed {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'async-orm-')));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', root], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename, files } = { filename: '', files: [] }] = JSON.parse(packed) as { filename: string; files: { path: string }[] }[];
  const tarball = join(root, filename);
  execFileSync('tar', ['-xzf', tarball, '-C', root]);
  const folder = join(root, 'package');
  return {
    tarball,
    folder,
    files: files.map(({ path }) => path),
    createProject(name, { files: texts, without = [], oldest = false }) {
      const project = join(root, name);
      const modules = join(project, 'node_modules');
      linkPackages('node_modules', modules, without);
      if (oldest) linkPackages('.config/oldest/node_modules', modules, []);
      // A compiler follows links, and would look for our dependencies elsewhere.
      cpSync(folder, join(modules, NAME), { recursive: true });
      // As npm does where ESLint brings another version of what we depend on.
      if (oldest) for (const dependency of OWN) linkInside(join(modules, NAME, 'node_modules', dependency), dependency);
      for (const [path, text] of Object.entries(texts)) {
        mkdirSync(dirname(join(project, path)), { recursive: true });
        writeFileSync(join(project, path), text);
      }
      const node = (...options: readonly string[]): Output =>
        spawnSync(process.execPath, [...AS_INSTALLED, ...options], {
          cwd: project,
          encoding: 'utf8',
          env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
        });
      return { folder: project, node, run: (script, ...options) => node(join('node_modules', script), ...options) };
    },
    remove() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Links each package by itself, those of a scope too; one that is there already is replaced. */
function linkPackages(from: string, to: string, without: readonly string[]): void {
  const entries = readdirSync(from).filter((entry) => !entry.startsWith('.'));
  const names = entries.flatMap((entry) => (entry.startsWith('@') ? readdirSync(join(from, entry)).map((name) => `${entry}/${name}`) : entry));
  for (const name of names) {
    const link = join(to, name);
    if (without.includes(name)) continue;
    mkdirSync(dirname(link), { recursive: true });
    if (existsSync(link)) rmSync(link);
    symlinkSync(resolve(from, name), link, 'junction');
  }
}

function linkInside(link: string, name: string): void {
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(resolve('node_modules', name), link, 'junction');
}
