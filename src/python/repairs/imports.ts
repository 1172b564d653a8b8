import type { TextEdit } from '../../analysis/intent.ts';
import type { FileFacts } from '../file.ts';
import type { Alias, ImportFrom, Statement } from '../parser/index.ts';
import { insert } from './edits.ts';

/** How code calls something imported, and the edits that import it. */
export interface Imported {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Brings a name of a module into the file; `undefined` where its name means something else there. */
export function importName(file: FileFacts, module: string, name: string): Imported | undefined {
  const known = findImported(file, module, name);
  if (known !== undefined) return { name: known, edits: [] };
  if (file.module.bindings.names.has(name)) return undefined;
  const existing = file.module.ast.body.find((node): node is ImportFrom => node.type === 'ImportFrom' && node.module === module && node.level === 0 && node.names[0]?.name !== '*');
  if (existing) return { name, edits: [addAlias(file, existing, name)] };
  return { name, edits: [insertStatement(file, module, `from ${module} import ${name}`)] };
}

/** The name under which the module's top level has something. */
export function findImported(file: FileFacts, module: string, name: string): string | undefined {
  for (const [local, bindings] of file.module.bindings.names) {
    const [only] = bindings;
    if (bindings.length !== 1 || !only || !('alias' in only) || file.getParent(only.node)?.type !== 'Module') continue;
    if (only.kind === 'from-import' && only.node.module === module && only.node.level === 0 && only.alias.name === name) return local;
    if (only.kind === 'import' && only.alias.name === module && (only.alias.asname !== null || !module.includes('.'))) return `${local}.${name}`;
    const [parent, last] = splitModule(module);
    if (only.kind === 'from-import' && only.node.module === parent && only.alias.name === last) return `${local}.${name}`;
  }
  return undefined;
}

function splitModule(module: string): readonly [string, string] {
  const at = module.lastIndexOf('.');
  return [module.slice(0, Math.max(0, at)), module.slice(at + 1)];
}

/** Adds a name to an import, in the order of the alphabet. */
export function addAlias({ text }: FileFacts, node: ImportFrom, name: string): TextEdit {
  const isBefore = ({ name: other }: Alias) => name.localeCompare(other, 'en') < 0;
  const next = node.names.find(isBefore);
  if (next) {
    const lineStart = text.lastIndexOf('\n', next.range[0] - 1) + 1;
    const indent = text.slice(lineStart, next.range[0]);
    const separator = indent.trim() === '' && lineStart > node.range[0] ? `,${getLineEnd(text)}${indent}` : ', ';
    return insert(next.range[0], `${name}${separator}`);
  }
  const last = node.names.at(-1);
  const end = last?.range[1] ?? node.range[1];
  const lineStart = text.lastIndexOf('\n', (last?.range[0] ?? end) - 1) + 1;
  const indent = text.slice(lineStart, last?.range[0] ?? lineStart);
  return insert(end, indent.trim() === '' && lineStart > node.range[0] ? `,${getLineEnd(text)}${indent}${name}` : `, ${name}`);
}

/** Puts an import where sorted imports have it, never in front of a docstring or of `from __future__`. */
function insertStatement({ module: { ast }, text }: FileFacts, module: string, line: string): TextEdit {
  const body = ast.body.filter((node, index) => !isHeader(node, index));
  const end = getLineEnd(text);
  const imports = takeWhile(body, ({ type }) => type === 'Import' || type === 'ImportFrom');
  const isLater = (node: Statement) => node.type === 'ImportFrom' && node.level === 0 && !isStandard(node.module ?? '') && (node.module ?? '') > module;
  const next = imports.find(isLater) ?? imports.find((node) => node.type === 'ImportFrom' && node.level > 0);
  if (next) return insert(getLineStart(text, next), `${line}${end}${next.type === 'ImportFrom' && next.level > 0 ? end : ''}`);
  const before = imports.at(-1) ?? ast.body[ast.body.length - body.length - 1];
  const [first] = body;
  const isApart = first !== undefined && !imports.includes(first);
  if (before && (before === imports.at(-1) || isApart || body.length === 0)) return insertAfter(text, before, line, before !== imports.at(-1));
  return insert(first ? getLineStart(text, first) : 0, `${line}${end}${end}`);
}

function insertAfter(text: string, { range }: Statement, line: string, isApart: boolean): TextEdit {
  const end = getLineEnd(text);
  const [rest = ''] = /^[^\r\n]*/u.exec(text.slice(range[1])) ?? [];
  return insert(range[1] + rest.length, `${isApart ? end : ''}${end}${line}`);
}

function isHeader(node: Statement, index: number): boolean {
  if (index === 0 && node.type === 'Expr' && node.value.type === 'Constant' && typeof node.value.value === 'string') return true;
  return node.type === 'ImportFrom' && node.module === '__future__';
}

function isStandard(module: string): boolean {
  return STANDARD.has(module.split('.', 1)[0] ?? '');
}

// Those that programs with an ORM import; a name that is missing here only moves the new line.
const STANDARD = new Set(['__future__', 'abc', 'argparse', 'asyncio', 'base64', 'collections', 'contextlib', 'contextvars', 'copy', 'csv', 'dataclasses', 'datetime', 'decimal', 'email', 'enum', 'functools', 'hashlib', 'hmac', 'http', 'importlib', 'inspect', 'io', 'itertools', 'json', 'logging', 'math', 'mimetypes', 'operator', 'os', 'pathlib', 'pickle', 'queue', 'random', 're', 'secrets', 'shutil', 'signal', 'socket', 'string', 'subprocess', 'sys', 'tempfile', 'textwrap', 'threading', 'time', 'traceback', 'types', 'typing', 'unittest', 'urllib', 'uuid', 'warnings', 'weakref', 'xml', 'zipfile', 'zoneinfo']);

function takeWhile<T>(items: readonly T[], test: (item: T) => boolean): readonly T[] {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items : items.slice(0, end);
}

function getLineStart(text: string, node: Statement): number {
  const start = 'decorator_list' in node && node.decorator_list[0] ? Math.min(node.range[0], node.decorator_list[0].range[0]) : node.range[0];
  return Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
}

export function getLineEnd(text: string): string {
  return /\r\n|\n|\r/u.exec(text)?.[0] ?? '\n';
}
