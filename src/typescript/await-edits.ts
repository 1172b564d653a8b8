import { AST_NODE_TYPES as T, ASTUtils, type TSESTree } from '@typescript-eslint/utils';
import type { TextEdit } from '../analysis/intent.ts';
import type { TypedFile } from './file.ts';

/** Edits that put `await` around an expression; `undefined` where none would mean what the code means. */
export function awaitExpression(file: TypedFile, node: TSESTree.Node): readonly TextEdit[] | undefined {
  return awaitCall(file, node, '', '');
}

/** The same for the expression as the argument of a call, such as `Promise.all(…)`. */
export function awaitCall(file: TypedFile, node: TSESTree.Node, open: string, close: string): readonly TextEdit[] | undefined {
  const { parent } = node;
  const [start, end] = node.range;
  const link = isCutFromChain(node) ? linkOptionally(file, node) : [];
  if (!link || (link.length > 0 && open !== '')) return undefined;
  if (!parent || !needsParentheses(node, parent) || ASTUtils.isParenthesized(node, file.source)) {
    return [insertWord(file, start, `await ${open}`), ...(close === '' ? [] : [insert(end, close)])];
  }
  return [insert(start, `${findSemicolon(file, node)}(await ${open}`), insert(end, `${close})`), ...link];
}

export function insert(offset: number, text: string): TextEdit {
  return { range: [offset, offset], text };
}

/** Inserts text that begins with a word, apart from a word right before it. */
export function insertWord({ source }: TypedFile, offset: number, text: string): TextEdit {
  return insert(offset, /[\w$]/u.test(source.text.charAt(offset - 1)) ? ` ${text}` : text);
}

/** A node and the optional chain that ends with it. */
export function climbChain(node: TSESTree.Node): TSESTree.Node {
  return node.parent?.type === T.ChainExpression ? node.parent : node;
}

/** Does an optional link before the node's end skip more than the node? */
function isCutFromChain(node: TSESTree.Node): boolean {
  const { parent } = node;
  const goesOn = (parent?.type === T.MemberExpression && parent.object === node) || (parent?.type === T.CallExpression && parent.callee === node) || parent?.type === T.TSNonNullExpression;
  return goesOn && node.type !== T.ChainExpression && hasOptionalLink(node);
}

/** Does an optional chain that ends with the node have a link to skip the rest? */
export function hasOptionalLink(node: TSESTree.Node): boolean {
  switch (node.type) {
    case T.CallExpression:
      return node.optional || hasOptionalLink(node.callee);
    case T.MemberExpression:
      return node.optional || hasOptionalLink(node.object);
    case T.TSNonNullExpression:
      return hasOptionalLink(node.expression);
    default:
      return false;
  }
}

/** `a?.get().name` is `(await a?.aget())?.name`: what skipped the rest of the chain must skip it still. */
function linkOptionally({ source, compiler: { program } }: TypedFile, node: TSESTree.Node): readonly TextEdit[] | undefined {
  const { parent } = node;
  if (parent?.type !== T.MemberExpression) return undefined;
  if (parent.optional) return [];
  // Without strict checks the result itself may be null, and reading on from it must fail as before.
  const { strict, strictNullChecks = strict } = program.getCompilerOptions();
  if (strictNullChecks !== true) return undefined;
  const link = source.getTokenAfter(node, ({ value }) => value === '.' || value === '[');
  return link ? [insert(link.range[0], parent.computed ? '?.' : '?')] : undefined;
}

function needsParentheses(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case T.MemberExpression:
      return parent.object === node;
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === node;
    case T.ClassDeclaration:
    case T.ClassExpression:
      return parent.superClass === node;
    case T.Decorator:
    case T.TaggedTemplateExpression:
    case T.TSNonNullExpression:
      return true;
    case T.BinaryExpression:
      return parent.operator === '**' && parent.left === node;
    default:
      return false;
  }
}

/** The semicolon that keeps a statement beginning with `(` from being read as arguments of the one before. */
export function findSemicolon({ source }: TypedFile, node: TSESTree.Node): '' | ';' {
  let statement: TSESTree.Node | undefined = node;
  while (statement && statement.type !== T.ExpressionStatement) statement = statement.parent;
  if (!statement || statement.range[0] !== node.range[0]) return '';
  const { parent } = statement;
  const siblings = parent.type === T.SwitchCase ? parent.consequent : 'body' in parent && Array.isArray(parent.body) ? (parent.body as TSESTree.Node[]) : [];
  const previous = siblings[siblings.indexOf(statement) - 1];
  return previous && !isClosed(previous) && source.getLastToken(previous)?.value !== ';' ? ';' : '';
}

/** Does a statement end where it ends whatever follows? */
function isClosed(statement: TSESTree.Node): boolean {
  switch (statement.type) {
    case T.BlockStatement:
    case T.ClassDeclaration:
    case T.FunctionDeclaration:
    case T.SwitchStatement:
    case T.TryStatement:
      return true;
    case T.IfStatement:
      return isClosed(statement.alternate ?? statement.consequent);
    case T.ForInStatement:
    case T.ForOfStatement:
    case T.ForStatement:
    case T.LabeledStatement:
    case T.WhileStatement:
      return isClosed(statement.body);
    default:
      return false;
  }
}
