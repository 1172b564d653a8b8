import type ts from 'typescript';
import type { ServedFunctions } from '../analysis/served-functions.ts';
import type { TypedFile } from './file.ts';

type Mark = 'callbacks' | 'decorators' | 'parameters' | 'takenBy';

/** Does a framework run a function, by what its parameters are, by a decorator, or by where it is given? */
export function isServed(file: TypedFile, fn: ts.SignatureDeclaration): boolean {
  const { knowledge: { served } } = file;
  return served.length > 0 && (isGivenToFramework(file, fn) || isMarked(file, fn) || hasParameter(file, fn, 'parameters'));
}

/** Must a function not be async, because it calls back once it is done? */
export function isBoundToBeSync(file: TypedFile, fn: ts.SignatureDeclaration): boolean {
  return hasParameter(file, fn, 'callbacks');
}

/** Is a function, or what names it, an argument of a call that takes handlers, or part of such an argument? */
export function isGivenToFramework({ compiler: { checker, ts: tsc }, knowledge: { served }, receivers: { origins } }: TypedFile, value: ts.Node): boolean {
  let current = value;
  for (let { parent } = current; ; current = parent, { parent } = current) {
    if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) break;
    const isPart = tsc.isPropertyAssignment(parent) ? parent.initializer === current : tsc.isObjectLiteralExpression(parent) || tsc.isArrayLiteralExpression(parent) || tsc.isParenthesizedExpression(parent) || tsc.isAsExpression(parent) || tsc.isSatisfiesExpression(parent);
    if (!isPart) return false;
  }
  const call = current.parent as ts.CallExpression | ts.NewExpression;
  const name = call.expression === current ? undefined : getName(tsc, call.expression);
  if (name === undefined || !served.some(({ takenBy }) => takenBy?.includes(name))) return false;
  const declaration = checker.getResolvedSignature(call)?.declaration;
  return declaration !== undefined && isListed(served, 'takenBy', name, origins.of(declaration));
}

/** `@Get() show() { … }` */
function isMarked({ compiler: { checker, ts: tsc }, knowledge: { served }, receivers: { origins } }: TypedFile, fn: ts.SignatureDeclaration): boolean {
  return (tsc.canHaveDecorators(fn) ? (tsc.getDecorators(fn) ?? []) : []).some(({ expression }) => {
    const decorator = tsc.isCallExpression(expression) ? expression.expression : expression;
    const symbol = checker.getSymbolAtLocation(decorator);
    const target = symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target?.declarations?.[0];
    return target !== undefined && declaration !== undefined && isListed(served, 'decorators', target.name, origins.of(declaration));
  });
}

/** `(request: Request, response: Response) => …`, whether its types are written or come from where it stands. */
function hasParameter({ compiler: { checker }, knowledge: { served }, receivers: { origins } }: TypedFile, { parameters }: ts.SignatureDeclaration, mark: 'callbacks' | 'parameters'): boolean {
  return parameters.some((parameter) => {
    const type = checker.getTypeAtLocation(parameter);
    const symbols = [type.aliasSymbol, type.getSymbol(), ...(type.isIntersection() ? type.types.map((part) => part.getSymbol()) : [])];
    return symbols.some((symbol) => {
      const declaration = symbol?.declarations?.[0];
      return symbol !== undefined && declaration !== undefined && isListed(served, mark, symbol.name, origins.of(declaration));
    });
  });
}

function isListed(served: readonly ServedFunctions[], mark: Mark, name: string, origin: string): boolean {
  return served.some((framework) => framework.packages.includes(origin) && framework[mark]?.includes(name));
}

function getName(tsc: typeof ts, callee: ts.Expression): string | undefined {
  if (tsc.isIdentifier(callee)) return callee.text;
  return tsc.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}
