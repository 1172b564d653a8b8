import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import { getMemberName } from './syntax.ts';
import { getConstituents } from './type-shape.ts';

// Rows passed along more variables than this are followed no further.
const DEPTH = 3;

/** Can an array of the rows stand where a receiver stands, as far as the file tells? */
export function takesArray(file: TypedFile, node: TSESTree.Node, depth = 0): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case T.MemberExpression:
      return parent.object !== node || parent.computed || isArrayMember(file, node, getMemberName(parent));
    case T.VariableDeclarator: {
      if (parent.id.type !== T.Identifier) return true;
      const uses = file.variableOf(parent.id)?.references.filter((reference) => reference.isRead()) ?? [];
      return !isReceiverWanted(file, node) && depth < DEPTH && uses.every(({ identifier }) => takesArray(file, identifier, depth + 1));
    }
    default:
      return !isReceiverWanted(file, node);
  }
}

/** A member of arrays that is no operation of the receiver: `map` is, `filter` is another one. */
function isArrayMember(file: TypedFile, node: TSESTree.Node, name: string | undefined): boolean {
  const { checker, ts: tsc } = file.compiler;
  const array = checker.resolveName('Array', file.toTypeScript(file.source.ast), tsc.SymbolFlags.Type, false);
  if (name === undefined || !array || file.receivers.find(file.typeOf(node))?.operation(name)) return false;
  return checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(array), name) !== undefined;
}

function isReceiverWanted(file: TypedFile, node: TSESTree.Node): boolean {
  const { checker, ts: tsc } = file.compiler;
  const expression = file.toTypeScript(node);
  const wanted = tsc.isExpression(expression) ? checker.getContextualType(expression) : undefined;
  return wanted !== undefined && getConstituents(file.compiler, wanted).some((type) => file.receivers.isReceiver(type));
}
