import type { ConfiguredFramework } from '../../../analysis/configuration.ts';
import type { Expression } from '../../parser/index.ts';
import type { ClassDefinition, FunctionDefinition } from '../values/definitions.ts';
import type { FlowFrame } from '../values/flow-frame.ts';
import type { Frame, Machine, Run } from '../machine.ts';
import { applyDecorators } from '../names/decorators.ts';
import { listWrittenNames } from '../names/written-names.ts';
import type { NamedKind } from '../values/values.ts';

/** Where the settings say that a framework runs a sync function; `undefined` where they say nothing. */
export function findConfiguredPlace(machine: Machine, definition: FunctionDefinition): ConfiguredFramework['runs'] | undefined {
  const { frameworks } = machine.configuration;
  if (frameworks.length === 0 || definition.node.type === 'Lambda') return undefined;
  return findDecoratorPlace(machine, definition, definition.node.decorator_list) ?? findMethodPlace(machine, definition);
}

function findDecoratorPlace(machine: Machine, definition: FunctionDefinition, decorators: readonly Expression[]): ConfiguredFramework['runs'] | undefined {
  for (const [index, decorator] of decorators.entries()) {
    const names = listWrittenNames(machine, decorator.type === 'Call' ? decorator.func : decorator, definition.scope);
    const found = machine.configuration.frameworks.find((framework) => framework.decorator !== undefined && names.includes(framework.decorator));
    if (found) return found.runs === 'loop' && !isItself(machine, definition, decorators.slice(index + 1)) ? undefined : found.runs;
  }
  return undefined;
}

function findMethodPlace(machine: Machine, definition: FunctionDefinition): ConfiguredFramework['runs'] | undefined {
  const { name, node, owner } = definition;
  if (!owner || node.type === 'Lambda') return undefined;
  const found = findConfiguredBase(machine, owner);
  const isMethod = found?.methods ? found.methods.includes(name) : !name.startsWith('_');
  return found && isMethod && isItself(machine, definition, node.decorator_list) ? found.runs : undefined;
}

/** The framework that calls the methods of a class, as the settings say. */
export function findConfiguredBase(machine: Machine, owner: ClassDefinition): ConfiguredFramework | undefined {
  const frameworks = machine.configuration.frameworks.filter(({ base }) => base !== undefined);
  if (frameworks.length === 0) return undefined;
  const bases = machine.getLineage(owner).classes.flatMap(({ node, scope }) => node.bases.flatMap((base) => listWrittenNames(machine, base.type === 'Subscript' ? base.value : base, scope)));
  return frameworks.find(({ base }) => base !== undefined && bases.includes(base));
}

// What other decorators make of it may run anywhere; a property is read and not called.
function isItself(machine: Machine, definition: FunctionDefinition, decorators: readonly Expression[]): boolean {
  const bound = applyDecorators(machine, definition, decorators);
  return bound.kind === 'function' && bound.definition === definition && bound.named === undefined && !decorators.some((decorator) => decorator.type === 'Name' && decorator.id === 'property');
}

/** A frame for what a function runs that the settings name: in a thread nothing is a mistake, in a transaction all is held. */
export function enterNamed(frame: Frame, kind: NamedKind | undefined): Frame {
  return kind ? { ...frame, run: createNamedRun(frame.run, kind) } : frame;
}

/** Runs the body of a `with` statement whose manager the settings may name. */
export function runHeld(frame: FlowFrame, isHeld: boolean, run: () => void): void {
  const holder = frame as { run: Run };
  const before = holder.run;
  if (isHeld) holder.run = createNamedRun(before, 'transaction');
  run();
  holder.run = before;
}

function createNamedRun(run: Run, kind: NamedKind): Run {
  return { ...run, emit: (effect) => { if (kind === 'transaction') run.emit({ ...effect, isHeld: true }); } };
}
