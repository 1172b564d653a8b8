import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import type { TypedSite } from './query-sites.ts';
import { readSqlRun } from './sql-text.ts';
import { findEnclosingFunction, isFunction, isWithin } from './syntax.ts';

interface Mark {
  readonly node: TSESTree.Node;
  readonly opens: boolean;
  /** The code that a declaration with `using` holds its transaction for. */
  readonly scope: TSESTree.Node | undefined;
}

/** Tells whether a transaction is held by a declaration, or begun by hand, earlier in the function that a node belongs to. */
export function createTransactionMarks(file: TypedFile, sites: readonly TypedSite[]): (node: TSESTree.Node) => boolean {
  const marks = new Map<unknown, Mark[]>();
  for (const site of sites) {
    const mark = readMark(file, site);
    if (!mark) continue;
    const fn = getFunction(mark.node);
    const known = marks.get(fn);
    if (known) known.push(mark);
    else marks.set(fn, [mark]);
  }

  return (node) => {
    const own = marks.get(getFunction(node)) ?? [];
    for (let index = own.length - 1; index >= 0; index--) {
      const mark = own[index];
      if (!mark || mark.node.range[0] >= node.range[0]) continue;
      if (mark.scope && !isWithin(node, mark.scope)) continue;
      if (mark.opens) return true;
      if (isPassed(mark.node, node)) return false;
    }
    return false;
  };
}

function readMark(file: TypedFile, { call, node }: TypedSite): Mark | undefined {
  const form = call?.operation.transaction;
  if (form?.kind === 'begin' || form?.kind === 'disposable') return { node, opens: true, scope: findUsingScope(node) };
  if (form?.kind === 'commit' || form?.kind === 'rollback') return { node, opens: false, scope: undefined };
  const run = call?.operation.write === 'sql' ? readSqlRun(file, call) : undefined;
  const last = run && file.knowledge.readSql(run.text).findLast(({ kind }) => kind === 'begin' || kind === 'commit' || kind === 'rollback');
  return last && { node, opens: last.kind === 'begin', scope: undefined };
}

function findUsingScope(node: TSESTree.Node): TSESTree.Node | undefined {
  let current: TSESTree.Node | undefined = node;
  while (current && !isFunction(current) && current.type !== T.VariableDeclaration) current = current.parent;
  return current?.type === T.VariableDeclaration && /using$/u.test(current.kind) ? current.parent : undefined;
}

function getFunction(node: TSESTree.Node): unknown {
  const enclosing = findEnclosingFunction(node);
  return typeof enclosing === 'object' ? enclosing.fn : enclosing;
}

/** Has every path to a later node passed an earlier one, save those on which something failed? */
export function isPassed(earlier: TSESTree.Node, later: TSESTree.Node): boolean {
  for (let current = earlier; current.parent; current = current.parent) {
    const { parent } = current;
    if (isWithin(later, parent)) return !(parent.type === T.TryStatement && current === parent.handler);
    if (/^(?:If|For|While|DoWhile|Switch|Conditional|Logical|CatchClause)/u.test(parent.type)) return false;
  }
  return false;
}
