import type { Rule } from 'eslint';

/** Languages whose front ends the rules can read. */
export const LANGUAGES = ['js/js', 'async-orm/python'];
/** Of rules about what only ORMs of TypeScript have. */
export const TYPESCRIPT = ['js/js'];
/** Of rules about what only Python's ORMs have. */
export const PYTHON = ['async-orm/python'];

const DOCUMENTATION = 'https://github.com/eslint-plugin-async-orm/eslint-plugin-async-orm/blob/main/docs/rules';

/** What every rule says of itself. */
export interface RuleDefinition<Options extends readonly unknown[], MessageId extends string> {
  readonly name: string;
  readonly meta: {
    readonly type: 'problem' | 'suggestion';
    readonly languages: readonly string[];
    readonly docs: {
      readonly description: string;
      readonly recommended: boolean;
      /** Options that the preset `strict` sets. */
      readonly strict?: Options;
    };
    readonly fixable?: 'code';
    readonly hasSuggestions?: boolean;
    readonly schema: readonly object[];
    readonly messages: Readonly<Record<MessageId, string>>;
  };
  readonly defaultOptions: Options;
  create(context: Rule.RuleContext, options: Options): Rule.RuleListener;
}

export type RuleModule = Rule.RuleModule & { readonly meta: { readonly docs: { readonly url: string; readonly recommended: boolean; readonly strict?: readonly unknown[] } } };

/** Completes a rule with what all rules share: its page, its default options and the message for notices about a file. */
export function createRule<Options extends readonly unknown[], MessageId extends string>({
  name,
  meta,
  defaultOptions,
  create,
}: RuleDefinition<Options, MessageId>): RuleModule {
  return {
    meta: {
      ...meta,
      languages: [...meta.languages],
      docs: { ...meta.docs, url: `${DOCUMENTATION}/${name}.md` },
      schema: [...meta.schema],
      defaultOptions: [...defaultOptions],
      messages: { ...meta.messages, notice: '{{message}}' },
    } as RuleModule['meta'],
    create: (context) => create(context, defaultOptions.map((option, index) => merge(option, context.options[index])) as unknown as Options),
  };
}

function merge(option: unknown, given: unknown): unknown {
  return typeof option === 'object' && typeof given === 'object' ? { ...option, ...given } : (given ?? option);
}
