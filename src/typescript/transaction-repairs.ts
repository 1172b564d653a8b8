import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import { insert } from './await-edits.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import type { TypedStep } from './handlers.ts';
import { isFunction, isWithin, visitNodes, type FunctionNode } from './syntax.ts';
import type { Opener } from './transaction-openers.ts';

/** What a transaction shall hold together. */
export interface WrappedSteps {
  readonly first: TypedStep;
  readonly last: TypedStep;
  readonly repeated: boolean;
  readonly fn: FunctionNode;
}

interface Wrap {
  readonly statements: readonly TSESTree.Statement[];
  /** Names declared by the statements and used after them. */
  readonly names: readonly string[];
  readonly isAsync: boolean;
}

/** Puts the statements from the first step to the last into a transaction, in the first form that keeps their meaning. */
export function openTransaction(
  file: TypedFile,
  contexts: ExecutionContexts,
  openers: readonly Opener[],
  steps: WrappedSteps,
): { readonly opener: string; readonly repair: Repair } | undefined {
  const wrap = findWrap(file, steps);
  if (!wrap) return undefined;
  const [statement] = wrap.statements;
  if (!statement || (wrap.isAsync && !contexts.of(statement).canAwait)) return undefined;
  for (const opener of openers) {
    const edits = opener.form.kind === 'callback' ? wrapInCallback(file, opener, wrap) : holdByDeclaration(file, opener, wrap);
    if (edits) return { opener: opener.text, repair: { safety: 'unsafe', edits: [...importOpener(file, opener), ...edits] } };
  }
  return undefined;
}

function findWrap(file: TypedFile, { first, last, repeated, fn }: WrappedSteps): Wrap | undefined {
  if (fn.body.type !== T.BlockStatement) return undefined;
  const target = repeated ? findLoop(first.node, fn) : first.node;
  let block: TSESTree.Node | undefined = target?.parent;
  while (block && (block.type !== T.BlockStatement || !isWithin(last.node, block) || !isStatementList(block))) block = block.parent;
  if (!target || block?.type !== T.BlockStatement || !isWithin(block, fn)) return undefined;
  const from = block.body.findIndex((statement) => isWithin(target, statement));
  const to = block.body.findIndex((statement) => isWithin(last.node, statement));
  const statements = block.body.slice(from, to + 1);
  if (from < 0 || statements.length === 0 || statements.some((statement) => leaves(file, statement))) return undefined;
  const names: string[] = [];
  const end = statements.at(-1)?.range[1] ?? 0;
  for (const statement of statements) {
    if (statement.type === T.FunctionDeclaration || statement.type === T.ClassDeclaration) return undefined;
    if (statement.type !== T.VariableDeclaration) continue;
    const used = (file.source.scopeManager?.getDeclaredVariables(statement) ?? []).filter(({ references }) => references.some(({ identifier }) => identifier.range[0] >= end));
    if (used.length === 0) continue;
    if (statement.kind !== 'const') return undefined;
    names.push(...used.map(({ name }) => name));
  }
  const isAsync = first.site.thenable || last.site.thenable || statements.some((statement) => awaits(file, statement));
  return { statements, names, isAsync };
}

function awaits(file: TypedFile, statement: TSESTree.Statement): boolean {
  let found = false;
  visitNodes(file.source, statement, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === T.AwaitExpression || (node.type === T.ForOfStatement && node.await)) found = true;
    return undefined;
  });
  return found;
}

/** The outermost loop, or call with a callback, that repeats a step. */
function findLoop(node: TSESTree.Node, fn: FunctionNode): TSESTree.Node | undefined {
  let found: TSESTree.Node | undefined;
  for (let current = node.parent; current && current !== fn; current = current.parent) {
    if (/^(?:For|While|DoWhile)/u.test(current.type) || isFunction(current)) found = current;
  }
  return found;
}

/** Only a block that is not the arm of something else's statement list keeps its meaning. */
function isStatementList(block: TSESTree.BlockStatement): boolean {
  return !isFunction(block.parent) || block.parent.body === block;
}

