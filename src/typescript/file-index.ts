import type ts from 'typescript';

/** A class with what tells who overrides it, by names alone. */
export interface IndexedClass {
  readonly name: string;
  /** Every name that its heritage mentions, so that mixins count too. */
  readonly bases: readonly string[];
  readonly members: ReadonlySet<string>;
  /** Does a function make its base, and may give it members of its own? */
  readonly isMixed: boolean;
}

/** What the syntax of one file says of its functions before the checker is asked anything. */
export interface FileIndex {
  readonly classes: readonly IndexedClass[];
  /** The names that functions call, hand over or derive from, by the name of the function. */
  readonly mentions: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of members that they read. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  /** Functions that iterate or spread something. */
  readonly iterating: ReadonlySet<string>;
  readonly getters: ReadonlySet<string>;
  /** Second names that imports, exports and variables give, each with the first one. */
  readonly aliases: readonly (readonly [string, string])[];
}

// Source files outlive programs in an editor, so the work is done once per file text.
const indexes = new WeakMap<ts.SourceFile, FileIndex>();

export function indexFile(tsc: typeof ts, file: ts.SourceFile): FileIndex {
  let index = indexes.get(file);
  if (!index) indexes.set(file, (index = readIndex(tsc, file)));
  return index;
}

interface Pending {
  readonly node: ts.Node;
  /** The functions around it that have a name; the code of a nameless one belongs to them. */
  readonly owner: string;
}

/** Files nest as deep as their authors like, so there is no recursion. */
function readIndex(tsc: typeof ts, file: ts.SourceFile): FileIndex {
  const classes: IndexedClass[] = [];
  const mentions = new Map<string, Set<string>>();
  const reads = new Map<string, Set<string>>();
  const iterating = new Set<string>();
  const getters = new Set<string>();
  const aliases: (readonly [string, string])[] = [];
  const mention = (owner: string, name: string, map = mentions): void => {
    const names = map.get(owner);
    if (names) names.add(name);
    else map.set(owner, new Set([name]));
  };
  const pending: Pending[] = [{ node: file, owner: '' }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node } = next;
    if (tsc.isTypeNode(node) || tsc.isInterfaceDeclaration(node)) continue;
    const owner = getOwnName(tsc, node) ?? next.owner;
    if (tsc.isClassLike(node)) {
      const read = readClass(tsc, node, owner);
      classes.push(read);
      for (const base of read.bases) mention(owner, base);
    } else if (tsc.isGetAccessor(node)) getters.add(owner);
    else if (tsc.isForOfStatement(node) || tsc.isSpreadElement(node)) iterating.add(owner);
    else for (const name of listMentioned(tsc, node)) mention(owner, name);
    if (tsc.isPropertyAccessExpression(node)) mention(owner, node.name.text, reads);
    aliases.push(...listAliases(tsc, node));
    tsc.forEachChild(node, (child) => void pending.push({ node: child, owner }));
  }
  for (const [local, original] of aliases) mention(local, original);
  return { classes, mentions, reads, iterating, getters, aliases };
}

/** The name that a function is called by. */
function getOwnName(tsc: typeof ts, node: ts.Node): string | undefined {
  if (tsc.isFunctionDeclaration(node)) return node.name?.text ?? 'default';
  if (tsc.isConstructorDeclaration(node)) return undefined;
  if (tsc.isClassLike(node)) return node.name?.text ?? findHolderName(tsc, node) ?? 'default';
  if (tsc.isMethodDeclaration(node) || tsc.isAccessor(node)) return getText(tsc, node.name);
  return tsc.isArrowFunction(node) || tsc.isFunctionExpression(node) ? findHolderName(tsc, node) : undefined;
}

/** The name of a variable, field or property that holds a function. */
function findHolderName(tsc: typeof ts, node: ts.Node): string | undefined {
  let { parent } = node;
  while (tsc.isParenthesizedExpression(parent) || tsc.isAsExpression(parent) || tsc.isSatisfiesExpression(parent)) ({ parent } = parent);
  if (tsc.isExportAssignment(parent)) return 'default';
  return tsc.isVariableDeclaration(parent) || tsc.isPropertyAssignment(parent) || tsc.isPropertyDeclaration(parent) ? getText(tsc, parent.name) : undefined;
}

