import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';
import { getMemberName, stripTransparent } from './syntax.ts';
import { getModuleType } from './modules.ts';

/** A local name for a member of something else: imported, destructured or assigned. */
export interface Binding {
  readonly variable: TSESLint.Scope.Variable;
  /** The member's own name, and where it is written. */
  readonly name: string;
  readonly key: TSESTree.Node;
  /** What the member belongs to: an expression, a pattern, or the specifier of a module. */
  readonly source: TSESTree.Node;
  /** The element of an import or of a pattern that makes the name; `undefined` for an assignment. */
  readonly element: TSESTree.ImportSpecifier | TSESTree.Property | undefined;
}

/** The member that a variable stands for as long as it lives. */
export function findBinding(variable: TSESLint.Scope.Variable): Binding | undefined {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0 || variable.references.some((reference) => reference.isWrite() && !reference.init)) return undefined;
  const { name: local, node } = definition;
  if (node.type === T.ImportSpecifier) {
    const { imported, parent } = node;
    return imported.type === T.Identifier ? { variable, name: imported.name, key: imported, source: (parent as TSESTree.ImportDeclaration).source, element: node } : undefined;
  }
  const { parent } = local;
  if (parent.type === T.Property && parent.value === local && parent.parent.type === T.ObjectPattern) {
    const { key } = parent;
    return !parent.computed && key.type === T.Identifier ? { variable, name: key.name, key, source: parent.parent, element: parent } : undefined;
  }
  const method = node.type === T.VariableDeclarator && node.id === local && node.init ? stripBind(stripTransparent(node.init)) : undefined;
  const name = method && getMemberName(method);
  return method && name !== undefined ? { variable, name, key: method.property, source: method.object, element: undefined } : undefined;
}

/** The type that a binding's member is looked up on. */
export function typeOfSource(file: TypedFile, source: TSESTree.Node): ts.Type {
  const module = source.parent?.type === T.ImportDeclaration ? file.compiler.checker.getSymbolAtLocation(file.toTypeScript(source)) : undefined;
  return module ? getModuleType(file.compiler, module) : file.typeOf(source);
}

/** `x.get` of `x.get` and of `x.get.bind(x)`. */
function stripBind(init: TSESTree.Node): TSESTree.MemberExpression | undefined {
  if (init.type === T.MemberExpression) return init;
  if (init.type !== T.CallExpression || init.callee.type !== T.MemberExpression || getMemberName(init.callee) !== 'bind') return undefined;
  const method = stripTransparent(init.callee.object);
  return method.type === T.MemberExpression ? method : undefined;
}
