import type { File, Language, OkParseResult } from '@eslint/core';
import { parseFile } from '../parsed-files.ts';
import type { Comment, Module, Node, ParseError } from '../parser/index.ts';
import { findNull, summarizeErrors } from './errors.ts';
import { PythonSourceCode } from './source-code.ts';
import { VISITOR_KEYS } from './visitor-keys.ts';

interface Parsed extends OkParseResult<Module> {
  readonly comments: readonly Comment[];
  readonly errors: readonly ParseError[];
}

/** Python for ESLint. A syntax error does not end the file: rules see the tree of the rest, and the errors on the source code. */
export const python: Language<{ LangOptions: Record<string, unknown>; Code: PythonSourceCode; RootNode: Module; Node: Node }> & { parse(file: File): Parsed } = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: 'type',
  visitorKeys: VISITOR_KEYS,

  /** There are none, and those of a block for all files are no mistake. */
  validateLanguageOptions() {},

  parse({ body, path, physicalPath }) {
    const text = String(body);
    const unusable = findNull(text);
    if (unusable) return { ok: true, ast: { type: 'Module', range: [0, text.length], body: [] }, comments: [], errors: [unusable] };
    const { ast, comments, errors } = parseFile(physicalPath || path, text);
    return { ok: true, ast, comments, errors: summarizeErrors(text, errors) };
  },

  createSourceCode({ body, bom, physicalPath, path }, result) {
    const { ast, comments, errors } = result as Parsed;
    return new PythonSourceCode({ text: String(body), hasBOM: bom, path: physicalPath || path, ast, comments, errors });
  },
};
