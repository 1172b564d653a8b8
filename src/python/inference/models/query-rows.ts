import type { Machine } from '../machine.ts';
import type { QueryFacts } from './rows.ts';
import { type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';

/** One row of a query. */
export function createRow(machine: Machine, { args }: InstanceValue, query: QueryFacts): Value {
  const [model] = args;
  switch (query.rows) {
    case 'model':
      return model?.kind === 'instance' ? { ...model, attributes: new Map(), row: { query, path: '' } } : UNKNOWN;
    case 'dict':
      return machine.createInstance('builtins', 'dict', [machine.createInstance('builtins', 'str'), UNKNOWN]);
    case 'tuple':
      return machine.createInstance('builtins', 'tuple', [UNKNOWN]);
    case 'plain':
      return UNKNOWN;
  }
}
