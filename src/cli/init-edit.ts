import type { AST, Linter, Rule } from 'eslint';
import type { Languages } from './init-languages.ts';

type Program = AST.Program;
interface Ranged {
  readonly type: string;
  readonly range: readonly [number, number];
}

/** Where the blocks of a configuration stand. */
interface Blocks {
  /** Behind the bracket that opens the list. */
  readonly start: number;
  readonly elements: readonly Ranged[];
  /** Does the list take lists, as `defineConfig` does? */
  readonly nests: boolean;
}

/** The text of a configuration with the preset as its first block, `undefined` where that may break it. */
export function addPreset(linter: typeof Linter, text: string, preset: string, languages: Languages): string | undefined {
  const program = parse(linter, text);
  const blocks = program && findBlocks(program, text);
  if (!blocks || /\basyncOrm\b/u.test(text)) return undefined;
  // Rules for JavaScript in a block without `files` would run on Python, too.
  if (languages.python && !blocks.elements.every(isScoped)) return undefined;
  const first = blocks.elements[0];
  const gap = first && /\n([ \t]*)/u.exec(text.slice(blocks.start, first.range[0]));
  const element = `${blocks.nests ? '' : '...'}asyncOrm.configs.${preset}`;
  const inserted = gap ? `\n${gap[1] ?? ''}${element},` : `${element}${first ? ', ' : ''}`;
  const statement = "import asyncOrm from 'eslint-plugin-async-orm';";
  const imports = program.body.findLast(({ type }) => type === 'ImportDeclaration')?.range?.[1];
  const head = imports ?? program.body[0]?.range?.[0] ?? 0;
  if (head > blocks.start) return undefined;
  const imported = imports === undefined ? `${statement}\n\n` : `\n${statement}`;
  const added = text.slice(0, head) + imported + text.slice(head, blocks.start) + inserted + text.slice(blocks.start);
  return parse(linter, added) && added;
}

/** The list that is exported, as it is or given to a function that is known to return it. */
function findBlocks({ body }: Program, text: string): Blocks | undefined {
  const [exported] = body.filter((statement) => statement.type === 'ExportDefaultDeclaration');
  const value = exported?.declaration;
  if (value?.type === 'ArrayExpression') return toBlocks(value, false);
  if (value?.type !== 'CallExpression') return undefined;
  const [from, to] = (value.callee as Ranged).range;
  if (!/^(?:defineConfig|tseslint\.config)$/u.test(text.slice(from, to))) return undefined;
  const [first, ...others] = value.arguments;
  if (first?.type === 'ArrayExpression' && others.length === 0) return toBlocks(first, true);
  return { start: text.indexOf('(', to) + 1, elements: value.arguments as Ranged[], nests: true };
}

function toBlocks(array: object, nests: boolean): Blocks | undefined {
  const { elements, range } = array as Ranged & { elements: (Ranged | null)[] };
  const written = elements.filter((element) => element !== null);
  return written.length === elements.length ? { start: range[0] + 1, elements: written, nests } : undefined;
}

/** Is it a block that names its files, or one that only ignores some? */
function isScoped(element: Ranged): boolean {
  if (element.type !== 'ObjectExpression') return false;
  const names = (element as Ranged & { properties: { key?: { name?: string; value?: unknown } }[] }).properties.map(({ key }) => key?.name ?? String(key?.value));
  return names.includes('files') || names.every((name) => name === 'ignores' || name === 'name');
}

/** ESLint brings a parser, and shows the tree to rules. */
function parse(LinterClass: typeof Linter, text: string): Program | undefined {
  let program: Program | undefined;
  const rule: Rule.RuleModule = {
    create: ({ sourceCode }) => {
      program = sourceCode.ast;
      return {};
    },
  };
  new LinterClass().verify(text, [{ plugins: { own: { rules: { parse: rule } } }, rules: { 'own/parse': 'error' } }]);
  return program;
}
