import type ts from 'typescript';
import type { CallbackSignature, CallSignature, MemberSignature, ParameterSignature, ReceiverDeclaration, ResultSignature } from '../analysis/signature.ts';
import type { Compiler } from './compiler.ts';
import { hasWellKnownSymbol, isEvaluable, isThenable, printType } from './type-shape.ts';

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
      compiler.checker
        .getPropertiesOfType(type)
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('__@') && !name.startsWith('#')),
    parametersMatch(sync, async) {
      if (printParameters(sync) === printParameters(async)) return true;
      return compare(sync, async, (from, to) => {
        if (from.parameters.length !== to.parameters.length) return false;
        if (sync.parameters.some(({ optional, rest }, index) => optional !== async.parameters[index]?.optional || rest !== async.parameters[index].rest)) return false;
        return from.parameters.every((parameter, index) => {
          const other = to.parameters[index];
          return other !== undefined && compiler.checker.isTypeAssignableTo(compiler.checker.getTypeOfSymbol(parameter), compiler.checker.getTypeOfSymbol(other));
        });
      });
    },
    resultMatches(sync, async) {
      if (normalize(sync.result.type) === normalize(async.result.awaited)) return true;
      return compare(sync, async, (from, to) => {
        const awaited = compiler.checker.getAwaitedType(to.getReturnType());
        return awaited !== undefined && !isVoid(compiler, awaited) && compiler.checker.isTypeAssignableTo(awaited, from.getReturnType());
      });
    },
  };

  /** Types of two generic signatures cannot be compared by the checker: their type parameters are never the same. */
  function compare(sync: CallSignature, async: CallSignature, test: (from: ts.Signature, to: ts.Signature) => boolean): boolean {
    const from = compilerSignatures.get(sync);
    const to = compilerSignatures.get(async);
    return !!from && !!to && !from.typeParameters && !to.typeParameters && test(from, to);
  }
}

/** The declared name of a type: `QuerySet` for `QuerySet<Student>`, the alias of an aliased object type. */
export function getTypeName(compiler: Compiler, type: ts.Type): string {
  const { aliasSymbol, symbol } = type as { aliasSymbol?: ts.Symbol; symbol?: ts.Symbol };
  if (symbol && symbol.name !== '__type') return printType(compiler, type).startsWith('typeof ') ? `typeof ${symbol.name}` : symbol.name;
  return aliasSymbol?.name ?? printType(compiler, type);
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
  const [callback] = checker.getNonNullableType(type).getCallSignatures();
  return {
    name: parameter.name,
    type: printType(compiler, type),
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
    parameters: types.map((type) => printType(compiler, type)),
    handle: types[0] !== undefined && test.isReceiver(types[0]),
    async: generic ? 'unknown' : isThenable(compiler, result),
  };
}

function readResult(compiler: Compiler, type: ts.Type, test: ReceiverTest): ResultSignature {
  const { checker } = compiler;
  const awaited = checker.getAwaitedType(type) ?? type;
  const receiver = test.isReceiver(type);
  return {
    type: printType(compiler, type),
    awaited: printType(compiler, awaited),
    thenable: isThenable(compiler, type),
    asyncIterable: hasWellKnownSymbol(compiler, type, 'asyncIterator'),
    disposable: hasWellKnownSymbol(compiler, awaited, 'asyncDispose') ? 'async' : hasWellKnownSymbol(compiler, awaited, 'dispose') ? 'sync' : 'no',
    receiver,
    chainable: receiver && test.isChainable(type),
  };
}

function isVoid({ ts: { TypeFlags } }: Compiler, type: ts.Type): boolean {
  return (type.flags & TypeFlags.Void) !== 0;
}

function printParameters({ parameters }: CallSignature): string {
  return parameters.map(({ type, optional, rest }) => `${rest ? '...' : ''}${optional ? '?' : ''}${normalize(type)}`).join('; ');
}

// `Awaited<T>` of a type parameter is printed on the async side only.
function normalize(type: string): string {
  return type.replace(/\bAwaited<([\w$]+)>/gu, '$1');
}
