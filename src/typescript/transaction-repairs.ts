import { AST_NODE_TYPES as T, ASTUtils, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Opening } from '../analysis/handler.ts';
import type { TextEdit } from '../analysis/intent.ts';
import { insert } from './await-edits.ts';
import { canMoveIntoClosure } from './closure-safety.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { hoistNames, type Hoisted } from './hoisting.ts';
import { findFreeName } from './import-edits.ts';
import { getEndWithComment, indentLines, readLayout } from './indentation.ts';
import { isWithin } from './syntax.ts';
import { NO_HANDLE, useHandle } from './transaction-handles.ts';
import { findOpeners, type Opener } from './transaction-openers.ts';
import { hasWellKnownSymbol } from './type-shape.ts';
import { getWaiting } from './unawaited.ts';
import { extendToEnd, findWrappedCode, isWaiting, type WrappedCode, type WrappedSteps } from './wrapped-code.ts';

/** Puts the steps into a transaction, in every form that keeps their meaning. */
export function openTransaction(file: TypedFile, contexts: ExecutionContexts, wrapped: WrappedSteps): readonly Opening[] {
  // A lock alone gives nothing to hold: the code that relies on it stands elsewhere.
  if (wrapped.steps.every(({ write }) => !write)) return [];
  // The transaction would have to be handed to a function that does not ask for one.
  if (wrapped.steps.some(({ call }) => !call)) return [];
  const code = findWrappedCode(file, wrapped);
  // A transaction must not wait for whoever takes the next value.
  if (code?.yields) return [];
  const place = code?.first ?? (wrapped.fn.body.type === T.BlockStatement ? undefined : wrapped.fn.body);
  if (!place) return [];
  const awaits = (code?.awaits ?? false) || wrapped.steps.some(({ site }) => site.thenable);
  const canWait = contexts.of(place).canAwait || (!code && awaits);
  const openings = findOpeners(file, wrapped.steps, place).flatMap((opener): readonly (Opening & { isAsync: boolean })[] => {
    const isAsync = canWait && opener.form.async;
    if (!isAsync && (awaits || !isSyncOpener(file, opener))) return [];
    const edits = code ? wrapCode(file, opener, isAsync, code) : wrapExpression(file, opener, isAsync, wrapped);
    return edits ? [{ opener: opener.text, repair: { safety: 'unsafe', edits: [...opener.edits, ...edits] }, isAsync }] : [];
  });
  // Sync code of an async function may become async one day, so that a sync transaction is the second choice.
  const wanted = openings.some(({ isAsync }) => isAsync);
  return openings.filter(({ isAsync }) => isAsync === wanted).map(({ opener, repair }) => ({ opener, repair }));
}

function isSyncOpener({ compiler }: TypedFile, { form, handle }: Opener): boolean {
  if (form.kind === 'callback') return !form.async;
  return handle !== undefined && hasWellKnownSymbol(compiler, handle, 'dispose');
}

function wrapCode(file: TypedFile, opener: Opener, isAsync: boolean, code: WrappedCode): readonly TextEdit[] | undefined {
  const { form } = opener;
  if (form.kind === 'disposable') return holdByDeclaration(file, opener, isAsync, code);
  // What cannot leave a callback may stay in it where the rest of the function comes along.
  const whole = extendToEnd(file, code);
  return wrapInCallback(file, opener, form, code) ?? (whole && (form.async || !whole.awaits) ? wrapInCallback(file, opener, form, whole) : undefined);
}

type Form<Kind extends Opener['form']['kind']> = Extract<Opener['form'], { kind: Kind }>;

function wrapInCallback(file: TypedFile, opener: Opener, form: Form<'callback'>, code: WrappedCode): readonly TextEdit[] | undefined {
  const { first, last, statements } = code;
  const delivery = code.jumps ? undefined : deliver(file, code, form);
  const handle = form.handle ? useHandle(file, opener, statements) : NO_HANDLE;
  if (!delivery || !handle || !canMoveIntoClosure(file, code, handle.replaced)) return undefined;
  const { inner, next, outer, unit } = readLayout(file, first, last.range[1]);
  const before = [...delivery.declarations, ''].join(next);
  const open = `${before}${delivery.receive}${form.async ? 'await ' : ''}${opener.text}(${form.async ? 'async ' : ''}(${handle.name}) => {`;
  const close = `${delivery.give === '' ? '' : `${inner}${delivery.give}`}${outer}});`;
  return [
    insert(first.range[0], `${open}${inner}`),
    ...indentLines(file, statements, last.range[1], unit),
    ...handle.edits,
    ...delivery.edits,
    insert(getEndWithComment(file, last), close),
  ];
}

/** How the names that a callback sets, or what it returns, get out of it. */
interface Delivery extends Hoisted {
  /** Stands before the call: `const id = `, `return `. */
  readonly receive: string;
  /** Ends the callback: `return id;`. */
  readonly give: string;
}

const NOTHING: Delivery = { declarations: [], edits: [], receive: '', give: '' };

