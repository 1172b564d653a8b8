import { posix } from 'node:path';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';
import { climbTransparent, findEnclosingFunction, type FunctionNode } from './syntax.ts';

// Tests set scenes, and runners of migrations and seeds open a transaction around each by themselves.
const SCENE = /(?:^|\/)(?:__tests__|tests?|e2e|specs?|migrations?|seeds?|seeders?)\/|(?:^|\/)seed\.[cm]?[jt]sx?$|[.-](?:test|spec|e2e-spec|e2e|seed|seeder)\.[cm]?[jt]sx?$/u;
const TESTS = new Set(['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'it', 'suite', 'test']);
// Other functions go by these names too, so only those that nobody imports are of a test.
const GLOBAL_TESTS = new Set(['after', 'before', 'context', 'setup', 'specify', 'teardown']);

/** Does a file, by its path in the project, set scenes rather than serve users? */
export function isSceneFile({ compiler: { program }, source, toTypeScript }: TypedFile): boolean {
  return isScenePath(program, toTypeScript(source.ast).getSourceFile().fileName);
}

export function isScenePath(program: ts.Program, path: string): boolean {
  const configFile = program.getCompilerOptions()['configFilePath'];
  const root = typeof configFile === 'string' ? posix.dirname(configFile) : program.getCurrentDirectory().replaceAll('\\', '/');
  const relative = posix.relative(root, path);
  return SCENE.test(relative.startsWith('../') ? posix.basename(path) : relative);
}

/** Is the function part of a test? */
export function isTestFunction(file: TypedFile, fn: FunctionNode): boolean {
  const call = climbTransparent(fn).parent;
  if (call?.type === T.CallExpression && call.callee !== fn && isTestCall(file, call.callee)) return true;
  const outer = findEnclosingFunction(fn);
  return typeof outer === 'object' && isTestFunction(file, outer.fn);
}

/** `it(…)`, `test.only(…)`, `describe.each(…)(…)` */
function isTestCall(file: TypedFile, callee: TSESTree.Node): boolean {
  let root = callee;
  while (root.type === T.MemberExpression || root.type === T.CallExpression || root.type === T.TaggedTemplateExpression) {
    root = root.type === T.MemberExpression ? root.object : root.type === T.CallExpression ? root.callee : root.tag;
  }
  if (root.type !== T.Identifier) return false;
  const variable = file.variableOf(root);
  const definition = variable?.defs[0];
  if (TESTS.has(root.name)) return variable === undefined || /^(?:global|module)$/u.test(variable.scope.type);
  return GLOBAL_TESTS.has(root.name) && (definition === undefined || isFromRunner(definition.parent));
}

function isFromRunner(declaration: TSESTree.Node | null | undefined): boolean {
  return declaration?.type === T.ImportDeclaration && /^(?:node:test|vitest|mocha|@jest\/globals|bun:test)$/u.test(declaration.source.value);
}
