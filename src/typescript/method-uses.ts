import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import { climbTransparent, visitNodes, type FunctionNode } from './syntax.ts';

/** What holds a function for callers that name it. */
export const HOLDING: ReadonlySet<T> = new Set([T.ExportDefaultDeclaration, T.ExportSpecifier, T.MethodDefinition, T.Property, T.PropertyDefinition]);

const membersOfFiles = new WeakMap<TypedFile, ReadonlyMap<string, readonly TSESTree.MemberExpression[]>>();

/** The places of a file that name a method, or a function held by a field or a property. */
export function findMethodUses(file: TypedFile, fn: FunctionNode): readonly TSESTree.Node[] {
  const { parent } = climbTransparent(fn);
  if (parent?.type !== T.MethodDefinition && parent?.type !== T.PropertyDefinition && parent?.type !== T.Property) return [];
  const { key } = parent;
  if (parent.computed || (key.type !== T.Identifier && key.type !== T.PrivateIdentifier)) return [];
  const { checker } = file.compiler;
  const declaration = file.toTypeScript(parent);
  return (getMembers(file).get(key.name) ?? []).filter((member) =>
    checker.getSymbolAtLocation(file.toTypeScript(member.property))?.declarations?.some((candidate) => candidate === declaration),
  );
}

function getMembers(file: TypedFile): ReadonlyMap<string, readonly TSESTree.MemberExpression[]> {
  let known = membersOfFiles.get(file);
  if (!known) {
    const members = new Map<string, TSESTree.MemberExpression[]>();
    visitNodes(file.source, file.source.ast, (node) => {
      if (node.type !== T.MemberExpression || (node.property.type !== T.Identifier && node.property.type !== T.PrivateIdentifier)) return;
      const others = members.get(node.property.name);
      if (others) others.push(node);
      else members.set(node.property.name, [node]);
    });
    membersOfFiles.set(file, (known = members));
  }
  return known;
}
