import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TextEdit } from '../analysis/intent.ts';
import { insert } from './await-edits.ts';
import type { TypedFile } from './file.ts';
import { visitNodes } from './syntax.ts';

/** How the code around a statement is laid out. */
export interface Layout {
  /** One step further in. */
  readonly unit: string;
  /** What stands between two statements, between a brace and the statement inside, and before the closing brace. */
  readonly next: string;
  readonly inner: string;
  readonly outer: string;
}

/** Reads the layout of code; what shares its only line with other code stays there. */
export function readLayout({ source }: TypedFile, statement: TSESTree.Node, end: number): Layout {
  const line = source.lines[statement.loc.start.line - 1] ?? '';
  const indent = readIndent(line);
  const outer = statement.parent ? readIndent(source.lines[statement.parent.loc.start.line - 1]) : '';
  const isDeeper = indent.length > outer.length && indent.startsWith(outer);
  const unit = isDeeper ? indent.slice(outer.length) : indent.includes('\t') ? '\t' : '  ';
  const isShared = indent.length < statement.loc.start.column && statement.loc.start.line === source.getLocFromIndex(end).line;
  const newline = source.text.includes('\r\n') ? '\r\n' : '\n';
  return isShared && source.text[end - 1] === ';' && !line.includes('//')
    ? { unit, next: ' ', inner: ' ', outer: ' ' }
    : { unit, next: newline + indent, inner: newline + indent + unit, outer: newline + indent };
}

function readIndent(line = ''): string {
  return /^[ \t]*/u.exec(line)?.[0] ?? '';
}

/** Moves lines further in, save the first one and those that begin inside a text or a comment. */
export function indentLines({ source }: TypedFile, statements: readonly TSESTree.Node[], end: number, unit: string): readonly TextEdit[] {
  const texts: (readonly [number, number])[] = [];
  for (const statement of statements) {
    visitNodes(source, statement, ({ loc, range, type }) => {
      if (loc.start.line < loc.end.line && (type === T.TemplateElement || type === T.Literal || type === T.JSXText)) texts.push(range);
    });
    for (const { loc, range } of source.getCommentsInside(statement)) if (loc.start.line < loc.end.line) texts.push(range);
  }
  const start = statements[0]?.range[0] ?? end;
  const edits: TextEdit[] = [];
  for (let line = source.getLocFromIndex(start).line + 1; line <= source.getLocFromIndex(end).line; line++) {
    const offset = source.getIndexFromLoc({ line, column: 0 });
    const isText = texts.some(([from, to]) => from < offset && offset < to);
    if (!isText && source.lines[line - 1]?.trim() !== '') edits.push(insert(offset, unit));
  }
  return edits;
}

/** Where a statement ends, with the comment that follows it on its line. */
export function getEndWithComment({ source }: TypedFile, statement: TSESTree.Node): number {
  let [, end] = statement.range;
  for (const { loc, range } of source.getCommentsAfter(statement)) {
    if (loc.start.line !== statement.loc.end.line || source.text.slice(end, range[0]).trim() !== '') break;
    [, end] = range;
  }
  return end;
}
