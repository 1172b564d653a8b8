import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type { QuerySite, WriteFacts } from '../analysis/query-site.ts';
import type { OperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import type { TypedSite } from './query-sites.ts';
import { visitNodes } from './syntax.ts';
import { getConstituents } from './type-shape.ts';

// Results passed along more variables than this are followed no further.
const DEPTH = 4;

/** Reads what the writes of one file do and how they hang together. */
export function createWriteReader(file: TypedFile, sites: readonly TypedSite[]): (site: TypedSite) => WriteFacts | undefined {
  const writes = new Map<TSESTree.Node, QuerySite>();
  for (const { node, site } of sites) if (site.operation.write) writes.set(node, site);
  const ofVariables = new Map<TSESLint.Scope.Variable, ReadonlySet<QuerySite>>();

  function findUsedIn(node: TSESTree.Node, depth: number): Set<QuerySite> {
    const used = new Set<QuerySite>();
    visitNodes(file.source, node, (inner) => {
      const site = writes.get(inner);
      if (site) used.add(site);
      if (inner.type === T.Identifier) for (const found of findUsedByVariable(inner, depth)) used.add(found);
    });
    return used;
  }

  function findUsedByVariable(identifier: TSESTree.Identifier, depth: number): ReadonlySet<QuerySite> {
    const variable = depth < DEPTH ? file.variableOf(identifier) : undefined;
    if (!variable) return new Set();
    let used = ofVariables.get(variable);
    if (!used) {
      ofVariables.set(variable, new Set()); // A variable defined by itself adds nothing.
      used = new Set(getValues(variable).flatMap((value) => [...findUsedIn(value, depth + 1)]));
      ofVariables.set(variable, used);
    }
    return used;
  }

  return ({ call, node }) => {
    const effect = call && readEffect(file, call);
    if (!call || !effect) return undefined;
    const uses = findUsedIn(node, 0);
    const own = writes.get(node);
    if (own) uses.delete(own);
    return { ...effect, row: findRow(file, call), uses };
  };
}

/** The expressions a variable gets its values from. */
function getValues({ defs, references }: TSESLint.Scope.Variable): TSESTree.Node[] {
  const initial = defs.flatMap(({ node }) => (node.type === T.VariableDeclarator && node.init ? [node.init] : []));
  const assigned = references.flatMap(({ writeExpr, init }) => (writeExpr && !init ? [writeExpr] : []));
  return [...initial, ...assigned];
}

function readEffect(file: TypedFile, call: OperationCall): Pick<WriteFacts, 'kind' | 'model'> | undefined {
  const { write } = call.operation;
  if (write !== 'sql') return write && { kind: write, model: findModel(file, call) };
  const sql = call.node.type === T.CallExpression ? readText(call.node.arguments[0]) : undefined;
  const written = sql === undefined ? undefined : file.knowledge.readSqlWrite(sql);
  return written && { kind: written.kind, model: written.table };
}

function readText(node: TSESTree.Node | undefined): string | undefined {
  if (node?.type === T.Literal) return typeof node.value === 'string' ? node.value : undefined;
  return node?.type === T.TemplateLiteral ? node.quasis.map(({ value }) => value.cooked).join('?') : undefined;
}

/** `Student` for a `QuerySet<Student>`, for a `Manager<Student>` and for a `Student`. */
function findModel(file: TypedFile, { object, receiverType }: OperationCall): string {
  if (!object) return receiverType;
  const [type] = getConstituents(file.compiler, file.typeOf(object));
  const [argument] = (type && (type.aliasTypeArguments ?? file.compiler.checker.getTypeArguments(type as Parameters<typeof file.compiler.checker.getTypeArguments>[0]))) ?? [];
  return argument && file.receivers.isReceiver(argument) ? file.compiler.checker.typeToString(argument) : receiverType;
}

/** The variable that holds the row itself; clients and managers hold no row. */
function findRow(file: TypedFile, { object, operation, receiver }: OperationCall): object | undefined {
  if (object?.type !== T.Identifier || operation.write === 'create' || operation.write === 'sql' || receiver.isBuilder()) return undefined;
  return file.variableOf(object);
}
