import type ts from 'typescript';
import type { Terminal } from '../analysis/operation.ts';
import type { Unexecuted } from '../analysis/query-site.ts';
import type { Compiler } from './compiler.ts';
import type { TypedFile } from './file.ts';
import { isThenable } from './type-shape.ts';

/** What runs a builder, by the types it has at a place. */
interface BuilderTerminals extends Pick<Unexecuted, 'reads' | 'rows' | 'run'> {
  readonly immutable: boolean;
}

/** The terminals of a builder; `undefined` for everything else, and for a query that runs when it is awaited unless it can do without. */
export function findTerminals(file: TypedFile, type: ts.Type): BuilderTerminals | undefined {
  const { checker } = file.compiler;
  const origin = file.receivers.find(type)?.declaration.origin;
  const known = origin === undefined ? undefined : file.knowledge.findProfile(origin)?.terminals;
  if (!known || type.isUnion()) return undefined;
  const properties = new Map([known.run, ...known.rows].map((name) => [name, checker.getPropertyOfType(type, name)]));
  const find = (name: string): Terminal | undefined => {
    const property = properties.get(name);
    const results = (property ? checker.getTypeOfSymbol(property).getCallSignatures() : []).filter((signature) => isCalledWithout(file.compiler, signature)).map((signature) => isThenable(file.compiler, signature.getReturnType()));
    const [thenable] = results;
    return thenable === undefined ? undefined : { name, thenable: thenable !== 'no' };
  };
  const run = find(known.run);
  const rows = known.rows.flatMap((name) => find(name) ?? []);
  if (!run && rows.length === 0) return undefined;
  if (isThenable(file.compiler, type) !== 'no' && (run?.thenable ?? true)) return undefined;
  const owners = [type.getSymbol(), ...[...properties.values()].map((property) => property && findOwner(file, property))];
  return { run, rows, reads: owners.some((owner) => owner !== undefined && known.reads.includes(owner.name)), immutable: known.immutable ?? false };
}

/** Can it be called without arguments? */
function isCalledWithout({ ts: tsc }: Compiler, { parameters }: ts.Signature): boolean {
  return parameters.every(({ valueDeclaration: node }) => node && tsc.isParameter(node) && (node.questionToken ?? node.initializer ?? node.dotDotDotToken) !== undefined);
}

function findOwner({ compiler: { checker, ts: tsc } }: TypedFile, property: ts.Symbol): ts.Symbol | undefined {
  const owner = property.declarations?.[0]?.parent;
  return owner && (tsc.isClassDeclaration(owner) || tsc.isInterfaceDeclaration(owner)) && owner.name ? checker.getSymbolAtLocation(owner.name) : undefined;
}
