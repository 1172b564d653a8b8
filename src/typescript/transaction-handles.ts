import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TextEdit } from '../analysis/intent.ts';
import type { TransactionFacts } from '../analysis/profile.ts';
import { insert } from './await-edits.ts';
import { findOperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { findFreeName } from './import-edits.ts';
import { addProperty, append } from './transaction-joins.ts';
import { climbTransparent, getMemberName, stripTransparent, visitNodes } from './syntax.ts';
import type { Opener } from './transaction-openers.ts';
import { findOptionPlaces } from './transaction-options.ts';

/** The client of a transaction in place of the one outside. */
export interface Handle {
  readonly name: string;
  readonly edits: readonly TextEdit[];
  readonly replaced: ReadonlySet<TSESTree.Node>;
}

export const NO_HANDLE: Handle = { name: '', edits: [], replaced: new Set() };

/** Makes all code use the client that the callback receives; `undefined` where that is another type of client. */
export function useHandle(file: TypedFile, opener: Opener, statements: readonly TSESTree.Statement[]): Handle | undefined {
  const { client, handle: type } = opener;
  const usual = client && findFacts(file, client)?.handle;
  const name = findFreeName(file, [...(usual === undefined ? [] : [usual]), 'transaction', 'txn', 'tx']);
  if (!client || !type || name === undefined) return undefined;
  const facts = findFacts(file, client);
  if (facts?.arguments || facts?.option !== undefined) return giveHandle(file, facts, statements, name);
  const text = file.source.getText(stripTransparent(client));
  const edits: TextEdit[] = [];
  const replaced = new Set<TSESTree.Node>();
  const others: TSESTree.Node[] = [];
  for (const statement of statements) {
    visitNodes(file.source, statement, (node) => {
      if (isSame(file, node, client) && !isKey(node)) {
        if (node.parent?.type === T.Property && node.parent.shorthand) edits.push(insert(node.range[0], `${text}: `));
        edits.push({ range: node.range, text: name });
        replaced.add(node);
        return 'skip';
      }
      const object = node.type === T.CallExpression ? findOperationCall(file, node)?.object : undefined;
      if (object && !/^[.(]/u.test(removeStart(`${file.source.getText(stripTransparent(object))}.`, text))) others.push(object);
      return undefined;
    });
  }
  return others.length > 0 || !canReplace(file, replaced, client, type) ? undefined : { name, edits, replaced };
}

function findFacts({ knowledge, receivers, typeOf }: TypedFile, client: TSESTree.Node): TransactionFacts | undefined {
  const origin = receivers.find(typeOf(client))?.declaration.origin;
  return origin === undefined ? undefined : knowledge.findProfile(origin)?.transactions;
}

/** Gives the handle to each query that can take it; `undefined` where one cannot. */
function giveHandle(file: TypedFile, { arguments: places, option }: TransactionFacts, statements: readonly TSESTree.Statement[], name: string): Handle | undefined {
  const edits: (TextEdit | undefined)[] = [];
  for (const statement of statements) {
    visitNodes(file.source, statement, (node) => {
      const step = node.type === T.CallExpression && node.callee.type === T.MemberExpression ? getMemberName(node.callee) : undefined;
      if (node.type !== T.CallExpression || step === undefined || !findOperationCall(file, node)) return;
      const index = places?.[step];
      if (index !== undefined && node.arguments.length <= index) edits.push(index === node.arguments.length ? append(file, node, name) : undefined);
      const missing = option === undefined ? [] : findOptionPlaces(file, node, option).filter(({ fits }) => fits);
      const [place] = missing;
      if (option !== undefined && place) edits.push(addProperty(file, node, place.index, name === option ? option : `${option}: ${name}`));
    });
  }
  return edits.every((edit) => edit !== undefined) ? { name, edits, replaced: new Set() } : undefined;
}

function removeStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : '';
}

/** Does the handle have what the code uses of the client? */
function canReplace({ compiler: { checker }, typeOf }: TypedFile, places: ReadonlySet<TSESTree.Node>, client: TSESTree.Node, handle: ts.Type): boolean {
  if (checker.isTypeAssignableTo(handle, typeOf(client))) return true;
  return [...places].every((place) => {
    const { parent } = climbTransparent(place);
    const name = parent?.type === T.MemberExpression && parent.property !== place ? getMemberName(parent) : undefined;
    return name !== undefined && handle.getProperty(name) !== undefined;
  });
}

function isSame(file: TypedFile, node: TSESTree.Node, client: TSESTree.Node): boolean {
  if (node.type !== client.type || file.source.getText(node) !== file.source.getText(client)) return false;
  return node.type !== T.Identifier || client.type !== T.Identifier || file.variableOf(node) === file.variableOf(client);
}

/** A key, or the member after a dot; in a shorthand property key and value stand at the same place, and the value counts. */
function isKey(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === T.MemberExpression) return !parent.computed && parent.property === node;
  return parent?.type === T.Property && !parent.computed && parent.key === node;
}
