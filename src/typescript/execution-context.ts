import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { TypedFile } from './file.ts';
import { findCallOf, findUses } from './function-uses.ts';
import { findLibraryRunner } from './library-runners.ts';
import { matchesNamedFunction } from './named-functions.ts';
import { isGivenToFramework, isServed } from './served-functions.ts';
import { climbTransparent, findEnclosingFunction, isFunction, type FunctionNode } from './syntax.ts';

/** Tells where the code of one file runs. */
export interface ExecutionContexts {
  of(node: TSESTree.Node): ExecutionContext;
  /** Is the callback run on the spot by the call that it is an argument of? */
  isRunByCall(callback: TSESTree.Node): boolean;
  /** The function of the standard library that runs a callback on the spot: `Array.map`, `ArrayConstructor.from`. */
  findRunner(callback: TSESTree.Node): string | undefined;
}

export function createExecutionContexts(file: TypedFile): ExecutionContexts {
  const { offloaders } = file.knowledge.configuration;
  const inline = new Map<FunctionNode, boolean>();
  const asked = new Set<FunctionNode>();
  const served = new Map<FunctionNode, boolean>();
  let moduleCanAwait: boolean | undefined;

  function of(node: TSESTree.Node): ExecutionContext {
    const enclosing = findEnclosingFunction(node);
    if (enclosing === undefined) return { kind: 'module', canAwait: (moduleCanAwait ??= hasTopLevelAwait(file)) && !isInNamespace(node) };
    if (enclosing === 'class') return ofClassElement(node);
    const { fn, inParameters } = enclosing;
    if (offloaders.length > 0 && isOffloaded(fn)) return { kind: 'offloaded', canAwait: fn.async && !inParameters };
    if (fn.async) return { kind: 'async', canAwait: !inParameters };
    return { kind: isInline(fn) ? 'inline' : isServedHere(fn) ? 'served' : 'sync', canAwait: false };
  }

  /** Does a framework run the function, or one around it that runs it on the spot? */
  function isServedHere(fn: FunctionNode): boolean {
    let known = served.get(fn);
    if (known === undefined) {
      served.set(fn, false); // A function that calls itself is not served for that.
      served.set(fn, (known = !fn.generator && isServedOrRunSo(fn)));
    }
    return known;
  }

  function isServedOrRunSo(fn: FunctionNode): boolean {
    const node = file.toTypeScript(fn.parent.type === T.MethodDefinition ? fn.parent : fn);
    if (file.compiler.ts.isFunctionLike(node) && isServed(file, node)) return true;
    const { isOpen, places } = findUses(file, fn);
    if (places.some((place) => place !== climbTransparent(fn) && isGivenToFramework(file, file.toTypeScript(place)))) return true;
    const isServedPlace = (place: TSESTree.Node): boolean => {
      const value = climbTransparent(place);
      const call = findCallOf(value) ?? (isRunByCall(value) ? value.parent : undefined);
      return call !== undefined && of(call).kind === 'served';
    };
    if (typeof findEnclosingFunction(fn) === 'object') return places.some(isServedPlace);
    return !isOpen && places.length > 0 && places.every(isServedPlace);
  }

  /** Static fields and blocks run where the class stands, the others when somebody makes an instance. */
  function ofClassElement(node: TSESTree.Node): ExecutionContext {
    let element: TSESTree.Node | undefined = node;
    while (element && element.type !== T.StaticBlock && element.type !== T.PropertyDefinition && element.type !== T.AccessorProperty) element = element.parent;
    if (!element || (element.type !== T.StaticBlock && !element.static)) return { kind: 'sync', canAwait: false };
    const { kind } = of(element.parent);
    return { kind: kind === 'async' ? 'inline' : kind, canAwait: false };
  }

  function isInline(fn: FunctionNode): boolean {
    const known = inline.get(fn);
    if (known !== undefined || fn.generator || asked.has(fn)) return known ?? false;
    const isFirst = asked.size === 0;
    asked.add(fn);
    const answer = isRunInline(fn);
    // Those asked on the way may have got a negative answer from a circle only.
    if (answer || isFirst) inline.set(fn, answer);
    if (isFirst) asked.clear();
    return answer;
  }

  function isRunInline(fn: FunctionNode): boolean {
    const { places, isOpen } = findUses(file, fn);
    if (typeof findEnclosingFunction(fn) === 'object') return places.some(isPlaceInline);
    // A function of the module is for sync callers too, unless no such caller can be.
    return !isOpen && places.length > 0 && places.every(isPlaceInline);
  }

  /** Is the function called here, or passed to something that calls it here, in code that an async function runs? */
  function isPlaceInline(place: TSESTree.Node): boolean {
    const value = climbTransparent(place);
    const call = findCallOf(value) ?? (isRunByCall(value) ? value.parent : undefined);
    if (!call) return false;
    const { kind } = of(call);
    return kind === 'async' || kind === 'inline';
  }

  function isRunByCall(callback: TSESTree.Node): boolean {
    return findRunner(callback) !== undefined;
  }

  function findRunner(callback: TSESTree.Node): string | undefined {
    const { parent } = callback;
    if (parent?.type !== T.CallExpression && parent?.type !== T.NewExpression) return undefined;
    const index = parent.arguments.findIndex((argument) => argument === callback);
    return index < 0 ? undefined : findLibraryRunner(file.compiler, file.signatureOf(parent)?.declaration, index);
  }

  /** Is the function, or one around it, given to nobody but offloaders? */
  function isOffloaded(fn: FunctionNode): boolean {
    const { places, isOpen } = findUses(file, fn);
    if (!isOpen && places.length > 0 && places.every(isPlaceOffloaded)) return true;
    const outer = findEnclosingFunction(fn);
    return typeof outer === 'object' && isOffloaded(outer.fn);
  }

  function isPlaceOffloaded(place: TSESTree.Node): boolean {
    const value = climbTransparent(place);
    const { parent } = value;
    return parent?.type === T.CallExpression && parent.callee !== value && matchesNamedFunction(file, parent, offloaders);
  }

  return { of, isRunByCall, findRunner };
}

function isInNamespace(node: TSESTree.Node): boolean {
  for (let current: TSESTree.Node | undefined = node; current; current = current.parent) if (current.type === T.TSModuleBlock) return true;
  return false;
}

function hasTopLevelAwait({ source, compiler: { ts: tsc, program }, toTypeScript }: TypedFile): boolean {
  if (source.ast.sourceType !== 'module') return false;
  const { module, target } = program.getCompilerOptions();
  const file = toTypeScript(source.ast).getSourceFile();
  if (module === undefined || target === undefined || target < tsc.ScriptTarget.ES2017 || !tsc.isExternalModule(file)) return false;
  if (module >= tsc.ModuleKind.Node16 && module <= tsc.ModuleKind.NodeNext) return file.impliedNodeFormat === tsc.ModuleKind.ESNext;
  return module >= tsc.ModuleKind.ES2022;
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
