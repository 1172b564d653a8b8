import type ts from 'typescript';

/** One program and the compiler it belongs to; nodes and types of two compilers never mix. */
export interface Compiler {
  readonly ts: typeof ts;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
}
