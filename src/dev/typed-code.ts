import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const TYPES = fileURLToPath(new URL('../../fixtures/types/', import.meta.url));
// A case parses its input, its output and its suggestions several times each.
const RECENT_PROGRAMS = 12;

/** Code that nothing on disk holds, with types from `fixtures/types/<orm>` or `node_modules`. */
export interface TypedCode {
  /** Path for a case; it lies beside the types, so that they belong to another package. */
  getPath(filename?: string): string;
  getProgram(path: string, text: string): ts.Program;
  /** One line per syntax or type error, without its position: repairs move code. */
  getErrors(path: string, text: string): readonly string[];
}

// The standard library outlives every program: parsing and binding it takes ten times as long as a case.
const sourceFiles = new Map<string, ts.SourceFile | undefined>();

/**
 * `files` are those of the project beside the one under test.
 * @example createTypedCode('django').getErrors(path, "import { Model } from 'django-orm'; let a: Model = 1;")
 */
export function createTypedCode(orm: string, files: Readonly<Record<string, string>> = {}): TypedCode {
  const others = new Map(Object.entries(files).map(([name, text]) => [join(TYPES, name), text]));
  const otherFiles = new Map<string, ts.SourceFile>();
  const options = readOptions(orm);
  const host = ts.createCompilerHost(options, true);
  const readSourceFile = host.getSourceFile.bind(host);
  const recent = new Map<string, ts.Program>();
  const previous = new Map<string, ts.Program>();

  function createProgram(path: string, text: string): ts.Program {
    const oldProgram = previous.get(path);
    return ts.createProgram({
      rootNames: [path, ...others.keys()],
      options,
      ...(oldProgram && { oldProgram }),
      host: {
        ...host,
        fileExists: (name) => name === path || others.has(name) || host.fileExists(name),
        readFile: (name) => (name === path ? text : (others.get(name) ?? host.readFile(name))),
        getSourceFile(name, languageVersionOrOptions) {
          if (name === path) return ts.createSourceFile(name, text, languageVersionOrOptions, true);
          const other = others.get(name);
          if (other !== undefined) {
            let file = otherFiles.get(name);
            if (!file) otherFiles.set(name, (file = ts.createSourceFile(name, other, languageVersionOrOptions, true)));
            return file;
          }
          if (!sourceFiles.has(name)) sourceFiles.set(name, readSourceFile(name, languageVersionOrOptions));
          return sourceFiles.get(name);
        },
      },
    });
  }

  return {
    getPath: (filename = 'file.ts') => join(TYPES, filename),
    getProgram(path, text) {
      const key = `${path}\0${text}`;
      let program = recent.get(key);
      recent.delete(key);
      program ??= createProgram(path, text);
      recent.set(key, program);
      previous.set(path, program);
      const [oldest] = recent.keys();
      if (recent.size > RECENT_PROGRAMS && oldest !== undefined) recent.delete(oldest);
      return program;
    },
    getErrors(path, text) {
      const program = this.getProgram(path, text);
      const file = program.getSourceFile(path);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
        ({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
    },
  };
}

function readOptions(orm: string): ts.CompilerOptions {
  const folder = join(TYPES, orm);
  const own = join(folder, 'tsconfig.json');
  const configPath = existsSync(own) ? own : join(TYPES, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(configPath, (path) => readFileSync(path, 'utf8')).config, ts.sys, dirname(configPath), {}, configPath);
  const manifest = join(folder, 'package.json');
  // Without a manifest the ORM is a published package and found as in any project.
  if (!existsSync(manifest)) return options;
  const { name = basename(folder), types = 'index.d.ts' } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string; types?: string };
  return { ...options, paths: { ...options.paths, [name]: [join(folder, types)], [`${name}/*`]: [join(folder, '*')] } };
}
