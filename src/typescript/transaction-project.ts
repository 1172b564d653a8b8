import type ts from 'typescript';
import type { Profile, TransactionFacts } from '../analysis/profile.ts';
import type { Compiler } from './compiler.ts';
import type { TypedFile } from './file.ts';
import type { Origins } from './origins.ts';
import type { Receivers } from './receivers.ts';
import { isScenePath } from './test-code.ts';

/** What the code of a project as a whole says of the transactions of one ORM. */
export interface TransactionProject {
  /** Do queries find the transaction around them by themselves? */
  readonly isAmbient: boolean;
  /** Has it one client at most, so that models and repositories can only belong to that one? */
  readonly hasOneClient: boolean;
  /** Have all its clients one connection only? */
  readonly isSingle: boolean;
}

const known = new WeakMap<Receivers, Map<Profile, TransactionProject>>();

export function readTransactionProject({ compiler, receivers }: TypedFile, profile: Profile, facts: TransactionFacts): TransactionProject {
  let ofProgram = known.get(receivers);
  if (!ofProgram) known.set(receivers, (ofProgram = new Map<Profile, TransactionProject>()));
  let project = ofProgram.get(profile);
  if (!project) ofProgram.set(profile, (project = readProject(compiler, receivers, facts)));
  return project;
}

function readProject(compiler: Compiler, { origins }: Receivers, facts: TransactionFacts): TransactionProject {
  const { ambient, connections = [], single } = facts;
  if (ambient?.always) return { isAmbient: true, hasOneClient: true, isSingle: false };
  let isAmbient = false;
  let clients = 0;
  const drivers = new Set<string>();
  for (const file of compiler.program.getSourceFiles()) {
    if (file.isDeclarationFile || origins.isDependency(file)) continue;
    if (ambient?.packages?.some((name) => imports(compiler, file, name)) || ambient?.names?.some((name) => isSwitchedOn(compiler, file, name))) isAmbient = true;
    if (isScenePath(compiler.program, file.fileName) || !connections.some((name) => file.text.includes(name.replace(/^.* /u, '')))) continue;
    visit(compiler, file, (node) => {
      if (!isMaking(compiler, origins, node, connections)) return;
      clients += 1;
      if (single?.option !== undefined) drivers.add(readOption(compiler, node, single.option) ?? '');
    });
  }
  const isSingle = drivers.size > 0 && [...drivers].every((driver) => single?.values?.includes(driver));
  return { isAmbient, hasOneClient: clients <= 1, isSingle };
}

function imports({ ts: tsc }: Compiler, file: ts.SourceFile, name: string): boolean {
  if (!file.text.includes(name)) return false;
  return tsc.preProcessFile(file.text, true, true).importedFiles.some(({ fileName }) => fileName === name || fileName.startsWith(`${name}/`) || fileName.startsWith(`${name}-adapter`));
}

/** `Sequelize.useCLS(namespace)`, `mongoose.set('transactionAsyncLocalStorage', true)`, `{ transactionAsyncLocalStorage: true }` */
function isSwitchedOn(compiler: Compiler, file: ts.SourceFile, name: string): boolean {
  const { ts: tsc } = compiler;
  if (!file.text.includes(name)) return false;
  let isOn = false;
  visit(compiler, file, (node) => {
    if (tsc.isPropertyAssignment(node)) isOn ||= node.name.getText(file).replaceAll(/['"]/gu, '') === name && node.initializer.kind !== tsc.SyntaxKind.FalseKeyword;
    if (!tsc.isCallExpression(node)) return;
    const [first, second] = node.arguments;
    isOn ||= getCalleeName(compiler, node) === name || (first !== undefined && tsc.isStringLiteralLike(first) && first.text === name && second?.kind !== tsc.SyntaxKind.FalseKeyword);
  });
  return isOn;
}

/** `new DataSource(…)`, `createConnection(…)`, `class Client extends PrismaClient` */
function isMaking(compiler: Compiler, origins: Origins, node: ts.Node, makers: readonly string[]): boolean {
  const { ts: tsc } = compiler;
  if (tsc.isHeritageClause(node)) return node.types.some(({ expression }) => makers.includes(`extends ${expression.getText()}`));
  if (!tsc.isNewExpression(node) && !tsc.isCallExpression(node)) return false;
  const name = getCalleeName(compiler, node);
  return name !== undefined && makers.includes(name) && (!tsc.isIdentifier(node.expression) || isImported(compiler, origins, node.expression));
}

/** A client of the project may be called as the function that makes it: `knex('users')`. */
function isImported({ checker, ts: tsc }: Compiler, origins: Origins, name: ts.Identifier): boolean {
  const symbol = checker.getSymbolAtLocation(name);
  const target = symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.declarations?.[0];
  return declaration === undefined || (origins.isDependency(declaration) && declaration.getSourceFile() !== name.getSourceFile());
}

function getCalleeName({ ts: tsc }: Compiler, { expression }: ts.CallExpression | ts.NewExpression): string | undefined {
  return tsc.isIdentifier(expression) ? expression.text : tsc.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

/** The value of an option in the first object literal that a call is given. */
function readOption({ ts: tsc }: Compiler, node: ts.Node, name: string): string | undefined {
  const literal = tsc.isNewExpression(node) || tsc.isCallExpression(node) ? node.arguments?.find(tsc.isObjectLiteralExpression) : undefined;
  const property = literal?.properties.find((candidate): candidate is ts.PropertyAssignment => tsc.isPropertyAssignment(candidate) && candidate.name.getText() === name);
  return property && tsc.isStringLiteralLike(property.initializer) ? property.initializer.text : undefined;
}

function visit({ ts: tsc }: Compiler, root: ts.Node, see: (node: ts.Node) => void): void {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    see(node);
    tsc.forEachChild(node, (child) => {
      pending.push(child);
    });
  }
}
