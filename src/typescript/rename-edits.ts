import { AST_NODE_TYPES as T, ASTUtils, type TSESTree } from '@typescript-eslint/utils';
import type { Twin } from '../analysis/operation.ts';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import { insert } from './await-edits.ts';
import { findBinding, typeOfSource, type Binding } from './bindings.ts';
import { findOperationCall, type OperationCall } from './calls.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { useLanguageTwin } from './language-edits.ts';
import { AWAIT, HOLD } from './language-twins.ts';
import { adaptToTwin } from './twin-edits.ts';

/** Turns a call into one of its twin. */
export function useTwin(file: TypedFile, contexts: ExecutionContexts, call: OperationCall): Repair | undefined {
  const { binding, name, object, operation: { twin } } = call;
  if (twin === HOLD || twin === AWAIT) return useLanguageTwin(file, contexts, call);
  const repair = twin && adaptToTwin(file, contexts, call, twin);
  if (!repair) return undefined;
  if (binding) return renameBinding(file, contexts, call, binding, twin, repair);
  return object && hasMember(file, object, twin.name) ? { ...repair, edits: [...repair.edits, rename(name, twin.name)] } : undefined;
}

function rename({ range, type, parent }: TSESTree.Node, name: string): TextEdit {
  const isText = type === T.Literal && parent.type === T.MemberExpression;
  return isText ? { range: [range[0] + 1, range[1] - 1], text: name } : { range, text: name };
}

function hasMember(file: TypedFile, source: TSESTree.Node, name: string): boolean {
  const { checker } = file.compiler;
  return checker.getPropertyOfType(checker.getNonNullableType(typeOfSource(file, source)), name) !== undefined;
}

/** A call by a local name takes the twin from where the name comes from, or beside it where the name is used otherwise too. */
function renameBinding(
  file: TypedFile,
  contexts: ExecutionContexts,
  call: OperationCall,
  binding: Binding,
  twin: Twin,
  repair: Repair,
): Repair | undefined {
  const { element, key, source, variable } = binding;
  if (!hasMember(file, source, twin.name) || isExported(binding)) return undefined;
  const calls = variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
  const local = key.range[0] === variable.identifiers[0]?.range[0] ? twin.name : variable.name;
  const nearby = findNearby(file, binding, call.name, twin.name);
  if (nearby === 'taken') return undefined;
  if (nearby === undefined) {
    const others = calls.filter((name) => name !== call.name).map((name) => adaptOther(file, contexts, name));
    const isFree = local === variable.name || calls.every((name) => findNearby(file, binding, name, twin.name) === undefined);
    if (isFree && others.every((other) => other !== undefined)) {
      const names = local === variable.name ? [] : calls.map((name) => rename(name, local));
      return { ...repair, edits: [rename(key, twin.name), ...names, ...repair.edits, ...others.flatMap(({ edits }) => edits)] };
    }
    return element && { ...repair, edits: [insert(element.range[1], `, ${twin.name}`), rename(call.name, twin.name), ...repair.edits] };
  }
  return { ...repair, edits: [rename(call.name, twin.name), ...repair.edits] };
}

/** What another call by the same name needs, if it is a sync query in async code too; elsewhere it is sync on purpose. */
function adaptOther(file: TypedFile, contexts: ExecutionContexts, name: TSESTree.Node): Repair | undefined {
  const { parent } = name;
  const isCall = parent?.type === T.CallExpression && parent.callee === name && contexts.of(parent).kind === 'async';
  const call = isCall ? findOperationCall(file, parent) : undefined;
  const repair = call?.operation.twin && adaptToTwin(file, contexts, call, call.operation.twin);
  return repair?.safety === 'safe' ? repair : undefined;
}

/** What a name stands for where a call is: the twin itself, something else, or nothing yet. */
function findNearby(file: TypedFile, { source }: Binding, place: TSESTree.Node, name: string): 'taken' | 'twin' | undefined {
  const variable = ASTUtils.findVariable(file.source.getScope(place), name);
  if (!variable) return undefined;
  const binding = findBinding(variable);
  if (binding?.name !== name) return 'taken';
  const isSame = binding.source === source || (binding.source.type === T.Literal && source.type === T.Literal && binding.source.value === source.value);
  return isSame ? 'twin' : 'taken';
}

function isExported({ variable }: Binding): boolean {
  return variable.defs.some(({ parent }) => /^Export/u.test(parent?.parent.type ?? ''));
}
