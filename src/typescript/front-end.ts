import { createRequire } from 'node:module';
import type { ParserServicesWithTypeInformation, TSESLint } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { FileAnalysis, FrontEnd } from '../analysis/front-end.ts';
import type { Handler } from '../analysis/handler.ts';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { TransactionProblem } from '../analysis/transaction.ts';
import { createExecutionContexts } from './execution-context.ts';
import { createTypedFile } from './file.ts';
import { readHandlers } from './handlers.ts';
import { findUntypedImports, WITHOUT_TYPES } from './notices.ts';
import { readQuerySites } from './query-sites.ts';
import { createReceivers, type Receivers } from './receivers.ts';
import { findTransactionProblems } from './transaction-problems.ts';

// A plugin for several languages must load where the compiler is not installed.
const require = createRequire(import.meta.url);
const receiversOfPrograms = new WeakMap<ts.Program, WeakMap<Knowledge, Receivers>>();

export const typescript: FrontEnd<TSESLint.SourceCode> = {
  accepts: (source): source is TSESLint.SourceCode => 'parserServices' in source && 'scopeManager' in source,
  analyze(source, knowledge, directory) {
    const { program } = source.parserServices ?? {};
    if (!program) return UNTYPED;
    const services = source.parserServices as ParserServicesWithTypeInformation;
    const compiler = { ts: require('typescript') as typeof ts, program, checker: program.getTypeChecker() };
    let ofProgram = receiversOfPrograms.get(program);
    if (!ofProgram) receiversOfPrograms.set(program, (ofProgram = new WeakMap()));
    let receivers = ofProgram.get(knowledge);
    if (!receivers) ofProgram.set(knowledge, (receivers = createReceivers(compiler, knowledge)));
    const file = createTypedFile(source, services, compiler, receivers, knowledge, directory);
    const contexts = createExecutionContexts(file);
    const sites = readQuerySites(file, contexts);
    let handlers: readonly Handler[] | undefined;
    let transactions: readonly TransactionProblem[] | undefined;
    return {
      sites: sites.map(({ site }) => site),
      handlers: () => (handlers ??= readHandlers(file, contexts, sites)),
      transactions: () => (transactions ??= findTransactionProblems(file, contexts, sites)),
      notices: findUntypedImports(file),
    };
  },
};

const UNTYPED: FileAnalysis = { sites: [], handlers: () => [], notices: [WITHOUT_TYPES] };
