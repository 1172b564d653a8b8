import { ModuleKind, ModuleResolutionKind, Project, ScriptTarget } from 'ts-morph';
import type { Configuration } from '../analysis/configuration.ts';
import { createKnowledge } from '../orm/knowledge.ts';
import { DEFAULT_CONFIGURATION } from '../pipeline/configuration.ts';
import { getCompiler } from '../typescript/definition-project.ts';
import { createReceivers, type Receiver, type Receivers } from '../typescript/receivers.ts';

const MAIN = '/app/main.ts';

/** Code and the declarations it imports, in memory, read as the linter reads them. */
export interface Declared {
  readonly receivers: Receivers;
  /** The receiver that an exported variable of the code is, or that an exported type declares. */
  find(name: string): Receiver | undefined;
}

/** @example declare({ orm: 'export declare class Rows { get(): 1; aget(): Promise<1> }' }, "export { Rows } from 'orm'").find('Rows') */
export function declare(packages: Readonly<Record<string, string>>, code: string, configuration: Partial<Configuration> = {}): Declared {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
      module: ModuleKind.ESNext,
      moduleResolution: ModuleResolutionKind.Bundler,
      strict: true,
      target: ScriptTarget.ES2023,
      types: [],
    },
  });
  for (const [name, text] of Object.entries(packages)) project.createSourceFile(`/node_modules/${name}/index.d.ts`, text);
  project.createSourceFile(MAIN, code);
  const compiler = getCompiler(project);
  const receivers = createReceivers(compiler, createKnowledge({ ...DEFAULT_CONFIGURATION, ...configuration }));
  return {
    receivers,
    find(name) {
      const { checker, ts } = compiler;
      const file = compiler.program.getSourceFile(MAIN);
      const module = file && checker.getSymbolAtLocation(file);
      const exported = module && checker.getExportsOfModule(module).find((candidate) => candidate.name === name);
      if (!exported) throw new Error(`The code does not export ${name}.`);
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const isType = (symbol.flags & ts.SymbolFlags.Type) !== 0;
      return receivers.find(isType ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol));
    },
  };
}
