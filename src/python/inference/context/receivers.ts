import type { Expression, Statement } from '../../parser/index.ts';
import { defineFunction } from '../values/definition-factory.ts';
import type { ModuleDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { createScopeFrame } from '../names/names.ts';
import type { Value } from '../values/values.ts';

/** The functions that a module connects to a signal. */
export function findReceivers(machine: Machine, signal: Value, module: ModuleDefinition): readonly Value[] {
  const frame = createScopeFrame(machine, module);
  const isSignal = (node: Expression | undefined): boolean => {
    if (!node) return false;
    if (node.type === 'List' || node.type === 'Tuple') return node.elts.some(isSignal);
    return (node.type === 'Name' || node.type === 'Attribute') && machine.evaluate(node, frame) === signal;
  };
  return module.ast.body.flatMap((statement) => readReceiver(statement));

  function readReceiver(statement: Statement): readonly Value[] {
    if (statement.type === 'FunctionDef') {
      const isReceiver = statement.decorator_list.some((decorator) => {
        if (decorator.type !== 'Call' || !isSignal(decorator.args[0])) return false;
        const value = machine.evaluate(decorator.func, frame);
        return value.kind === 'function' && value.definition.markers.has('receives');
      });
      return isReceiver ? [{ kind: 'function', definition: defineFunction(statement, module) }] : [];
    }
    if (statement.type !== 'Expr' || statement.value.type !== 'Call') return [];
    const { args, func } = statement.value;
    return func.type === 'Attribute' && func.attr === 'connect' && args[0] && isSignal(func.value) ? [machine.evaluate(args[0], frame)] : [];
  }
}
