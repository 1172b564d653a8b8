import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import { climbTransparent, isFunction, stripTransparent, visitNodes } from './syntax.ts';

type Variable = TSESLint.Scope.Variable;

/** Tells which expressions may hold the handle of one transaction. */
export interface Mentions {
  /** Does an expression use the handle, or anything made with it? */
  has(node: TSESTree.Node): boolean;
  /** Is it the handle itself? */
  isHandle(node: TSESTree.Node): boolean;
  /** May a variable, or what it holds, have been given the handle? */
  isTouched(variable: Variable): boolean;
}

/** `path` is the handle as text where it is no variable: `this.queryRunner`. */
export function createMentions(file: TypedFile, handles: ReadonlySet<Variable>, path: string | undefined): Mentions {
  const known = new Map<Variable, boolean>();
  const touched = new Map<Variable, boolean>();

  function has(root: TSESTree.Node): boolean {
    let found = false;
    visitNodes(file.source, root, (node) => {
      if (found) return 'skip';
      if (isHandle(node)) found = true;
      else if (node.type === T.Identifier && isValue(node)) {
        const variable = file.variableOf(node);
        if (variable && isMadeWith(variable)) found = true;
      }
      return undefined;
    });
    return found;
  }

  function isHandle(node: TSESTree.Node): boolean {
    if (path !== undefined && node.type === T.MemberExpression) return file.source.getText(node) === path;
    if (node.type !== T.Identifier || !isValue(node)) return false;
    const variable = file.variableOf(node);
    return variable !== undefined && handles.has(variable);
  }

  /** Is a variable set to something that uses the handle? */
  function isMadeWith(variable: Variable): boolean {
    if (handles.has(variable)) return true;
    let answer = known.get(variable);
    if (answer === undefined) {
      known.set(variable, false); // A variable made with itself adds nothing.
      answer = listValues(variable).some(has);
      known.set(variable, answer);
    }
    return answer;
  }

  function isTouched(variable: Variable): boolean {
    let answer = touched.get(variable);
    if (answer === undefined) {
      touched.set(variable, false);
      answer = isMadeWith(variable) || variable.references.some(({ identifier }) => isGivenHandle(identifier));
      touched.set(variable, answer);
    }
    return answer;
  }

  /** `options.transaction = t`, `doc.$session(session)`, `Object.assign(options, { transaction: t })` */
  function isGivenHandle(identifier: TSESTree.Node): boolean {
    let current = climbTransparent(identifier);
    while (current.parent?.type === T.MemberExpression && current.parent.object === current) current = climbTransparent(current.parent);
    const { parent } = current;
    if (parent?.type === T.AssignmentExpression) return parent.left === current && has(parent.right);
    if (parent?.type !== T.CallExpression && parent?.type !== T.NewExpression) return false;
    return parent.arguments.some((argument) => argument !== current && has(argument));
  }

  return { has, isHandle, isTouched };
}

/** What a variable may be set to. */
function listValues({ defs, references }: Variable): readonly TSESTree.Node[] {
  const values = references.flatMap(({ writeExpr }) => writeExpr ?? []);
  for (const { node } of defs) {
    if (node.type === T.VariableDeclarator && node.init) values.push(node.init);
    const call = isFunction(node) ? climbTransparent(node).parent : undefined;
    // `rows.map((row) => …)`: the rows come from what the callback is given to.
    const callee = call?.type === T.CallExpression && call.callee !== node ? stripTransparent(call.callee) : undefined;
    if (callee?.type === T.MemberExpression) values.push(callee.object);
  }
  return values;
}

/** Does a name stand for a value, rather than for a member, a key or a type? */
function isValue(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === T.MemberExpression) return parent.object === node || parent.computed;
  if (parent.type === T.Property) return parent.value === node || parent.computed;
  return !parent.type.startsWith('TSType');
}
