import type ts from 'typescript';
import type { CallbackSignature, CallSignature, MemberSignature, ParameterSignature, ReceiverDeclaration, ResultSignature } from '../analysis/signature.ts';
import type { Compiler } from './compiler.ts';
import { hasWellKnownSymbol, isEvaluable, isThenable, printReceiver, printType } from './type-shape.ts';

/** What reading a declaration needs to know about receivers. */
export interface ReceiverTest {
  isReceiver(type: ts.Type): boolean;
  isChainable(type: ts.Type): boolean;
  /** Is the property declared by an ORM, or by a class of the project that derives from one? */
  declaredBy(property: ts.Symbol): MemberSignature['declaredBy'] | undefined;
}

/** Reads the declarations of a receiver type; each member is read once, when asked for. */
export function readReceiver(
  compiler: Compiler,
  type: ts.Type,
  origin: string,
  test: ReceiverTest,
  name = getTypeName(compiler, type),
): ReceiverDeclaration {
  const { checker } = compiler;
  const members = new Map<string, MemberSignature | undefined>();
  const compilerSignatures = new WeakMap<CallSignature, ts.Signature>();
  const member = (name: string): MemberSignature | undefined => {
    if (!members.has(name)) members.set(name, readMember(compiler, type, name, test, compilerSignatures));
    return members.get(name);
  };
  return {
    name,
    origin,
    evaluable: isEvaluable(compiler, type),
    thenable: isThenable(compiler, type) === 'yes',
    member,
    names: () =>
      checker
        .getPropertiesOfType(type)
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('__@') && !name.startsWith('#')),
    parametersMatch(sync, async) {
      if (async.parameters.slice(sync.parameters.length).some(({ optional, rest }) => !optional && !rest)) return false;
      const parametersFit = sync.parameters.every(({ optional, rest }, index) => {
        const other = async.parameters[index];
        return other !== undefined && rest === other.rest && (!optional || other.optional);
      });
      if (!parametersFit) return false;
      const printed = sync.parameters.every((parameter, index) => printParameter(sync, parameter) === printParameter(async, async.parameters[index]));
      if (printed && printTypeParameters(sync) === printTypeParameters(async)) return true;
      return compare(sync, async, (from, to) =>
        from.parameters.every((parameter, index) => {
          const other = to.parameters[index];
          return other !== undefined && checker.isTypeAssignableTo(checker.getTypeOfSymbol(parameter), checker.getTypeOfSymbol(other));
        }),
      );
    },
    resultMatches(sync, async) {
      if (async.result.thenable !== 'yes') return isIterationOfSame(sync, async);
      if (print(sync, sync.result.type) === print(async, async.result.awaited)) return true;
      return compare(sync, async, (from, to) => {
        const awaited = checker.getAwaitedType(to.getReturnType());
        return awaited !== undefined && !isVoid(compiler, awaited) && checker.isTypeAssignableTo(awaited, from.getReturnType());
      });
    },
  };

  /** Types of two generic signatures cannot be compared by the checker: their type parameters are never the same. */
  function compare(sync: CallSignature, async: CallSignature, test: (from: ts.Signature, to: ts.Signature) => boolean): boolean {
    const from = compilerSignatures.get(sync);
    const to = compilerSignatures.get(async);
    return !!from && !!to && !from.typeParameters && !to.typeParameters && test(from, to);
  }

  /** `Iterable<T>` and `AsyncIterable<T>` and their like, told by their first type argument; an array can do more. */
  function isIterationOfSame(sync: CallSignature, async: CallSignature): boolean {
    const from = compilerSignatures.get(sync)?.getReturnType();
    const to = compilerSignatures.get(async)?.getReturnType();
    if (!from || !to || checker.isArrayType(from) || !hasWellKnownSymbol(compiler, from, 'iterator')) return false;
    const [item, asyncItem] = [from, to].map((iteration) => (isReference(compiler, iteration) ? checker.getTypeArguments(iteration)[0] : undefined));
    return !!item && !!asyncItem && print(sync, printType(compiler, item)) === print(async, printType(compiler, asyncItem));
  }

  /** The `undefined` of an optional parameter is what leaving it out means. */
  function printParameter(signature: CallSignature, parameter: ParameterSignature | undefined): string {
    const type = print(signature, parameter?.type ?? '');
    return parameter?.optional ? type.replace(/ \| undefined$/u, '').replace(/^\((.*)\)$/u, '$1') : type;
  }

  function printTypeParameters(signature: CallSignature): string {
    const { typeParameters = [] } = compilerSignatures.get(signature) ?? {};
    return typeParameters.map((parameter) => `extends ${printConstraint(signature, parameter.getConstraint())}`).join();
  }

  function printConstraint(signature: CallSignature, constraint: ts.Type | undefined): string {
    return constraint ? print(signature, printType(compiler, constraint)) : 'unknown';
  }

  /** A printed type with its type parameters numbered. `Awaited<T>` of one is printed on the async side only. */
  function print(signature: CallSignature, type: string): string {
    const { typeParameters = [] } = compilerSignatures.get(signature) ?? {};
    const numbered = typeParameters.reduce((text, { symbol: { name } }, index) => text.replace(new RegExp(`\\b${name}\\b`, 'gu'), () => `$${index}`), type);
    return numbered.replace(/\bAwaited<([\w$]+)>/gu, '$1');
  }
}

