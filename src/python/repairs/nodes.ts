import { visitorKeys, type Expression, type Node } from '../parser/index.ts';

// A function with many findings is asked about many times.
const lists = new WeakMap<Node, readonly Node[]>();
const bindings = new WeakMap<Node, ReadonlySet<string>>();

/** A node and everything inside of it, in no particular order. */
export function listNodes(root: Node): readonly Node[] {
  const known = lists.get(root);
  if (known) return known;
  const found = collectNodes(root);
  if (root.type === 'FunctionDef' || root.type === 'AsyncFunctionDef' || root.type === 'Module') lists.set(root, found);
  return found;
}

function collectNodes(root: Node): readonly Node[] {
  const found: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    found.push(node);
    for (const key of visitorKeys[node.type]) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null>)[key];
      if (Array.isArray(child)) for (const item of child as readonly (Node | null)[]) { if (item) pending.push(item); }
      else if (child) pending.push(child as Node);
    }
  }
  return found;
}

export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Does a name get a value here, other than in a comprehension, whose variables are its own? */
export function listBoundNames(root: Node): ReadonlySet<string> {
  let names = bindings.get(root);
  if (!names) bindings.set(root, (names = collectBoundNames(root)));
  return names;
}

function collectBoundNames(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const own = new Set<Node>();
  for (const node of listNodes(root)) {
    if (node.type === 'comprehension') for (const target of listNodes(node.target)) own.add(target);
  }
  for (const node of listNodes(root)) {
    if (node.type === 'Name' && node.ctx === 'Store' && !own.has(node)) names.add(node.id);
    if (node.type === 'arg') names.add(node.arg);
    if (node.type === 'alias') names.add(node.asname ?? node.name.split('.', 1)[0] ?? '');
    if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef' || node.type === 'ClassDef') names.add(node.name);
    if (node.type === 'ExceptHandler' && node.name !== null) names.add(node.name);
  }
  return names;
}

const PRIMARIES: ReadonlySet<Node['type']> = new Set(['Attribute', 'Call', 'Dict', 'DictComp', 'JoinedStr', 'List', 'ListComp', 'Name', 'Set', 'SetComp', 'Subscript']);

/** May an attribute or a call follow it without parentheses? */
export function isPrimary({ type }: Node): boolean {
  return PRIMARIES.has(type);
}

export function isExpression(node: Node | undefined): node is Expression {
  return node !== undefined && (isPrimary(node) || ['Await', 'BinOp', 'BoolOp', 'Compare', 'Constant', 'GeneratorExp', 'IfExp', 'Lambda', 'NamedExpr', 'Tuple', 'UnaryOp'].includes(node.type));
}