/** Does a statement leave the function or a loop around it, which code in a callback could not? */
function leaves(file: TypedFile, statement: TSESTree.Statement): boolean {
  let found = false;
  visitNodes(file.source, statement, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === T.ReturnStatement || node.type === T.YieldExpression) found = true;
    if ((node.type === T.BreakStatement || node.type === T.ContinueStatement) && !isLoopWithin(node, statement)) found = true;
    return undefined;
  });
  return found;
}

function isLoopWithin(node: TSESTree.BreakStatement | TSESTree.ContinueStatement, statement: TSESTree.Statement): boolean {
  if (node.label) return false;
  for (let current: TSESTree.Node | undefined = node.parent; current; current = current.parent) {
    if (/^(?:For|While|DoWhile)/u.test(current.type) || (node.type === T.BreakStatement && current.type === T.SwitchStatement)) return true;
    if (current === statement) return false;
  }
  return false;
}

function wrapInCallback(file: TypedFile, { form, text }: Opener, { statements, names, isAsync }: Wrap): readonly TextEdit[] | undefined {
  const [first] = statements;
  const last = statements.at(-1);
  if (form.kind !== 'callback' || form.handle || form.parameter !== 0 || form.async !== isAsync || !first || !last) return undefined;
  if (names.length > 0 && !form.returnsResult) return undefined;
  const indent = getIndent(file, first);
  const result = names.length === 1 ? names[0] : `{ ${names.join(', ')} }`;
  const open = `${names.length > 0 ? `const ${result} = ` : ''}${isAsync ? 'await ' : ''}${text}(${isAsync ? 'async ' : ''}() => {`;
  const close = `${names.length > 0 ? `\n${indent}  return ${result};` : ''}\n${indent}});`;
  return [insert(first.range[0], `${open}\n${indent}  `), ...indentLines(file, first.range[0], last.range[1]), insert(last.range[1], close)];
}

function holdByDeclaration(file: TypedFile, { form, text }: Opener, { statements, isAsync, names }: Wrap): readonly TextEdit[] | undefined {
  const [first] = statements;
  const last = statements.at(-1);
  if (form.kind !== 'disposable' || !first || !last || form.async !== isAsync) return undefined;
  const indent = getIndent(file, first);
  const declaration = `${form.async ? 'await using' : 'using'} transaction = ${form.awaited ? 'await ' : ''}${text}();`;
  if (isNameTaken(file, first, 'transaction')) return undefined;
  // Names used later must stay in scope, so the transaction then lasts to the end of the block.
  if (names.length > 0) return [insert(first.range[0], `${declaration}\n${indent}`)];
  return [
    insert(first.range[0], `{\n${indent}  ${declaration}\n${indent}  `),
    ...indentLines(file, first.range[0], last.range[1]),
    insert(last.range[1], `\n${indent}}`),
  ];
}

function isNameTaken({ source }: TypedFile, node: TSESTree.Node, name: string): boolean {
  return source.getScope?.(node).set.has(name) ?? false;
}

function getIndent({ source }: TypedFile, node: TSESTree.Node): string {
  const line = source.lines[node.loc.start.line - 1] ?? '';
  return /^\s*/u.exec(line)?.[0] ?? '';
}

/** Indents the lines after the first, save those that begin inside a string or a comment. */
function indentLines({ source }: TypedFile, start: number, end: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let line = source.getLocFromIndex(start).line + 1; line <= source.getLocFromIndex(end).line; line++) {
    const offset = source.getIndexFromLoc({ line, column: 0 });
    const node = source.getNodeByRangeIndex(offset);
    const isText = node?.type === T.TemplateElement || source.getAllComments().some(({ range }) => range[0] < offset && offset < range[1]);
    if (!isText && source.lines[line - 1] !== '') edits.push(insert(offset, '  '));
  }
  return edits;
}

function importOpener({ source }: TypedFile, { missing }: Opener): readonly TextEdit[] {
  if (!missing) return [];
  const [first] = source.ast.body;
  for (const statement of source.ast.body) {
    if (statement.type !== T.ImportDeclaration || statement.source.value !== missing.from || statement.importKind === 'type') continue;
    const last = statement.specifiers.filter(({ type }) => type === T.ImportSpecifier).at(-1);
    if (last) return [insert(last.range[1], `, ${missing.name}`)];
  }
  return [insert(first?.range[0] ?? 0, `import { ${missing.name} } from '${missing.from}';\n`)];
}
