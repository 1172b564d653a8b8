import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type { QuerySite } from '../analysis/query-site.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, getMemberName, isFunction, isWithin, stripTransparent, visitNodes } from './syntax.ts';

/** What the value of an expression comes from. */
export interface Sources {
  /** The sites whose results it uses, directly or through variables. */
  readonly sites: ReadonlySet<QuerySite>;
  /** The variables and members it mentions, by the paths that lead to them. */
  readonly paths: ReadonlySet<string>;
}

export interface DataFlow {
  read(expression: TSESTree.Node): Sources;
  /** The path of a variable or of a member of one; `undefined` for other expressions. */
  findPath(expression: TSESTree.Node): string | undefined;
}

// Values handed along more variables, or put together from more sites, are followed no further.
const DEPTH = 12;
const ENOUGH = 64;
const COLLECTING = new Set(['add', 'push', 'set', 'unshift']);

/** What a variable, or one of its members, got from one place. */
interface Part {
  readonly path: string | undefined;
  readonly sources: Sources;
}

/** Follows values through the variables of one file. */
export function createDataFlow(file: TypedFile, sites: ReadonlyMap<TSESTree.Node, QuerySite>): DataFlow {
  const numbers = new Map<TSESLint.Scope.Variable, number>();
  const ofVariables = new Map<TSESLint.Scope.Variable, readonly Part[]>();

  function readExpression(root: TSESTree.Node, depth: number): Sources {
    const found = { sites: new Set<QuerySite>(), paths: new Set<string>() };
    visitNodes(file.source, root, (node) => {
      const site = node === root ? undefined : sites.get(node);
      if (site) found.sites.add(site);
      if (node.type === T.ThisExpression || (node.type === T.Identifier && isValue(node))) addUse(found, node, root, depth);
      // What a site was given is no part of its result.
      return site && depth > 0 ? 'skip' : undefined;
    });
    return found;
  }

  function addUse(found: { sites: Set<QuerySite>; paths: Set<string> }, node: TSESTree.Identifier | TSESTree.ThisExpression, root: TSESTree.Node, depth: number): void {
    // The result of a call is another thing than what it was given.
    const isPassed = depth > 0 && isInsideCall(node, root);
    const used = listPaths(node);
    if (!isPassed) for (const path of used) found.paths.add(path);
    const variable = node.type === T.Identifier ? file.variableOf(node) : undefined;
    if (!variable || depth >= DEPTH) return;
    for (const { path, sources } of readVariable(variable, depth + 1)) {
      if (path !== undefined && !isSameOrWithin(used.at(-1) ?? '', path)) continue;
      for (const site of sources.sites) if (found.sites.size < ENOUGH) found.sites.add(site);
      if (!isPassed) for (const inner of sources.paths) if (found.paths.size < ENOUGH) found.paths.add(inner);
    }
  }

  function readVariable(variable: TSESLint.Scope.Variable, depth: number): readonly Part[] {
    let known = ofVariables.get(variable);
    if (!known) {
      ofVariables.set(variable, []); // A variable defined by itself adds nothing.
      known = listValues(variable).map(({ target, value }): Part => {
        const site = sites.get(value);
        const sources = site ? { sites: new Set([site]), paths: new Set<string>() } : readExpression(value, depth);
        return { path: target && findPath(target), sources };
      });
      ofVariables.set(variable, known);
    }
    return known;
  }

  /** Every path of which the member expressions around a name are made: `order` and `order.id` for `order` in `order.id`. */
  function listPaths(node: TSESTree.Identifier | TSESTree.ThisExpression): readonly string[] {
    const paths: string[] = [];
    for (let current: TSESTree.Node = node; ; ) {
      const path = findPath(current);
      if (path === undefined) return paths;
      paths.push(path);
      current = climbTransparent(current);
      const { parent } = current;
      if (parent?.type !== T.MemberExpression || parent.object !== current || isCallee(parent)) return paths;
      current = parent;
    }
  }

  function findPath(expression: TSESTree.Node): string | undefined {
    const node = stripTransparent(expression);
    if (node.type === T.ThisExpression) return 'this';
    if (node.type === T.Identifier) {
      const variable = file.variableOf(node);
      if (!variable) return undefined;
      let number = numbers.get(variable);
      if (number === undefined) numbers.set(variable, (number = numbers.size));
      return `#${number}`;
    }
    if (node.type !== T.MemberExpression) return undefined;
    const name = node.property.type === T.PrivateIdentifier ? `#${node.property.name}` : getMemberName(node);
    const object = name === undefined ? undefined : findPath(node.object);
    return object === undefined ? undefined : `${object}.${name}`;
  }

  return { read: (expression) => readExpression(expression, 0), findPath };
}

/** Is one of two paths the beginning of the other? */
function isSameOrWithin(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}

function isCallee(node: TSESTree.MemberExpression): boolean {
  const { parent } = climbTransparent(node);
  return parent?.type === T.CallExpression && stripTransparent(parent.callee) === node;
}

/** Does a name stand for the value of a variable, rather than for a member, a key or a type? */
function isValue(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === T.MemberExpression) return parent.object === node || parent.computed;
  if (parent.type === T.Property) return parent.value === node || parent.computed;
  return !parent.type.startsWith('TSType');
}

function isInsideCall(node: TSESTree.Node, root: TSESTree.Node): boolean {
  for (let current = node; current !== root && current.parent; current = current.parent) {
    const { type } = current.parent;
    if ((type === T.CallExpression || type === T.NewExpression) && isWithin(current.parent, root)) return true;
  }
  return false;
}

interface Value {
  readonly value: TSESTree.Node;
  /** The member that is set, where it is not the variable itself. */
  readonly target?: TSESTree.Node;
}

/** The expressions that a variable gets its value from, or that are put into it. */
function listValues({ defs, references }: TSESLint.Scope.Variable): readonly Value[] {
  const values: Value[] = [];
  for (const { node } of defs) {
    if (node.type === T.VariableDeclarator) {
      const loop = node.parent.parent;
      if (node.init) values.push({ value: node.init });
      else if (loop.type === T.ForOfStatement && loop.left === node.parent) values.push({ value: loop.right });
    } else if (isFunction(node) && node.parent.type === T.CallExpression && node.parent.callee.type === T.MemberExpression) {
      values.push({ value: node.parent.callee.object }); // `rows.map((row) => …)`
    }
  }
  for (const { identifier, init, writeExpr } of references) {
    if (writeExpr && !init) values.push({ value: writeExpr });
    else if (identifier.type === T.Identifier) values.push(...listPutInto(identifier));
  }
  return values;
}

/** `b` of `a.member = b` and of `a.push(b)`. */
function listPutInto(identifier: TSESTree.Identifier): readonly Value[] {
  let current: TSESTree.Identifier | TSESTree.MemberExpression = identifier;
  let { parent } = current;
  while (parent.type === T.MemberExpression && parent.object === current) {
    current = parent;
    ({ parent } = current);
  }
  if (current.type !== T.MemberExpression) return [];
  if (parent.type === T.AssignmentExpression && parent.left === current) return [{ value: parent.right, target: current }];
  if (parent.type !== T.CallExpression || parent.callee !== current || !COLLECTING.has(getMemberName(current) ?? '')) return [];
  const { object } = current;
  return parent.arguments.map((value) => ({ value, target: object }));
}
