import type { DirectiveType, RulesConfig } from '@eslint/core';
import { ConfigCommentParser, Directive } from '@eslint/plugin-kit';
import type { Comment } from '../parser/index.ts';
import { splitComment } from './comment-parts.ts';
import { readNoqa, type NoqaRule } from './noqa.ts';

/** What the comments of a file say to ESLint. */
export interface Directives {
  /** Comments that mean ESLint and nothing else. */
  readonly comments: Comment[];
  readonly directives: Directive[];
  /** Those of `# noqa` without a list, at most one on a line. */
  readonly blanket: Comment[];
  readonly configs: { readonly config: { readonly rules: RulesConfig }; readonly node: Comment }[];
  readonly problems: { readonly message: string; readonly node: Comment }[];
}

const parser = new ConfigCommentParser();
const DISABLE = /^eslint-(?:disable(?:-line|-next-line)?|enable)$/u;
/** `# eslint is strict here` is prose. */
const CONFIG = /^["']?[@\w/-]+["']?\s*:/u;

export function readDirectives(comments: readonly Comment[]): Directives {
  const found: Directives = { comments: [], directives: [], blanket: [], configs: [], problems: [] };
  let allDisabled = false;
  for (const comment of comments) {
    if (!/eslint|noqa/iu.test(comment.value)) continue;
    let blanket: Comment | undefined;
    for (const part of splitComment(comment)) {
      const noqa = readNoqa(part);
      if (noqa === 'all') blanket = part;
      else if (noqa) addNoqa(part, noqa, found);
      else allDisabled = addDirective(part, found) ?? allDisabled;
    }
    // Under `# eslint-disable` it adds nothing, and ESLint would call it unused.
    if (blanket && !allDisabled) found.blanket.push(blanket);
  }
  return found;
}

function addNoqa(node: Comment, rules: readonly NoqaRule[], found: Directives): void {
  const { justification = '' } = parser.parseDirective(node.value.trimStart().replace(/^noqa\s*:/iu, 'noqa ')) ?? {};
  for (const { rule, range } of rules) found.directives.push(new Directive({ type: 'disable-line', node: { ...node, range }, value: rule, justification }));
  if (rules.length > 0) found.comments.push(node);
}

/** Gives whether every rule is off from here on, where the comment says that. */
function addDirective(node: Comment, found: Directives): boolean | undefined {
  const directive = parser.parseDirective(node.value);
  if (!directive) return undefined;
  const { label, value, justification } = directive;
  if (DISABLE.test(label)) {
    const type = label.slice('eslint-'.length) as DirectiveType;
    found.directives.push(new Directive({ type, node, value, justification }));
    found.comments.push(node);
    return value === '' && (type === 'disable' || type === 'enable') ? type === 'disable' : undefined;
  }
  if (label === 'eslint' && CONFIG.test(value)) {
    const result = parser.parseJSONLikeConfig(value);
    if (result.ok) found.configs.push({ config: { rules: result.config }, node });
    else found.problems.push({ message: result.error.message, node });
    found.comments.push(node);
  }
  return undefined;
}
