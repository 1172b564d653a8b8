import type { TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';

/** Tells whether a function of the project runs the callback it is given inside a transaction. */
export function createWrappers(file: TypedFile): (call: TSESTree.CallExpression, callback: TSESTree.Node) => boolean {
  const { checker, ts: tsc } = file.compiler;
  const known = new Map<ts.Node, boolean>();

  function forwards(declaration: ts.SignatureDeclaration, index: number): boolean {
    const parameter = declaration.parameters[index] ?? declaration.parameters.at(-1);
    const body = 'body' in declaration ? declaration.body : undefined;
    if (!parameter || !body || !tsc.isIdentifier(parameter.name)) return false;
    let answer = known.get(parameter);
    if (answer === undefined) {
      known.set(parameter, false); // A wrapper that only calls itself opens nothing.
      answer = opensTransaction(body) && mentions(body, parameter.name);
      known.set(parameter, answer);
    }
    return answer;
  }

  /** Is a transaction opened anywhere in a function's body? */
  function opensTransaction(body: ts.Node): boolean {
    return some(body, (node) => tsc.isCallExpression(node) && (isOpening(node) || node.arguments.some(isBeginning) || isCallOfWrapper(node)));
  }

  function isOpening({ expression }: ts.CallExpression): boolean {
    const name = tsc.isPropertyAccessExpression(expression) ? expression.name.text : tsc.isIdentifier(expression) ? expression.text : '';
    if (!file.receivers.definitions.names.has(name) && !tsc.isIdentifier(expression)) return false;
    if (tsc.isPropertyAccessExpression(expression)) return isOpener(file.receivers.find(checker.getTypeAtLocation(expression.expression))?.operation(name)?.transaction?.kind);
    const symbol = checker.getSymbolAtLocation(expression);
    const target = symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : undefined;
    const declaration = target?.declarations?.[0];
    if (!target || !declaration || !file.receivers.origins.isDependency(declaration)) return false;
    return isOpener(file.receivers.findModule(file.receivers.origins.of(declaration))?.operation(target.name)?.transaction?.kind);
  }

  function isBeginning(argument: ts.Expression): boolean {
    return tsc.isStringLiteralLike(argument) && /^\s*(?:begin|savepoint)\b/iu.test(argument.text) && file.knowledge.readSql(argument.text).at(-1)?.kind === 'begin';
  }

  function isCallOfWrapper(call: ts.CallExpression): boolean {
    const declaration = checker.getResolvedSignature(call)?.declaration;
    if (!declaration || tsc.isJSDocSignature(declaration) || declaration.getSourceFile().isDeclarationFile) return false;
    return call.arguments.some((argument, index) => checker.getTypeAtLocation(argument).getCallSignatures().length > 0 && forwards(declaration, index));
  }

  function mentions(body: ts.Node, { text }: ts.Identifier): boolean {
    return some(body, (node) => tsc.isIdentifier(node) && node.text === text);
  }

  function some(root: ts.Node, test: (node: ts.Node) => boolean): boolean {
    const visit = (node: ts.Node): boolean => test(node) || (tsc.forEachChild(node, visit) ?? false);
    return visit(root);
  }

  return (call, callback) => {
    const declaration = file.signatureOf(call)?.declaration;
    if (!declaration || tsc.isJSDocSignature(declaration) || declaration.getSourceFile().isDeclarationFile) return false;
    return forwards(declaration, call.arguments.findIndex((argument) => argument === callback));
  };
}

function isOpener(kind: string | undefined): boolean {
  return kind === 'callback' || kind === 'begin' || kind === 'disposable';
}
