import type { Alias, AsyncFunctionDef, ClassDef, Expression, FunctionDef, Import, ImportFrom, Pattern, Statement } from '../../parser/index.ts';

/** How a name gets its value in a scope. */
export type Binding =
  | { readonly kind: 'function'; readonly node: FunctionDef | AsyncFunctionDef }
  | { readonly kind: 'class'; readonly node: ClassDef }
  | { readonly kind: 'import'; readonly node: Import; readonly alias: Alias }
  | { readonly kind: 'from-import'; readonly node: ImportFrom; readonly alias: Alias }
  | { readonly kind: 'assignment'; readonly value: Expression; readonly path: Path }
  | { readonly kind: 'annotation'; readonly annotation: Expression; readonly value: Expression | null }
  | { readonly kind: 'iteration'; readonly iterable: Expression; readonly path: Path; readonly async: boolean }
  | { readonly kind: 'entering'; readonly manager: Expression; readonly path: Path; readonly async: boolean }
  /** Deleted, caught, captured by a pattern, changed in place: nothing is known. */
  | { readonly kind: 'opaque' };

/** Positions inside nested targets, outermost first; -1 for a starred one. */
export type Path = readonly number[];

export interface Bindings {
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  readonly stars: readonly ImportFrom[];
  readonly globals: ReadonlySet<string>;
}

const OPAQUE: Binding = { kind: 'opaque' };
const ROOT: Path = [];
// Deeper statements belong to generated code, whose names then stay unknown.
const DEEPEST = 200;

/** The names that statements bind, without looking into the functions and classes among them. */
export function readBindings(body: readonly Statement[]): Bindings {
  const collector = new Collector();
  collector.visitAll(body, 0);
  return collector;
}

class Collector implements Bindings {
  readonly names = new Map<string, Binding[]>();
  readonly stars: ImportFrom[] = [];
  readonly globals = new Set<string>();

  visitAll(body: readonly Statement[], depth: number): void {
    if (depth < DEEPEST) for (const statement of body) this.#visit(statement, depth + 1);
  }

  #visit(node: Statement, depth: number): void {
    switch (node.type) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        { this.#add(node.name, { kind: 'function', node }); return; }
      case 'ClassDef':
        { this.#add(node.name, { kind: 'class', node }); return; }
      case 'Import':
        for (const alias of node.names) this.#add(alias.asname ?? alias.name.split('.', 1)[0] ?? '', { kind: 'import', node, alias });
        return undefined;
      case 'ImportFrom':
        for (const alias of node.names) {
          if (alias.name === '*') this.stars.push(node);
          else {
            // What is imported twice is what comes last, outside of any branch.
            if (depth === 1) this.names.delete(alias.asname ?? alias.name);
            this.#add(alias.asname ?? alias.name, { kind: 'from-import', node, alias });
          }
        }
        return undefined;
      case 'Assign':
        for (const target of node.targets) this.#addTarget(target, (path) => ({ kind: 'assignment', value: node.value, path }));
        return undefined;
      case 'AnnAssign':
        if (node.target.type === 'Name') this.#add(node.target.id, { kind: 'annotation', annotation: node.annotation, value: node.value });
        return undefined;
      case 'AugAssign':
        { this.#addTarget(node.target, () => OPAQUE); return; }
      case 'Global':
        for (const name of node.names) this.globals.add(name);
        return undefined;
      case 'Delete':
        return undefined;
      default:
        { this.#visitBlock(node, depth); return; }
    }
  }

  #visitBlock(node: Statement, depth: number): void {
    switch (node.type) {
      case 'For':
      case 'AsyncFor':
        this.#addTarget(node.target, (path) => ({ kind: 'iteration', iterable: node.iter, path, async: node.type === 'AsyncFor' }));
        this.visitAll(node.body, depth);
        { this.visitAll(node.orelse, depth); return; }
      case 'With':
      case 'AsyncWith':
        for (const { context_expr: manager, optional_vars: target } of node.items) {
          if (target) this.#addTarget(target, (path) => ({ kind: 'entering', manager, path, async: node.type === 'AsyncWith' }));
        }
        { this.visitAll(node.body, depth); return; }
      case 'If':
      case 'While':
        this.visitAll(node.body, depth);
        { this.visitAll(node.orelse, depth); return; }
      case 'Try':
      case 'TryStar':
        this.visitAll(node.body, depth);
        for (const { name, body } of node.handlers) {
          if (name !== null) this.#add(name, OPAQUE);
          this.visitAll(body, depth);
        }
        this.visitAll(node.orelse, depth);
        { this.visitAll(node.finalbody, depth); return; }
      case 'Match':
        for (const { pattern, body } of node.cases) {
          for (const name of readCaptures(pattern)) this.#add(name, OPAQUE);
          this.visitAll(body, depth);
        }
        return undefined;
      default:
        return undefined;
    }
  }

  #addTarget(target: Expression, create: (path: Path) => Binding, path: Path = ROOT): void {
    if (target.type === 'Name') this.#add(target.id, create(path));
    if (target.type === 'Starred') this.#addTarget(target.value, create, [...path, -1]);
    if (target.type === 'Tuple' || target.type === 'List') {
      for (const [index, element] of target.elts.entries()) this.#addTarget(element, create, element.type === 'Starred' ? path : [...path, index]);
    }
  }

  #add(name: string, binding: Binding): void {
    const known = this.names.get(name);
    if (known) known.push(binding);
    else this.names.set(name, [binding]);
  }
}

/** The names that a pattern captures. */
export function readCaptures(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'MatchAs':
      return [...(pattern.name === null ? [] : [pattern.name]), ...(pattern.pattern ? readCaptures(pattern.pattern) : [])];
    case 'MatchStar':
      return pattern.name === null ? [] : [pattern.name];
    case 'MatchMapping':
      return [...(pattern.rest === null ? [] : [pattern.rest]), ...pattern.patterns.flatMap(readCaptures)];
    case 'MatchClass':
      return [...pattern.patterns, ...pattern.kwd_patterns].flatMap(readCaptures);
    case 'MatchOr':
    case 'MatchSequence':
      return pattern.patterns.flatMap(readCaptures);
    default:
      return [];
  }
}