function readClass(tsc: typeof ts, node: ts.ClassLikeDeclaration, name: string): IndexedClass {
  const bases: string[] = [];
  let isMixed = false;
  for (const clause of node.heritageClauses ?? []) {
    if (clause.token === tsc.SyntaxKind.ExtendsKeyword) for (const { expression } of clause.types) {
      isMixed ||= !tsc.isIdentifier(expression) && !tsc.isPropertyAccessExpression(expression);
      collectNames(tsc, expression, bases);
    }
  }
  return { name, bases, isMixed, members: new Set(node.members.flatMap((member) => (member.name ? (getText(tsc, member.name) ?? []) : []))) };
}

function collectNames(tsc: typeof ts, expression: ts.Expression, names: string[]): void {
  const pending: ts.Node[] = [expression];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (tsc.isIdentifier(node)) names.push(node.text);
    else tsc.forEachChild(node, (child) => void pending.push(child));
  }
}

/** What a node calls or hands over, by name. */
function listMentioned(tsc: typeof ts, node: ts.Node): readonly string[] {
  if (tsc.isTaggedTemplateExpression(node)) return listNames(tsc, node.tag);
  if (!tsc.isCallExpression(node) && !tsc.isNewExpression(node)) return [];
  return [node.expression, ...(node.arguments ?? [])].flatMap((part) => listNames(tsc, part));
}

function listNames(tsc: typeof ts, expression: ts.Expression): readonly string[] {
  if (tsc.isIdentifier(expression)) return [expression.text];
  if (tsc.isPropertyAccessExpression(expression)) return [expression.name.text];
  if (tsc.isElementAccessExpression(expression)) return tsc.isStringLiteralLike(expression.argumentExpression) ? [expression.argumentExpression.text] : [];
  return tsc.isParenthesizedExpression(expression) || tsc.isNonNullExpression(expression) || tsc.isAsExpression(expression) ? listNames(tsc, expression.expression) : [];
}

/** A second name for a function: of an import or export, or of a variable. */
function listAliases(tsc: typeof ts, node: ts.Node): readonly (readonly [string, string])[] {
  if ((tsc.isImportSpecifier(node) || tsc.isExportSpecifier(node)) && node.propertyName) return [[node.name.text, node.propertyName.text]];
  if (tsc.isImportClause(node) && node.name) return [[node.name.text, 'default']];
  if (tsc.isExportAssignment(node)) return tsc.isIdentifier(node.expression) ? [['default', node.expression.text]] : [];
  if (tsc.isBindingElement(node)) return node.propertyName && tsc.isIdentifier(node.propertyName) && tsc.isIdentifier(node.name) ? [[node.name.text, node.propertyName.text]] : [];
  if (!tsc.isVariableDeclaration(node) && !tsc.isPropertyAssignment(node)) return listDefault(tsc, node);
  const name = getText(tsc, node.name);
  const value = node.initializer;
  if (name === undefined || !value) return [];
  if (tsc.isIdentifier(value)) return [[name, value.text]];
  return tsc.isPropertyAccessExpression(value) ? [[name, value.name.text]] : [];
}

/** `export default function load()` is known to its importers as `default`. */
function listDefault(tsc: typeof ts, node: ts.Node): readonly (readonly [string, string])[] {
  if (!tsc.isFunctionDeclaration(node) && !tsc.isClassDeclaration(node)) return [];
  return node.name && node.modifiers?.some(({ kind }) => kind === tsc.SyntaxKind.DefaultKeyword) ? [['default', node.name.text]] : [];
}

function getText(tsc: typeof ts, name: ts.Node): string | undefined {
  return tsc.isIdentifier(name) || tsc.isPrivateIdentifier(name) || tsc.isStringLiteralLike(name) ? name.text : undefined;
}
