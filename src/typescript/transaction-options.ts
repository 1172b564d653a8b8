import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';
import { stripTransparent, visitNodes } from './syntax.ts';
import type { Mentions } from './transaction-mentions.ts';
import { getConstituents } from './type-shape.ts';

/** An argument of a call in which an option is looked for. */
export interface OptionPlace {
  readonly call: TSESTree.CallExpression;
  readonly index: number;
  /** Does an overload that has it there take the arguments before it? */
  readonly fits: boolean;
}

/** Where a call looks for an option, by the types that the ORM declares. */
export function findOptionPlaces(file: TypedFile, call: TSESTree.CallExpression, option: string): readonly OptionPlace[] {
  const { checker } = file.compiler;
  const places = new Map<number, boolean>();
  for (const signature of checker.getNonNullableType(file.typeOf(call.callee)).getCallSignatures()) {
    signature.parameters.forEach((parameter, index) => {
      if (!isDeclared(file, checker.getTypeOfSymbol(parameter), option)) return;
      places.set(index, (places.get(index) ?? false) || takesArguments(file, signature, call, index));
    });
  }
  return [...places].map(([index, fits]) => ({ call, index, fits }));
}

/** Does the ORM declare an option in a type? */
export function isDeclared(file: TypedFile, type: ts.Type, option: string): boolean {
  return getConstituents(file.compiler, type).some((part) => {
    const { checker } = file.compiler;
    const property = checker.getApparentType(part).getProperty(option);
    // A query has a method by the name of its option.
    if (!property || checker.getNonNullableType(checker.getTypeOfSymbol(property)).getCallSignatures().length > 0) return false;
    return property.declarations?.some((declaration) => file.receivers.origins.isDependency(declaration)) ?? false;
  });
}

function takesArguments(file: TypedFile, { parameters }: ts.Signature, { arguments: given }: TSESTree.CallExpression, end: number): boolean {
  const { checker, ts: { TypeFlags } } = file.compiler;
  return given.slice(0, end).every((argument, index) => {
    const parameter = parameters[index];
    const type = parameter && checker.getTypeOfSymbol(parameter);
    if (!type) return false;
    const isList = (candidate: ts.Type): boolean => checker.isArrayType(candidate) || checker.isTupleType(candidate);
    const isOpen = getConstituents(file.compiler, type).some(({ flags }) => flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.TypeParameter));
    // Type arguments are not known yet, so that only the shape is compared.
    return isOpen || getConstituents(file.compiler, type).some((part) => isList(part) === isList(file.typeOf(argument)));
  });
}

/** `given`: the option is there, or may be. `explicit`: it is there with another value. */
export type OptionState = 'explicit' | 'given' | 'missing';

/** What stands where a call looks for an option; what cannot be read may hold it. */
export function readOption(file: TypedFile, { call, index }: OptionPlace, option: string, mentions: Mentions): OptionState {
  const before = call.arguments.slice(0, index + 1);
  if (before.some(({ type }) => type === T.SpreadElement)) return 'given';
  const argument = call.arguments[index];
  return argument ? readValue(file, argument, option, mentions) : 'missing';
}

function readValue(file: TypedFile, node: TSESTree.Node, option: string, mentions: Mentions): OptionState {
  const value = stripTransparent(node);
  if (value.type === T.ObjectExpression) {
    const property = findProperty(value, option);
    if (property) return mentions.has(property.value) ? 'given' : 'explicit';
    return value.properties.some(({ type }) => type === T.SpreadElement) ? 'given' : 'missing';
  }
  if (value.type !== T.Identifier) return value.type === T.Literal || value.type === T.ArrayExpression || value.type === T.TemplateLiteral ? 'missing' : 'given';
  const variable = file.variableOf(value);
  if (value.name === 'undefined' && (variable?.defs.length ?? 0) === 0) return 'missing';
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || !definition || others.length > 0 || definition.node.type !== T.VariableDeclarator || !definition.node.init || mentions.isTouched(variable)) return 'given';
  // An object that others get may be changed by them.
  const isKept = variable.references.every(({ identifier, init }) => init === true || identifier === value);
  const literal = stripTransparent(definition.node.init);
  return isKept && literal.type === T.ObjectExpression && definition.node.id.type === T.Identifier ? readValue(file, literal, option, mentions) : 'given';
}

function findProperty(literal: TSESTree.ObjectExpression, name: string): TSESTree.Property | undefined {
  return literal.properties.find((property): property is TSESTree.Property => property.type === T.Property && !property.computed && (property.key.type === T.Identifier ? property.key.name === name : property.key.value === name));
}

/** The handle of a transaction among the arguments of a call, where no type of the ORM asks for it. */
export function findMisplaced(file: TypedFile, call: TSESTree.CallExpression, option: string, mentions: Mentions): TSESTree.Property | undefined {
  let found: TSESTree.Property | undefined;
  for (const argument of call.arguments) {
    visitNodes(file.source, argument, (node) => {
      if (node.type !== T.ObjectExpression) return /Function/u.test(node.type) || node.type === T.CallExpression ? 'skip' : undefined;
      const property = findProperty(node, option);
      if (property && mentions.isHandle(stripTransparent(property.value)) && !isAskedFor(file, node, option)) found ??= property;
      return undefined;
    });
  }
  return found;
}

function isAskedFor(file: TypedFile, literal: TSESTree.ObjectExpression, option: string): boolean {
  const node = file.toTypeScript(literal);
  const type = file.compiler.ts.isExpression(node) ? file.compiler.checker.getContextualType(node) : undefined;
  return type !== undefined && isDeclared(file, type, option);
}
