import type ts from 'typescript';
import type { ProjectFunction } from './project-functions.ts';

/** One place in the body of a function that runs when the function is called, or may do so. */
export interface Place {
  /** A callback runs if the function that it is given to calls it on the spot. */
  readonly kind: 'await' | 'call' | 'callback' | 'iteration' | 'read';
  readonly node: ts.Node;
  /** Is it in an async function inside? That one has findings of its own. */
  readonly isApart: boolean;
  /** Does the code go on where it fails? */
  readonly isGuarded: boolean;
  readonly isRepeated: boolean;
}

type Around = Omit<Place, 'kind' | 'node'>;

const bodies = new WeakMap<ts.Node, readonly Place[]>();
const DIRECT: Around = { isApart: false, isGuarded: false, isRepeated: false };

/** The places of a body in the order of the text, by syntax alone; the work is done once, as long as an editor keeps the file. */
export function readBody(tsc: typeof ts, fn: ProjectFunction): readonly Place[] {
  let places = bodies.get(fn);
  if (!places) bodies.set(fn, (places = listRoots(tsc, fn).flatMap((root) => readPlaces(tsc, root))));
  return places;
}

/** The code that a call runs: of a class, what makes an instance. */
function listRoots(tsc: typeof ts, fn: ProjectFunction): readonly ts.Node[] {
  if (!tsc.isClassLike(fn)) return [...fn.parameters.flatMap(({ initializer }) => initializer ?? []), ...('body' in fn && fn.body ? [fn.body] : [])];
  return fn.members.flatMap((member): readonly ts.Node[] => {
    if (tsc.isConstructorDeclaration(member)) return listRoots(tsc, member);
    const isOfInstance = tsc.isPropertyDeclaration(member) && !member.modifiers?.some(({ kind }) => kind === tsc.SyntaxKind.StaticKeyword);
    return isOfInstance && member.initializer ? [member.initializer] : [];
  });
}

function readPlaces(tsc: typeof ts, root: ts.Node): readonly Place[] {
  const places: Place[] = [];
  const pending: { readonly node: ts.Node; readonly around: Around }[] = [{ node: root, around: DIRECT }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { around, node } = next;
    if (tsc.isTypeNode(node)) continue;
    if (tsc.isFunctionLike(node) || tsc.isClassLike(node)) {
      const kind = tsc.isArrowFunction(node) || tsc.isFunctionExpression(node) ? getPassing(tsc, node) : undefined;
      // Called on the spot, its body is part of this one.
      if (kind === 'called') pending.push(...listRoots(tsc, node as ts.ArrowFunction).map((part) => ({ node: part, around: isAsync(tsc, node) ? { ...around, isApart: true } : around })));
      else if (kind === 'given') places.push({ kind: 'callback', node, ...around });
      continue;
    }
    const kind = getKind(tsc, node);
    if (kind) places.push({ kind, node, ...around });
    const children: ts.Node[] = [];
    tsc.forEachChild(node, (child) => void children.unshift(child));
    for (const child of children) pending.push({ node: child, around: enter(tsc, node, child, around) });
  }
  return places;
}

function getKind(tsc: typeof ts, node: ts.Node): Place['kind'] | undefined {
  if (tsc.isCallExpression(node) || tsc.isNewExpression(node)) return isFunctionValue(tsc, node.expression) ? undefined : 'call';
  if (tsc.isTaggedTemplateExpression(node)) return 'call';
  if (tsc.isAwaitExpression(node) || tsc.isYieldExpression(node)) return 'await';
  if (tsc.isForOfStatement(node)) return node.awaitModifier ? 'await' : 'iteration';
  if (tsc.isSpreadElement(node)) return 'iteration';
  return tsc.isPropertyAccessExpression(node) && isRead(tsc, node) ? 'read' : undefined;
}

function isFunctionValue(tsc: typeof ts, expression: ts.Expression): boolean {
  let value = expression;
  while (tsc.isParenthesizedExpression(value)) value = value.expression;
  return tsc.isArrowFunction(value) || tsc.isFunctionExpression(value);
}

function isRead(tsc: typeof ts, member: ts.PropertyAccessExpression): boolean {
  const { parent } = member;
  if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) return parent.expression !== member;
  return !(tsc.isBinaryExpression(parent) && parent.left === member && parent.operatorToken.kind === tsc.SyntaxKind.EqualsToken) && !tsc.isDeleteExpression(parent);
}

/** Is a function called where it stands, or given to a call? */
function getPassing(tsc: typeof ts, fn: ts.ArrowFunction | ts.FunctionExpression): 'called' | 'given' | undefined {
  let value: ts.Node = fn;
  while (tsc.isParenthesizedExpression(value.parent)) value = value.parent;
  const { parent } = value;
  if (!tsc.isCallExpression(parent) && !tsc.isNewExpression(parent)) return undefined;
  return parent.expression === value ? 'called' : 'given';
}

/** How a child of a node runs. */
function enter(tsc: typeof ts, node: ts.Node, child: ts.Node, around: Around): Around {
  const isGuarded = tsc.isTryStatement(node) && node.catchClause !== undefined && child === node.tryBlock && !throwsAgain(tsc, node.catchClause);
  const isRepeated = tsc.isIterationStatement(node, false) && !(tsc.isForOfStatement(node) && child === node.expression);
  return isGuarded || isRepeated ? { ...around, isGuarded: around.isGuarded || isGuarded, isRepeated: around.isRepeated || isRepeated } : around;
}

/** May a handler of failures fail by itself, on purpose? */
export function throwsAgain(tsc: typeof ts, { block }: ts.CatchClause): boolean {
  const pending: ts.Node[] = [block];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (tsc.isThrowStatement(node)) return true;
    if (!tsc.isFunctionLike(node)) tsc.forEachChild(node, (child) => void pending.push(child));
  }
  return false;
}

export function isAsync(tsc: typeof ts, fn: ts.Node): boolean {
  return tsc.canHaveModifiers(fn) && (tsc.getModifiers(fn)?.some(({ kind }) => kind === tsc.SyntaxKind.AsyncKeyword) ?? false);
}

export function isGenerator(tsc: typeof ts, fn: ts.Node): boolean {
  return (tsc.isFunctionDeclaration(fn) || tsc.isFunctionExpression(fn) || tsc.isMethodDeclaration(fn)) && fn.asteriskToken !== undefined;
}
