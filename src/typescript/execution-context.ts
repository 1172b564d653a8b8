import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { TypedFile } from './file.ts';
import { matchesNamedFunction } from './named-functions.ts';
import { climbTransparent, findEnclosingFunction, isFunction, type FunctionNode } from './syntax.ts';

/** Tells where the code of one file runs. */
export interface ExecutionContexts {
  of(node: TSESTree.Node): ExecutionContext;
  /** Is the callback run on the spot by the call that it is an argument of? */
  isRunByCall(callback: TSESTree.Node): boolean;
}

// Their callbacks run after the function that passes them has gone on.
const DEFERRED = new Set(['FinalizationRegistry', 'Promise', 'PromiseLike']);

export function createExecutionContexts(file: TypedFile): ExecutionContexts {
  const { compiler: { ts, program } } = file;
  const inline = new Map<FunctionNode, boolean>();
  let moduleCanAwait: boolean | undefined;

  function of(node: TSESTree.Node): ExecutionContext {
    const enclosing = findEnclosingFunction(node);
    if (enclosing === undefined) return { kind: 'module', canAwait: (moduleCanAwait ??= hasTopLevelAwait(file)) };
    if (enclosing === 'class') return { kind: 'sync', canAwait: false };
    const { fn, inParameters } = enclosing;
    if (fn.async) return { kind: 'async', canAwait: !inParameters };
    if (isOffloaded(fn)) return { kind: 'offloaded', canAwait: false };
    return { kind: isInline(fn) ? 'inline' : 'sync', canAwait: false };
  }

  function isInline(fn: FunctionNode): boolean {
    if (fn.generator) return false;
    let known = inline.get(fn);
    if (known === undefined) {
      inline.set(fn, false); // A function that only calls itself is run by nobody.
      known = isUsedInline(fn) || getReferences(fn).some((reference) => isUsedInline(reference));
      inline.set(fn, known);
    }
    return known;
  }

  /** Is the function called here, or passed to something that calls it here, in code that an async function runs? */
  function isUsedInline(node: TSESTree.Node): boolean {
    const value = climbTransparent(node);
    const { parent } = value;
    if (parent?.type !== T.CallExpression && parent?.type !== T.NewExpression) return false;
    if (parent.callee !== value && !isRunByCall(value)) return false;
    const { kind } = of(parent);
    return kind === 'async' || kind === 'inline';
  }

  function isRunByCall(callback: TSESTree.Node): boolean {
    const { parent } = callback;
    if (parent?.type !== T.CallExpression && parent?.type !== T.NewExpression) return false;
    const declaration = file.signatureOf(parent)?.declaration;
    if (!declaration || !program.isSourceFileDefaultLibrary(declaration.getSourceFile())) return false;
    if (!/(?:^|[\\/])lib\.(?:es|decorators)/u.test(declaration.getSourceFile().fileName)) return false;
    const owner = declaration.parent;
    return !(ts.isInterfaceDeclaration(owner) && DEFERRED.has(owner.name.text));
  }

  /** Uses of a function by its name, when it is nested in another function. */
  function getReferences(fn: FunctionNode): TSESTree.Node[] {
    if (typeof findEnclosingFunction(fn) !== 'object') return [];
    const holder = climbTransparent(fn);
    const declaration = fn.type === T.FunctionDeclaration ? fn : holder.parent?.type === T.VariableDeclarator ? holder.parent : undefined;
    if (!declaration) return [];
    return (file.source.scopeManager?.getDeclaredVariables(declaration) ?? [])
      .filter(({ name }) => declaration.id?.type === T.Identifier && declaration.id.name === name)
      .flatMap(({ references }) => references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier));
  }

  function isOffloaded(fn: FunctionNode): boolean {
    const value = climbTransparent(fn);
    const { parent } = value;
    return parent?.type === T.CallExpression && parent.callee !== value && matchesNamedFunction(file, parent, file.knowledge.configuration.offloaders);
  }

  return { of, isRunByCall };
}

function hasTopLevelAwait({ source, compiler: { ts, program }, toTypeScript }: TypedFile): boolean {
  if (source.ast.sourceType !== 'module') return false;
  const { module = ts.ModuleKind.None, target = ts.ScriptTarget.ES5 } = program.getCompilerOptions();
  const file = toTypeScript(source.ast).getSourceFile();
  if (target < ts.ScriptTarget.ES2017 || !ts.isExternalModule(file)) return false;
  if (module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext) return file.impliedNodeFormat === ts.ModuleKind.ESNext;
  return module >= ts.ModuleKind.ES2022 || module === ts.ModuleKind.System;
}

/** The function whose code a node belongs to, looking through callbacks that run on the spot. */
export function findHandler(node: TSESTree.Node, contexts: ExecutionContexts): FunctionNode | undefined {
  for (let current: TSESTree.Node = node; ; ) {
    const enclosing = findEnclosingFunction(current);
    if (typeof enclosing !== 'object') return undefined;
    const value = climbTransparent(enclosing.fn);
    if (!isFunction(value) || !contexts.isRunByCall(value)) return enclosing.fn;
    current = enclosing.fn;
  }
}
