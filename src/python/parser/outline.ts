import type { Node } from './nodes.ts';
import { visitorKeys } from './visitor-keys.ts';

const contextMarks = { Load: '', Store: '=', Del: '-' };
const HIDDEN = new Set(['type', 'range', 'kind', 'literal']);

/**
 * A tree on one line, for tests: names and constants as themselves, other nodes in parentheses, empty fields left out.
 *
 * @example outline(parse('x = f(1)').ast) // (Module (Assign x= (Call f 1)))
 */
export function outline(node: Node): string {
  if (node.type === 'Name') return `${node.id === '' ? '∅' : node.id}${contextMarks[node.ctx]}`;
  if (node.type === 'Constant') return `${node.literal === 'bytes' ? 'b' : ''}${literal(node.value)}`;
  const fields = Object.entries(node).filter(([name]) => !HIDDEN.has(name));
  fields.sort(([a], [b]) => rank(node, a) - rank(node, b));
  return `(${[node.type, ...fields.flatMap(([name, value]) => field(name, value))].join(' ')})`;
}

function rank(node: Node, name: string): number {
  return visitorKeys[node.type].indexOf(name);
}

function field(name: string, value: unknown): string[] {
  if (value === null || value === 0 || value === -1 || value === 'Load') return [];
  if (name === 'ctx') return [value === 'Store' ? '=' : '-'];
  if (Array.isArray(value)) return value.length === 0 ? [] : [`${name}[${value.map(item).join(' ')}]`];
  if (name === 'decorator_list' || name === 'orelse') return [`${name} ${item(value)}`];
  return [item(value)];
}

function item(value: unknown): string {
  if (isNode(value)) return outline(value);
  return value === null ? 'null' : typeof value === 'string' ? value : literal(value);
}

function literal(value: unknown): string {
  return typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
