import type { AsyncFunctionDef, ClassDef, FunctionDef, Lambda, Module } from '../../parser/index.ts';
import type { Bindings } from '../names/bindings.ts';
import type { Marker } from '../names/markers.ts';

/** Where a name may be looked up: a module, a class body or a function body. */
export type Scope = ModuleDefinition | ClassDefinition | FunctionDefinition;

export interface ModuleDefinition {
  readonly kind: 'module';
  readonly name: string;
  /** `undefined` for a stub. */
  readonly path: string | undefined;
  /** Is it a package, so that relative imports start at itself? */
  readonly isPackage: boolean;
  readonly text: string;
  readonly ast: Module;
  readonly bindings: Bindings;
}

export interface ClassDefinition {
  readonly kind: 'class-definition';
  readonly name: string;
  readonly node: ClassDef;
  readonly module: ModuleDefinition;
  readonly scope: Scope;
  readonly bindings: Bindings;
  readonly typeParameters: readonly string[];
  /** Empty for classes of the project. */
  readonly markers: ReadonlyMap<string, Marker>;
}

export interface FunctionDefinition {
  readonly kind: 'function-definition';
  readonly name: string;
  readonly node: FunctionDef | AsyncFunctionDef | Lambda;
  readonly module: ModuleDefinition;
  readonly scope: Scope;
  readonly owner: ClassDefinition | undefined;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly typeParameters: readonly string[];
  readonly markers: ReadonlyMap<string, Marker>;
}
