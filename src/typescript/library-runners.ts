import type ts from 'typescript';
import type { Compiler } from './compiler.ts';

// Their callbacks run after the function that passes them has gone on.
const DEFERRED = new Set(['AsyncDisposableStack', 'DisposableStack', 'FinalizationRegistryConstructor', 'Promise', 'PromiseLike']);

/** The function of the standard library that a declaration is of, if it runs the callback at an index on the spot: `Array.map`. */
export function findLibraryRunner(compiler: Compiler, declaration: ts.SignatureDeclaration | ts.JSDocSignature | undefined, index: number): string | undefined {
  const { program, ts: tsc } = compiler;
  if (!declaration || tsc.isJSDocSignature(declaration) || !program.isSourceFileDefaultLibrary(declaration.getSourceFile())) return undefined;
  if (!/(?:^|[\\/])lib\.es/u.test(declaration.getSourceFile().fileName)) return undefined;
  const owner = declaration.parent;
  if (!tsc.isInterfaceDeclaration(owner) || DEFERRED.has(owner.name.text) || isLazy(compiler, declaration, owner) || !takesCallback(compiler, declaration, index)) return undefined;
  return `${owner.name.text}.${declaration.name && tsc.isIdentifier(declaration.name) ? declaration.name.text : ''}`;
}

/** `push(f)` keeps a function that it takes for a value, `map(f)` asks for a function and calls it. */
function takesCallback({ checker, ts: tsc }: Compiler, { parameters }: ts.SignatureDeclaration, index: number): boolean {
  const declared = parameters.filter(({ name }) => !tsc.isIdentifier(name) || name.text !== 'this')[index];
  return declared !== undefined && checker.getNonNullableType(checker.getTypeAtLocation(declared)).getCallSignatures().length > 0;
}

/** An iterator's `map` gives another iterator, which calls back once somebody asks it for values. */
function isLazy({ checker }: Compiler, declaration: ts.SignatureDeclaration, owner: ts.InterfaceDeclaration): boolean {
  if (owner.name.text !== 'IteratorObject') return false;
  return checker.getSignatureFromDeclaration(declaration)?.getReturnType().getSymbol()?.name === 'IteratorObject';
}
