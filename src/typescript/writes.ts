import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Change, WriteFacts } from '../analysis/handler.ts';
import type { WriteKind } from '../analysis/operation.ts';
import type { OperationCall } from './calls.ts';
import type { Compiler } from './compiler.ts';
import type { DataFlow } from './data-flow.ts';
import type { TypedFile } from './file.ts';
import { createRoles, type Role } from './receiver-roles.ts';
import { readSqlRun } from './sql-text.ts';
import { stripTransparent } from './syntax.ts';

/** Reads what the writes of one file do and how they hang together. */
export function createWriteReader(file: TypedFile, dataFlow: DataFlow): (call: OperationCall) => WriteFacts | undefined {
  const findRole = createRoles(file);

  return (call) => {
    const { write } = call.operation;
    if (!write) return undefined;
    const role = write === 'sql' ? undefined : findRole(call);
    const changes = write === 'sql' ? readSqlChanges(call) : role && [readChange(call, write, role)];
    if (!changes || changes.length === 0) return undefined;
    const { sites, paths } = dataFlow.read(call.node);
    const row = role?.kind === 'row' && call.object ? dataFlow.findPath(call.object) : undefined;
    return { changes, ensures: write === 'create' && tellsWhetherCreated(file.compiler, file.typeOf(call.node)), row, mentions: paths, uses: sites };
  };

  /** Statements of a text that opens and ends its own transaction are held together. */
  function readSqlChanges(call: OperationCall): readonly Change[] {
    const run = readSqlRun(file, call);
    const statements = run ? file.knowledge.readSql(run.text) : [];
    if (statements.some(({ kind }) => kind === 'begin')) return [];
    const client = run?.client && dataFlow.findPath(run.client);
    return statements.flatMap(({ kind, table }) =>
      kind === 'begin' || kind === 'commit' || kind === 'rollback' ? [] : [{ kind, model: table === undefined ? undefined : `${client ?? ''}:${table}` }],
    );
  }

  function readChange({ object }: OperationCall, kind: Exclude<WriteKind, 'sql'>, role: Role): Change {
    // Saving a row that was made here inserts it.
    if (role.kind === 'row' && kind === 'update' && object && isNew(file, object)) return { kind: 'create', model: role.model };
    return { kind, model: role.kind === 'client' ? undefined : role.model };
  }
}

function isNew(file: TypedFile, object: TSESTree.Node): boolean {
  const value = stripTransparent(object);
  if (value.type === T.NewExpression) return true;
  const definition = value.type === T.Identifier ? file.variableOf(value)?.defs[0]?.node : undefined;
  return definition?.type === T.VariableDeclarator && definition.init?.type === T.NewExpression;
}

/** `[row, created]`: the types of get-or-create say that there may be nothing to create. */
export function tellsWhetherCreated({ checker, ts: tsc }: Compiler, result: ts.Type): boolean {
  const type = checker.getAwaitedType(result);
  if (!type || !checker.isTupleType(type)) return false;
  const last = checker.getTypeArguments(type as ts.TypeReference).at(-1);
  return last !== undefined && (last.flags & tsc.TypeFlags.BooleanLike) !== 0;
}
