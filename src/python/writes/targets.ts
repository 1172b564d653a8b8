import { describeLazy } from '../inference/values/operations.ts';
import type { Machine } from '../inference/machine.ts';
import { getMembers } from '../inference/values/value-sets.ts';
import type { InstanceValue, Value } from '../inference/values/values.ts';

export interface Target {
  /** `undefined` where the code does not say whose rows they are. */
  readonly model: string | undefined;
  readonly isRow: boolean;
  readonly isNew: boolean;
  /** Do its rows only record what is done to other rows? */
  readonly isRecord: boolean;
}

const UNNAMED: Target = { model: undefined, isRow: false, isNew: false, isRecord: false };

/** Whose rows a write is about; `undefined` for what is none of the ORM's objects, such as a session. */
export function findTarget(machine: Machine, receiver: Value): Target | undefined {
  for (const member of getMembers(receiver)) {
    if (member.kind !== 'instance') continue;
    if (hasMarker(machine, member, 'entity')) return { ...nameModel(machine, member), isRow: true, isNew: member.row === undefined && member.owner !== undefined };
    if (describeLazy(machine, member)) {
      const [row] = member.args;
      return row?.kind === 'instance' ? nameModel(machine, row) : UNNAMED;
    }
    // A form writes the row that it is about.
    if (machine.findMember(member.definition, 'is_valid')) return UNNAMED;
  }
  return undefined;
}

function nameModel(machine: Machine, row: InstanceValue): Target {
  return { ...UNNAMED, model: `${row.definition.module.name}.${row.definition.name}`, isRecord: hasMarker(machine, row, 'records') };
}

function hasMarker(machine: Machine, { definition }: InstanceValue, name: string): boolean {
  return machine.getLineage(definition).classes.some(({ markers }) => markers.has(name));
}
