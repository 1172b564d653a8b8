import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Texts that stand in for files on disk, by path relative to the folder. */
export type Overlay = ReadonlyMap<string, string>;

// The standard library and other declarations outlive every checker: parsing them takes most of the time.
const declarations = new Map<string, ts.SourceFile | undefined>();

/**
 * A type checker for a folder with a tsconfig; each call checks what the overlay can affect, with one line per error.
 *
 * @example createTypeChecker(folder)(new Map([['src/a.ts', 'let a: string = 1;']])) // ['src/a.ts: TS2322: …']
 */
export function createTypeChecker(folder: string): (overlay?: Overlay) => readonly string[] {
  const configPath = join(folder, 'tsconfig.json');
  const config = ts.readJsonConfigFile(configPath, (path) => readFileSync(path, 'utf8'));
  const { options, fileNames, errors } = ts.parseJsonSourceFileConfigFileContent(config, ts.sys, folder, {}, configPath);
  const host = ts.createCompilerHost(options, true);
  const unchanged = new Map<string, ts.SourceFile | undefined>();
  let base: ts.SemanticDiagnosticsBuilderProgram | undefined;

  function getSourceFile(path: string, version: ts.CreateSourceFileOptions | ts.ScriptTarget): ts.SourceFile | undefined {
    const isShared = path.endsWith('.d.ts') && !path.startsWith(folder.replaceAll('\\', '/'));
    const cache = isShared ? declarations : unchanged;
    const key = `${path} ${typeof version === 'object' ? version.impliedNodeFormat : ''}`;
    if (!cache.has(key)) cache.set(key, withVersion(host.getSourceFile(path, version)));
    return cache.get(key);
  }

  return (overlay = new Map()) => {
    const texts = new Map([...overlay].map(([path, text]) => [join(folder, path), text]));
    const program = ts.createSemanticDiagnosticsBuilderProgram(
      fileNames,
      options,
      {
        ...host,
        createHash: (text) => text,
        readFile: (path) => texts.get(path) ?? host.readFile(path),
        getSourceFile(path, version) {
          const text = texts.get(path);
          return text === undefined ? getSourceFile(path, version) : withVersion(ts.createSourceFile(path, text, version, true));
        },
      },
      base,
    );
    base ??= program;
    return [...errors, ...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()].map((diagnostic) =>
      format(diagnostic, folder),
    );
  };
}

/** Builder programs tell files apart by a version of their own. */
function withVersion(file: ts.SourceFile | undefined): ts.SourceFile | undefined {
  return file && Object.assign(file, { version: file.text });
}

/** Without the line: a repair moves code, and the errors that were there before must still compare as equal. */
function format({ code, file, messageText }: ts.Diagnostic, folder: string): string {
  const path = file ? file.fileName.replace(`${folder.replaceAll('\\', '/')}/`, '') : 'tsconfig.json';
  return `${path}: TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
