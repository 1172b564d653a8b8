import { AST_NODE_TYPES as T, ASTUtils, type TSESTree } from '@typescript-eslint/utils';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import { insert } from './await-edits.ts';
import type { TypedFile } from './file.ts';
import { findFreeName } from './import-edits.ts';
import { climbTransparent, getMemberName, stripTransparent } from './syntax.ts';
import { listOwners, opensTransactions } from './transaction-clients.ts';
import type { OptionPlace } from './transaction-options.ts';
import type { TransactionScope } from './transaction-scopes.ts';
import { getConstituents } from './type-shape.ts';

/** The handle as it can be written at a place, with what makes it available. */
interface Reached {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

function reachHandle(file: TypedFile, { callback, facts, handle, mentions }: TransactionScope, place: TSESTree.Node): Reached | undefined {
  if (handle !== undefined) {
    const name = handle.replace(/[.?].*$/u, '');
    if (name === 'this') return { text: handle, edits: [] };
    const variable = ASTUtils.findVariable(file.source.getScope(place), name);
    const isSame = variable?.identifiers.some((identifier) => mentions.isHandle(identifier)) ?? false;
    return isSame || handle !== name ? { text: handle, edits: [] } : undefined;
  }
  if (!callback || callback.params.length > 0) return undefined;
  const name = findFreeName(file, [facts.handle, 'tx', 'trx', 'transaction']);
  const parenthesis = file.source.getFirstToken(callback, ASTUtils.isOpeningParenToken);
  return name === undefined || !parenthesis ? undefined : { text: name, edits: [insert(parenthesis.range[1], name)] };
}

/** Puts the handle in the place of the client. */
export function useHandleInstead(file: TypedFile, scope: TransactionScope, root: TSESTree.Node, place: TSESTree.Node): Repair | undefined {
  const handle = reachHandle(file, scope, place);
  if (!handle) return undefined;
  const replaced = listOwners(root).find((owner) => canTakePlaceOf(file, scope, owner));
  if (replaced) return { safety: 'safe', edits: [...handle.edits, { range: replaced.range, text: handle.text }] };
  const { rebind } = scope.facts;
  const name = getConstituents(file.compiler, file.typeOf(root))[0]?.getSymbol()?.name;
  if (!rebind || name === undefined || !rebind.types.includes(name) || scope.handleType?.getProperty(rebind.method) === undefined) return undefined;
  return { safety: 'unsafe', edits: [...handle.edits, insert(root.range[0], `${handle.text}.${rebind.method}(`), insert(root.range[1], ')')] };
}

/** Has the handle what is used of the client? */
function canTakePlaceOf(file: TypedFile, { handleType }: TransactionScope, owner: TSESTree.Node): boolean {
  if (!handleType || !file.receivers.isReceiver(file.typeOf(owner))) return false;
  if (file.compiler.checker.isTypeAssignableTo(handleType, file.typeOf(owner))) return true;
  const { parent } = climbTransparent(owner);
  if (parent?.type === T.CallExpression && parent.callee === owner) return handleType.getCallSignatures().length > 0;
  const name = parent?.type === T.MemberExpression && parent.object === owner ? getMemberName(parent) : undefined;
  return name !== undefined && handleType.getProperty(name) !== undefined && opensTransactions(file, file.typeOf(owner));
}

/** Gives a call the handle as an option, or as a step after it. */
export function addOption(file: TypedFile, scope: TransactionScope, call: TSESTree.CallExpression, places: readonly OptionPlace[], option: string, step: string | undefined): Repair | undefined {
  const handle = reachHandle(file, scope, call);
  if (!handle) return undefined;
  const property = handle.text === option ? option : `${option}: ${handle.text}`;
  const place = places.find(({ fits, index }) => fits && index <= call.arguments.length);
  const edit = place && addProperty(file, call, place.index, property);
  if (edit) return { safety: 'safe', edits: [...handle.edits, edit] };
  return step === undefined ? undefined : { safety: 'safe', edits: [...handle.edits, insert(call.range[1], `.${step}(${handle.text})`)] };
}

/** Adds a property to the object that a call is given at an index, or gives it one. */
export function addProperty(file: TypedFile, call: TSESTree.CallExpression, index: number, property: string): TextEdit | undefined {
  const argument = call.arguments[index];
  if (!argument) return index === call.arguments.length ? append(file, call, `{ ${property} }`) : undefined;
  const literal = stripTransparent(argument);
  if (literal.type !== T.ObjectExpression) return undefined;
  const last = literal.properties.at(-1);
  return last ? insert(last.range[1], `, ${property}`) : { range: literal.range, text: `{ ${property} }` };
}

/** One more argument at the end of a call. */
export function append({ source }: TypedFile, call: TSESTree.CallExpression, text: string): TextEdit | undefined {
  const last = call.arguments.at(-1);
  if (last) return insert(last.range[1], `, ${text}`);
  const end = source.getLastToken(call);
  return end ? insert(end.range[0], text) : undefined;
}

export function addArgument(file: TypedFile, scope: TransactionScope, call: TSESTree.CallExpression, index: number): Repair | undefined {
  const handle = reachHandle(file, scope, call);
  const edit = handle && index === call.arguments.length ? append(file, call, handle.text) : undefined;
  return handle && edit && { safety: 'safe', edits: [...handle.edits, edit] };
}

/** Moves the option to where the call looks for it. */
export function moveOption(file: TypedFile, places: readonly OptionPlace[], property: TSESTree.Property): Repair | undefined {
  const text = file.source.getText(property);
  const literal = property.parent as TSESTree.ObjectExpression;
  const removal = findRemoved(literal, property);
  for (const { call, index } of places) {
    const argument = call.arguments[index];
    const target = argument && stripTransparent(argument);
    // `{ options: { session } }` holds nothing but the option, which takes the place of what holds it.
    if (target?.type === T.ObjectExpression && removal.parent === target) return { safety: 'safe', edits: [{ range: removal.range, text }] };
    const edit = addProperty(file, call, index, text);
    const cut = edit && cutOut(file, removal);
    if (edit && cut && (edit.range[1] <= cut.range[0] || edit.range[0] >= cut.range[1])) return { safety: 'safe', edits: [edit, cut] };
  }
  return undefined;
}

/** What is left empty without the property goes with it. */
function findRemoved(literal: TSESTree.ObjectExpression, property: TSESTree.Property): TSESTree.Node {
  if (literal.properties.length > 1) return property;
  const value = climbTransparent(literal);
  return value.parent?.type === T.Property ? value.parent : value;
}

/** A property or an argument, with the comma that belongs to it. */
function cutOut({ source }: TypedFile, node: TSESTree.Node): TextEdit | undefined {
  const before = source.getTokenBefore(node);
  const after = source.getTokenAfter(node);
  if (source.getCommentsInside(node).length > 0) return undefined;
  if (before && ASTUtils.isCommaToken(before)) return { range: [before.range[0], node.range[1]], text: '' };
  if (after && ASTUtils.isCommaToken(after)) return { range: [node.range[0], source.getTokenAfter(after)?.range[0] ?? after.range[1]], text: '' };
  return undefined;
}
