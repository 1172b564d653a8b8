import type ts from 'typescript';
import type { Compiler } from './compiler.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Receivers } from './receivers.ts';
import { getConstituents } from './type-shape.ts';

/** A function of the project with a body, or a class for what making an instance of it runs. */
export type ProjectFunction = ts.ClassLikeDeclaration | ts.FunctionLikeDeclaration;

/** Tells which function of the project a piece of code runs; `undefined` where it may be another one. */
export interface ProjectFunctions {
  /** For a call, a tagged template or a `new`. */
  findCalled(call: ts.CallLikeExpression): ProjectFunction | undefined;
  /** For a member that is read: its getter. */
  findRead(member: ts.PropertyAccessExpression): ProjectFunction | undefined;
  /** For a function handed over by its name. */
  findNamed(value: ts.Expression): ProjectFunction | undefined;
  findOfSymbol(symbol: ts.Symbol): ProjectFunction | undefined;
  /** For a member of a class or an object: its method, or the function that it holds. */
  findDeclared(member: ts.Symbol): ProjectFunction | undefined;
  /** The class that another one derives from. */
  findBase(owner: ts.ClassLikeDeclaration): ProjectFunction | undefined;
}

// Names for names for functions.
const DEPTH = 8;

export function createProjectFunctions({ checker, ts: tsc }: Compiler, { origins }: Receivers, index: ProjectIndex): ProjectFunctions {
  const { SymbolFlags } = tsc;

  function findValue(expression: ts.Expression, depth: number): ProjectFunction | undefined {
    const value = stripOuter(expression);
    if (depth > DEPTH) return undefined;
    if (tsc.isArrowFunction(value) || tsc.isFunctionExpression(value) || tsc.isClassExpression(value)) return value;
    if (tsc.isIdentifier(value)) return findSymbol(getShorthandSymbol(value) ?? checker.getSymbolAtLocation(value), depth);
    if (tsc.isPropertyAccessExpression(value)) return findMember(value.expression, value.name.text, checker.getSymbolAtLocation(value.name), depth);
    if (tsc.isElementAccessExpression(value) && tsc.isStringLiteralLike(value.argumentExpression)) {
      const { text } = value.argumentExpression;
      return findMember(value.expression, text, checker.getSymbolAtLocation(value.argumentExpression), depth);
    }
    return undefined;
  }

  function getShorthandSymbol(name: ts.Identifier): ts.Symbol | undefined {
    return tsc.isShorthandPropertyAssignment(name.parent) ? checker.getShorthandAssignmentValueSymbol(name.parent) : undefined;
  }

  function findSymbol(symbol: ts.Symbol | undefined, depth: number): ProjectFunction | undefined {
    const target = symbol && symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declarations = target?.declarations?.filter((node) => !tsc.isModuleDeclaration(node) && !tsc.isInterfaceDeclaration(node)) ?? [];
    const [first] = declarations;
    if (!first || declarations.some((node) => origins.isDependency(node))) return undefined;
    if (tsc.isFunctionDeclaration(first)) return findImplementation(declarations);
    if (declarations.length > 1) return undefined;
    if (tsc.isClassDeclaration(first)) return first;
    if (tsc.isExportAssignment(first)) return findValue(first.expression, depth + 1);
    if (tsc.isVariableDeclaration(first)) return isConstant(first) && first.initializer ? findValue(first.initializer, depth + 1) : undefined;
    return tsc.isBindingElement(first) ? findDestructured(first, depth) : undefined;
  }

  /** `const { load } = service` */
  function findDestructured({ name, parent, propertyName }: ts.BindingElement, depth: number): ProjectFunction | undefined {
    const { parent: declaration } = parent;
    if (!tsc.isObjectBindingPattern(parent) || !tsc.isVariableDeclaration(declaration) || !declaration.initializer || !isConstant(declaration)) return undefined;
    const key = propertyName ?? name;
    const property = tsc.isIdentifier(key) ? checker.getPropertyOfType(checker.getTypeAtLocation(declaration.initializer), key.text) : undefined;
    return property && findMember(declaration.initializer, property.name, property, depth + 1);
  }

  function isConstant({ parent }: ts.VariableDeclaration): boolean {
    return (parent.flags & tsc.NodeFlags.Const) !== 0;
  }

  function findMember(object: ts.Expression, name: string, symbol: ts.Symbol | undefined, depth: number): ProjectFunction | undefined {
    if (!symbol) return undefined;
    if (symbol.flags & (SymbolFlags.Alias | SymbolFlags.Function | SymbolFlags.Variable | SymbolFlags.Class)) return findSymbol(symbol, depth + 1);
    // A constant keeps the object that it is set to, whatever its type says.
    const literal = findObjectLiteral(object);
    const property = literal?.properties.find((candidate) => candidate.name && tsc.isIdentifier(candidate.name) && candidate.name.text === name);
    if (literal && (!property || literal.properties.some((candidate) => tsc.isSpreadAssignment(candidate) && candidate.pos > property.pos))) return undefined;
    const declarations = property ? [property] : (symbol.declarations ?? []);
    const [first] = declarations;
    if (!first || declarations.some((node) => origins.isDependency(node)) || new Set(declarations.map(({ parent }) => parent)).size > 1) return undefined;
    const owner = first.parent;
    if (tsc.isClassLike(owner) ? !isOwn(object, owner, name) : !tsc.isObjectLiteralExpression(owner) || isVaguelyTyped(object)) return undefined;
    if (tsc.isMethodDeclaration(first)) return findImplementation(declarations);
    if (tsc.isGetAccessor(first)) return undefined;
    if (declarations.length > 1) return undefined;
    if (tsc.isShorthandPropertyAssignment(first)) return findSymbol(checker.getShorthandAssignmentValueSymbol(first), depth + 1);
    if ((!tsc.isPropertyAssignment(first) && !tsc.isPropertyDeclaration(first)) || !first.initializer) return undefined;
    return findValue(first.initializer, depth + 1);
  }

  function findObjectLiteral(object: ts.Expression): ts.ObjectLiteralExpression | undefined {
    const value = stripOuter(object);
    const symbol = tsc.isIdentifier(value) ? checker.getSymbolAtLocation(value) : undefined;
    const target = symbol && symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const [declaration, ...others] = target?.declarations ?? [];
    if (!declaration || others.length > 0 || !tsc.isVariableDeclaration(declaration) || !isConstant(declaration) || !declaration.initializer) return undefined;
    const initializer = stripOuter(declaration.initializer);
    return tsc.isObjectLiteralExpression(initializer) && !origins.isDependency(declaration) ? initializer : undefined;
  }

  /** A mapped type or a union has the declarations of what it is made of, and other implementations. */
  function isVaguelyTyped(object: ts.Expression): boolean {
    const parts = getConstituents({ checker, ts: tsc } as Compiler, checker.getTypeAtLocation(object));
    return parts.length !== 1 || parts.some((part) => ((part as ts.ObjectType).objectFlags & tsc.ObjectFlags.Mapped) !== 0);
  }

  /** Is a member the one of its class, and not one that a subclass has in its place? */
  function isOwn(object: ts.Expression, owner: ts.ClassLikeDeclaration, member: string): boolean {
    const value = stripOuter(object);
    if (value.kind === tsc.SyntaxKind.SuperKeyword || isExact(value)) return true;
    if (isVaguelyTyped(object)) return false;
    const [part] = getConstituents({ checker, ts: tsc } as Compiler, checker.getTypeAtLocation(object));
    const type = part && part.flags & tsc.TypeFlags.TypeParameter ? (checker.getBaseConstraintOfType(part) ?? part) : part;
    const isClass = (type?.isIntersection() ? type.types : type ? [type] : []).some((one) => ((one.getSymbol()?.flags ?? 0) & SymbolFlags.Class) !== 0);
    return isClass && !index.isOverridden(owner, member);
  }

  /** Is the class of an object known exactly: is it made on the spot, or the class itself? */
  function isExact(object: ts.Expression): boolean {
    if (tsc.isNewExpression(object)) return true;
    if (!tsc.isIdentifier(object)) return false;
    const symbol = checker.getSymbolAtLocation(object);
    const target = symbol && symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (target && target.flags & SymbolFlags.Class) return true;
    const declaration = target?.valueDeclaration;
    if (!declaration || !tsc.isVariableDeclaration(declaration) || !isConstant(declaration) || !declaration.initializer) return false;
    return tsc.isNewExpression(stripOuter(declaration.initializer));
  }

  /** The one declaration of a function that has a body: the others are overloads. */
  function findImplementation(declarations: readonly ts.Declaration[]): ProjectFunction | undefined {
    const found = declarations.filter((node): node is ts.FunctionDeclaration | ts.MethodDeclaration => (tsc.isFunctionDeclaration(node) || tsc.isMethodDeclaration(node)) && node.body !== undefined);
    return found.length === 1 ? found[0] : undefined;
  }

  function stripOuter(expression: ts.Expression): ts.Expression {
    let value = expression;
    while (tsc.isParenthesizedExpression(value) || tsc.isAsExpression(value) || tsc.isSatisfiesExpression(value) || tsc.isNonNullExpression(value)) value = value.expression;
    return value;
  }

  return {
    findCalled(call) {
      if (!tsc.isCallExpression(call) && !tsc.isNewExpression(call) && !tsc.isTaggedTemplateExpression(call)) return undefined;
      const callee = tsc.isTaggedTemplateExpression(call) ? call.tag : call.expression;
      if (callee.kind === tsc.SyntaxKind.SuperKeyword) {
        const owner = findOwner(call);
        return owner && findBase(owner);
      }
      const found = findValue(callee, 0);
      return found && tsc.isClassLike(found) === tsc.isNewExpression(call) ? found : undefined;
    },
    findNamed: (value) => findValue(value, 0),
    findOfSymbol: (symbol) => findSymbol(symbol, 0),
    findBase,
    findDeclared({ declarations = [] }) {
      const [first] = declarations;
      if (!first || origins.isDependency(first)) return undefined;
      if (tsc.isMethodDeclaration(first)) return findImplementation(declarations);
      return (tsc.isPropertyAssignment(first) || tsc.isPropertyDeclaration(first)) && first.initializer ? findValue(first.initializer, 0) : undefined;
    },
    findRead(member) {
      const symbol = checker.getSymbolAtLocation(member.name);
      const declarations = symbol?.declarations ?? [];
      const getter = declarations.find(tsc.isGetAccessor);
      if (!getter?.body || origins.isDependency(getter) || declarations.some(({ parent }) => parent !== getter.parent)) return undefined;
      if (tsc.isClassLike(getter.parent)) return isOwn(member.expression, getter.parent, member.name.text) ? getter : undefined;
      return tsc.isObjectLiteralExpression(getter.parent) && !isVaguelyTyped(member.expression) ? getter : undefined;
    },
  };

  function findBase(owner: ts.ClassLikeDeclaration): ProjectFunction | undefined {
    const heritage = owner.heritageClauses?.find(({ token }) => token === tsc.SyntaxKind.ExtendsKeyword)?.types[0];
    const found = heritage && findValue(heritage.expression, 0);
    return found && tsc.isClassLike(found) ? found : undefined;
  }

  /** The class that a `super(…)` is written in. */
  function findOwner(call: ts.Node): ts.ClassLikeDeclaration | undefined {
    let owner: ts.Node = call;
    while (!tsc.isClassLike(owner) && !tsc.isSourceFile(owner)) owner = owner.parent;
    return tsc.isClassLike(owner) ? owner : undefined;
  }
}
