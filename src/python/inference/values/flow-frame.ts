import type { Closure, Value } from './values.ts';
import type { Frame, Machine, Run } from '../machine.ts';
import type { FunctionDefinition, ModuleDefinition, Scope } from './definitions.ts';
import { lookupFrom } from '../names/names.ts';
import { join } from './value-sets.ts';

/** Variables of a running function body, as they are at one point of it. */
export interface FlowFrame extends Frame {
  variables: Map<string, Value>;
  /** Ends the path: nothing after it runs. */
  isEnded: boolean;
  /** How a block hands its variables on where it is left. */
  readonly exits: { returns: Value[]; yields: Value[]; loops: Map<string, Value>[][] };
}

export interface FlowFrameOptions {
  readonly scope: Scope;
  readonly module: ModuleDefinition;
  readonly run: Run;
  readonly closure?: Closure | undefined;
  readonly inline: boolean;
  readonly locals: ReadonlyMap<string, unknown>;
  readonly globals: ReadonlySet<string>;
}

export function createFlowFrame(machine: Machine, options: FlowFrameOptions): FlowFrame {
  const { closure, globals, inline, locals, module, run, scope } = options;
  const around = scope.kind === 'module' ? scope : (scope as FunctionDefinition).scope;
  // A method does not see the names of its class.
  const outer = around.kind === 'class-definition' && scope.kind === 'function-definition' ? around.scope : around;
  const frame: FlowFrame = {
    scope,
    module,
    run,
    inline,
    variables: new Map(),
    isEnded: false,
    exits: { returns: [], yields: [], loops: [] },
    lookup(name) {
      const value = frame.variables.get(name);
      if (value) return value;
      if (locals.has(name) && !globals.has(name)) return undefined;
      return closure?.lookup(name) ?? lookupFrom(machine, outer, name);
    },
    assign(name, value) {
      frame.variables.set(name, value);
    },
  };
  return frame;
}

/** A frame inside another: names bound in it, as by a comprehension, end with it. */
export function createBlockFrame(outer: Frame, inline: boolean = outer.inline): FlowFrame {
  const frame: FlowFrame = {
    scope: outer.scope,
    module: outer.module,
    run: outer.run,
    inline,
    variables: new Map(),
    isEnded: false,
    exits: { returns: [], yields: [], loops: [] },
    lookup: (name) => frame.variables.get(name) ?? outer.lookup(name),
    assign(name, value) {
      frame.variables.set(name, value);
    },
  };
  return frame;
}

/** The variables where two paths meet: what only one of them bound may be unbound, and keeps its value. */
export function mergeVariables(paths: readonly ReadonlyMap<string, Value>[]): Map<string, Value> {
  const [first, ...others] = paths;
  if (!first) return new Map();
  if (others.length === 0) return new Map(first);
  const merged = new Map(first);
  const different = new Set<string>();
  for (const path of others) {
    for (const [name, value] of path) {
      const known = merged.get(name);
      if (!known) merged.set(name, value);
      else if (known !== value) different.add(name);
    }
  }
  for (const name of different) merged.set(name, join(paths.map((path) => path.get(name))));
  return merged;
}
