import { visitorKeys, type Expression, type Node } from './parser/index.ts';

export interface DataFlow {
  /** The variables and attributes that an expression mentions, directly or through variables: `order` and `order.shop`. */
  read(node: Node): ReadonlySet<string>;
  /** The expressions that a variable gets its value from, or that are put into it. */
  list(name: string): readonly Expression[];
}

// Values handed along more variables are followed no further.
const DEPTH = 8;
const COLLECTING = new Set(['add', 'append', 'extend', 'update']);

/** Follows values through the variables of one function; what an opaque node was given is no part of its result. */
export function createDataFlow(body: readonly Node[], opaque: ReadonlySet<Node>): DataFlow {
  const values = readValues(body);

  function read(root: Node, depth: number, seen: ReadonlySet<string>): Set<string> {
    const found = new Set<string>();
    visit(root, (node, isPassed) => {
      if (depth > 0 && opaque.has(node)) return false;
      const path = node.type === 'Name' || node.type === 'Attribute' ? findPath(node) : undefined;
      // The result of a call is another thing than what it was given.
      if (path !== undefined && !(isPassed && depth > 0)) found.add(path);
      if (node.type === 'Name' && !isPassed && depth < DEPTH && !seen.has(node.id)) {
        for (const value of values.get(node.id) ?? []) for (const from of read(value, depth + 1, new Set([...seen, node.id]))) found.add(from);
      }
      return true;
    });
    return found;
  }

  return { read: (node) => read(node, 0, new Set()), list: (name) => values.get(name) ?? [] };
}

/** @example findPath(`self.order`) // 'self.order' */
export function findPath(node: Expression): string | undefined {
  if (node.type === 'Name') return node.id;
  const owner = node.type === 'Attribute' ? findPath(node.value) : undefined;
  return owner === undefined || node.type !== 'Attribute' ? undefined : `${owner}.${node.attr}`;
}

/** The expressions that each variable gets its value from, or that are put into it. */
function readValues(body: readonly Node[]): ReadonlyMap<string, readonly Expression[]> {
  const values = new Map<string, Expression[]>();
  const add = (target: Expression, value: Expression): void => {
    if (target.type === 'Tuple' || target.type === 'List') for (const element of target.elts) add(element, value);
    else if (target.type === 'Attribute' || target.type === 'Subscript' || target.type === 'Starred') add(target.value, value);
    else if (target.type === 'Name') values.set(target.id, [...(values.get(target.id) ?? []), value]);
  };
  for (const statement of body) {
    visit(statement, (node) => {
      if (node.type === 'Assign') for (const target of node.targets) add(target, node.value);
      if ((node.type === 'AnnAssign' || node.type === 'AugAssign' || node.type === 'NamedExpr') && node.value) add(node.target, node.value);
      if (node.type === 'For' || node.type === 'AsyncFor' || node.type === 'comprehension') add(node.target, node.iter);
      if (node.type === 'withitem' && node.optional_vars) add(node.optional_vars, node.context_expr);
      if (node.type === 'Call' && node.func.type === 'Attribute' && COLLECTING.has(node.func.attr)) for (const value of node.args) add(node.func.value, value);
      return true;
    });
  }
  return values;
}

/** Visits a tree, nested functions left out where nobody asks for them; `isPassed` tells what is an argument of a call inside it. */
export function visit(root: Node, visitor: (node: Node, isPassed: boolean) => boolean, isWhole = false): void {
  const pending: (readonly [Node, boolean])[] = [[root, false]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, isPassed] = next;
    if (!isWhole && node !== root && (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef' || node.type === 'ClassDef')) continue;
    if (!visitor(node, isPassed)) continue;
    for (const key of visitorKeys[node.type]) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[key];
      const inner = isPassed || (node.type === 'Call' && key !== 'func');
      for (const part of Array.isArray(child) ? (child as readonly (Node | null)[]) : [child as Node | null | undefined]) if (part) pending.push([part, inner]);
    }
  }
}
