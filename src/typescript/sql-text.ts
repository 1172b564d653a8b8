import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { OperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { getMemberName, stripTransparent } from './syntax.ts';

/** SQL text that a call runs, and the client it runs on. */
export interface SqlRun {
  readonly text: string;
  readonly client: TSESTree.Node | undefined;
}

// What a placeholder stands for cannot be read.
const UNKNOWN = '?';
const DEPTH = 4;

/** The SQL text in the first argument of a call, or of the call that prepared the statement it is made on. */
export function readSqlRun(file: TypedFile, { node, object }: Pick<OperationCall, 'node' | 'object'>): SqlRun | undefined {
  const text = node.type === T.TaggedTemplateExpression ? readText(file, node.quasi, 0) : readText(file, node.arguments[0], 0);
  if (text !== undefined) return { text, client: object };
  const prepared = object && findInitializer(file, object);
  return prepared?.type === T.CallExpression && prepared.callee.type === T.MemberExpression
    ? readSqlRun(file, { node: prepared, object: prepared.callee.object })
    : undefined;
}

function readText(file: TypedFile, argument: TSESTree.Node | undefined, depth: number): string | undefined {
  const node = argument && stripTransparent(argument);
  switch (node?.type) {
    case T.Literal:
      return typeof node.value === 'string' ? node.value : undefined;
    case T.TemplateLiteral:
      return node.quasis.map(({ value: { raw } }, index) => raw + (index < node.expressions.length ? (readText(file, node.expressions[index], depth) ?? UNKNOWN) : '')).join('');
    case T.TaggedTemplateExpression:
      return readText(file, node.quasi, depth);
    case T.BinaryExpression:
      return node.operator === '+' ? readSum(file, node, depth) : undefined;
    case T.CallExpression:
      return node.callee.type === T.MemberExpression && getMemberName(node.callee) === 'trim' ? readText(file, node.callee.object, depth) : undefined;
    case T.Identifier:
    case T.MemberExpression: {
      const type = file.typeOf(node);
      if (type.isStringLiteral()) return type.value;
      const initializer = node.type === T.Identifier && depth < DEPTH ? findInitializer(file, node) : undefined;
      return initializer && readText(file, initializer, depth + 1);
    }
    default:
      return undefined;
  }
}

/** A sum may have as many terms as its author likes, so it is no recursion. */
function readSum(file: TypedFile, sum: TSESTree.BinaryExpression, depth: number): string | undefined {
  const terms: (string | undefined)[] = [];
  let left: TSESTree.Node = sum;
  while (left.type === T.BinaryExpression && left.operator === '+') {
    terms.unshift(readText(file, left.right, depth));
    left = stripTransparent(left.left);
  }
  const first = readText(file, left, depth);
  return first === undefined ? undefined : [first, ...terms.map((term) => term ?? UNKNOWN)].join('');
}

/** What a constant is set to, once awaited. */
function findInitializer(file: TypedFile, expression: TSESTree.Node): TSESTree.Node | undefined {
  const name = stripTransparent(expression);
  const definition = name.type === T.Identifier ? file.variableOf(name)?.defs[0] : undefined;
  if (definition?.node.type !== T.VariableDeclarator || definition.node.id.type !== T.Identifier || definition.parent?.type !== T.VariableDeclaration) return undefined;
  const { init, id } = definition.node;
  if (!init || (definition.parent.kind !== 'const' && file.variableOf(id)?.references.some((reference) => reference.isWrite() && !reference.init))) return undefined;
  const value = stripTransparent(init);
  return value.type === T.AwaitExpression ? stripTransparent(value.argument) : value;
}
