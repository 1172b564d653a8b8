import type { RuleVisitor as AnyRuleVisitor } from '@eslint/core';
import type { CustomRuleDefinitionType, CustomRuleTypeDefinitions, CustomRuleVisitorWithExit } from '@eslint/plugin-kit';
import type { Node, NodeType } from '../parser/index.ts';
import type { PythonSourceCode } from './source-code.ts';

export type * from '../parser/index.ts';
export type { PythonSourceCode as SourceCode } from './source-code.ts';

type Visitors = { [Type in NodeType]?: ((node: Extract<Node, { type: Type }>) => void) | undefined };

/** Listeners of a rule, by the type of node or by selector. */
export interface RuleVisitor extends AnyRuleVisitor, CustomRuleVisitorWithExit<Visitors> {}

/** A rule about Python. */
export type RuleDefinition<Options extends Partial<CustomRuleTypeDefinitions> = object> = CustomRuleDefinitionType<
  { LangOptions: Record<string, unknown>; Code: PythonSourceCode; Visitor: RuleVisitor; Node: Node },
  Options
>;