/** The declared name of a type: `QuerySet` for `QuerySet<Student>`, the alias of an aliased object type. */
function getTypeName(compiler: Compiler, type: ts.Type): string {
  const { aliasSymbol, symbol } = type as { aliasSymbol?: ts.Symbol; symbol?: ts.Symbol };
  if (symbol && symbol.name !== '__type') return isStaticSide(compiler, type, symbol) ? `typeof ${symbol.name}` : symbol.name;
  return aliasSymbol?.name ?? findAliasName(compiler, symbol) ?? printReceiver(compiler, type);
}

function isStaticSide({ ts: { SymbolFlags }, checker }: Compiler, type: ts.Type, symbol: ts.Symbol): boolean {
  return (symbol.flags & SymbolFlags.Class) !== 0 && type !== checker.getDeclaredTypeOfSymbol(symbol) && type === checker.getTypeOfSymbol(symbol);
}

/** A part of an aliased intersection has no alias of its own. */
function findAliasName({ ts: tsc }: Compiler, symbol: ts.Symbol | undefined): string | undefined {
  for (let node: ts.Node | undefined = symbol?.declarations?.[0]; node; node = node.parent) {
    if (tsc.isTypeAliasDeclaration(node)) return node.name.text;
    if (tsc.isStatement(node)) return undefined;
  }
  return undefined;
}

function readMember(
  compiler: Compiler,
  type: ts.Type,
  name: string,
  test: ReceiverTest,
  compilerSignatures: WeakMap<CallSignature, ts.Signature>,
): MemberSignature | undefined {
  const { checker, ts: { SymbolFlags } } = compiler;
  const property = checker.getPropertyOfType(type, name);
  const declaredBy = property && test.declaredBy(property);
  if (!property || !declaredBy) return undefined;
  const signatures = checker.getNonNullableType(checker.getTypeOfSymbol(property)).getCallSignatures();
  return {
    name,
    optional: (property.flags & SymbolFlags.Optional) !== 0,
    declaredBy,
    signatures: signatures.map((signature) => {
      const read = readSignature(compiler, signature, test);
      compilerSignatures.set(read, signature);
      return read;
    }),
  };
}

function readSignature(compiler: Compiler, signature: ts.Signature, test: ReceiverTest): CallSignature {
  return {
    parameters: signature.parameters.map((parameter) => readParameter(compiler, parameter, test)),
    result: readResult(compiler, signature.getReturnType(), test),
  };
}

function readParameter(compiler: Compiler, parameter: ts.Symbol, test: ReceiverTest): ParameterSignature {
  const { checker, ts: tsc } = compiler;
  const type = checker.getTypeOfSymbol(parameter);
  const declaration = parameter.valueDeclaration;
  const isDeclared = declaration !== undefined && tsc.isParameter(declaration);
  const value = checker.getNonNullableType(type);
  // A client that can be called, such as Knex, is handed over to be used and is no callback.
  const [callback] = checker.getPropertiesOfType(value).length === 0 ? value.getCallSignatures() : [];
  return {
    name: parameter.name,
    get type() {
      return printType(compiler, type);
    },
    optional: isDeclared && (declaration.questionToken !== undefined || declaration.initializer !== undefined),
    rest: isDeclared && declaration.dotDotDotToken !== undefined,
    ...(callback && { callback: readCallback(compiler, callback, test) }),
  };
}

function readCallback(compiler: Compiler, callback: ts.Signature, test: ReceiverTest): CallbackSignature {
  const types = callback.parameters.map((parameter) => compiler.checker.getTypeOfSymbol(parameter));
  const result = callback.getReturnType();
  const generic = (result.flags & compiler.ts.TypeFlags.TypeParameter) !== 0;
  return {
    get parameters() {
      return types.map((type) => printType(compiler, type));
    },
    handle: types[0] !== undefined && test.isReceiver(types[0]),
    async: generic ? 'unknown' : isThenable(compiler, result),
  };
}

/** Most is read when it is asked for: few calls need to know it, and printed in full some types fill megabytes. */
function readResult(compiler: Compiler, type: ts.Type, test: ReceiverTest): ResultSignature {
  const getAwaited = (): ts.Type => compiler.checker.getAwaitedType(type) ?? type;
  return {
    get type() {
      return printType(compiler, type);
    },
    get awaited() {
      return printType(compiler, getAwaited());
    },
    get awaitedName() {
      const awaited = getAwaited();
      return awaited.aliasSymbol?.name ?? awaited.getSymbol()?.name ?? '';
    },
    thenable: isThenable(compiler, type),
    get asyncIterable() {
      return hasWellKnownSymbol(compiler, type, 'asyncIterator');
    },
    get disposable() {
      const awaited = getAwaited();
      if (hasWellKnownSymbol(compiler, awaited, 'asyncDispose')) return 'async';
      return hasWellKnownSymbol(compiler, awaited, 'dispose') ? 'sync' : 'no';
    },
    get receiver() {
      return test.isReceiver(type);
    },
    get chainable() {
      return test.isReceiver(type) && test.isChainable(type);
    },
  };
}

function isVoid({ ts: { TypeFlags } }: Compiler, type: ts.Type): boolean {
  return (type.flags & TypeFlags.Void) !== 0;
}

function isReference({ ts: { ObjectFlags, TypeFlags } }: Compiler, type: ts.Type): type is ts.TypeReference {
  return (type.flags & TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ObjectFlags.Reference) !== 0;
}