function deliver(file: TypedFile, code: WrappedCode, { returnsResult }: Form<'callback'>): Delivery | undefined {
  const { endsFunction, last, names, returns, statements } = code;
  if (names.length > 0) {
    if (returns.length > 0 || hasUsing(statements)) return undefined;
    if (!returnsResult || !names.every((variable) => isReturnable(file, variable))) {
      const hoisted = returnsResult ? undefined : hoistNames(file, code);
      return hoisted && { ...NOTHING, ...hoisted };
    }
    const list = names.map(({ name }) => name);
    const result = list.length === 1 ? list.join() : `{ ${list.join(', ')} }`;
    return { ...NOTHING, receive: `const ${result} = `, give: `return ${result};` };
  }
  if (returns.length === 0) return hasUsing(statements) && !endsFunction ? undefined : NOTHING;
  // What the function returns now, the callback returns then: nothing may follow.
  if (endsFunction && returns.every(({ argument }) => !argument)) return NOTHING;
  return returnsResult && (endsFunction || last.type === T.ReturnStatement) && mayWiden(file, returns) ? { ...NOTHING, receive: 'return ' } : undefined;
}

function hasUsing(statements: readonly TSESTree.Statement[]): boolean {
  return statements.some((statement) => statement.type === T.VariableDeclaration && /using$/u.test(statement.kind));
}

/** A literal type widens on its way through a callback: is the wider type what the function gives? */
function mayWiden(file: TypedFile, returns: readonly TSESTree.ReturnStatement[]): boolean {
  const { checker, ts: tsc } = file.compiler;
  const [first] = returns;
  const fn = first && tsc.findAncestor(file.toTypeScript(first), tsc.isFunctionLike);
  const signature = fn && checker.getSignatureFromDeclaration(fn);
  const given = signature && checker.getAwaitedType(signature.getReturnType());
  return returns.every(({ argument }) => {
    const type = argument && file.typeOf(argument);
    return !type || !hasLiteral(file, type) || (given !== undefined && checker.isTypeAssignableTo(checker.getBaseTypeOfLiteralType(type), given));
  });
}

function hasLiteral({ compiler: { ts: { TypeFlags } } }: TypedFile, type: ts.Type): boolean {
  const parts = type.isUnion() && !(type.flags & TypeFlags.Boolean) ? type.types : [type];
  return parts.some(({ flags }) => flags & (TypeFlags.StringLiteral | TypeFlags.NumberLiteral | TypeFlags.BigIntLiteral | TypeFlags.UniqueESSymbol));
}

/** May a variable be declared by the result of a callback instead? */
function isReturnable(file: TypedFile, { defs: [definition], references }: WrappedCode['names'][number]): boolean {
  if (definition?.node.type !== T.VariableDeclarator || definition.parent?.type !== T.VariableDeclaration) return false;
  if (!/^(?:const|let)$/u.test(definition.parent.kind) || references.some((reference) => reference.isWrite() && !reference.init)) return false;
  return definition.node.id.typeAnnotation !== undefined || !hasLiteral(file, file.typeOf(definition.name));
}

function holdByDeclaration(file: TypedFile, opener: Opener, isAsync: boolean, code: WrappedCode): readonly TextEdit[] | undefined {
  const { first, last, names, statements } = code;
  // What can be committed takes everything back unless it is.
  if (!opener.handle || opener.handle.getProperty('commit')) return undefined;
  // Nobody reads the variable; its underscore says so to the compiler.
  const name = findFreeName(file, ['_transaction', '_work']);
  const awaited = awaitReturns(file, code);
  if (name === undefined || !awaited) return undefined;
  const { inner, next, outer, unit } = readLayout(file, first, last.range[1]);
  const isAwaited = opener.form.kind === 'disposable' && opener.form.awaited;
  if (isAwaited && !isAsync) return undefined;
  const declaration = `${isAsync ? 'await using' : 'using'} ${name} = ${isAwaited ? 'await ' : ''}${opener.text}();`;
  // Names used later must stay in scope, so the transaction then lasts to the end of the block.
  if (names.length > 0 || code.endsBlock) return [insert(first.range[0], `${declaration}${next}`), ...awaited];
  return [
    insert(first.range[0], `{${inner}${declaration}${inner}`),
    ...indentLines(file, statements, last.range[1], unit),
    ...awaited,
    insert(getEndWithComment(file, last), `${outer}}`),
  ];
}

/** A returned write must end before the block and its transaction do. */
function awaitReturns(file: TypedFile, { first, returns, waits }: WrappedCode): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const statement of returns) {
    const isLeft = waits.some((node) => isWithin(node, statement) && getWaiting(file, node, first.parent) === 'return');
    if (!isLeft || !statement.argument) continue;
    if (statement.argument.type !== T.CallExpression && statement.argument.type !== T.Identifier) return undefined;
    edits.push(insert(statement.argument.range[0], 'await '));
  }
  return edits;
}

/** `(rows) => Promise.all(…)` becomes `(rows) => aatomic(() => Promise.all(…))`. */
function wrapExpression(file: TypedFile, opener: Opener, isAsync: boolean, { fn, steps }: WrappedSteps): readonly TextEdit[] | undefined {
  const { form } = opener;
  if (form.kind !== 'callback' || form.handle || !form.returnsResult) return undefined;
  const arrow = file.source.getTokenBefore(fn.body, ASTUtils.isArrowToken);
  const start = arrow && file.source.getTokenAfter(arrow, { includeComments: true });
  if (!start) return undefined;
  if (steps.some(({ node, site }) => site.thenable && getWaiting(file, node, fn) === 'none')) return undefined;
  // What is a promise already needs no function that makes one.
  const keyword = isAsync && (isWaiting(file, fn.body) || steps.every(({ site }) => !site.thenable)) ? 'async ' : '';
  return [insert(start.range[0], `${opener.text}(${keyword}() => `), insert(fn.range[1], ')')];
}
