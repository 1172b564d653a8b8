import { ASTUtils, type ParserServicesWithTypeInformation, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { Compiler } from './compiler.ts';
import type { Receivers } from './receivers.ts';
import type { CallNode } from './syntax.ts';

/** One file with its types: what every step of the analysis reads. */
export interface TypedFile {
  readonly source: TSESLint.SourceCode;
  readonly compiler: Compiler;
  readonly receivers: Receivers;
  readonly knowledge: Knowledge;
  typeOf(node: TSESTree.Node): ts.Type;
  /** What the paths of other files are given relative to. */
  readonly directory: string;
  toTypeScript(node: TSESTree.Node): ts.Node;
  /** `undefined` for a node of another file. */
  fromTypeScript(node: ts.Node): TSESTree.Node | undefined;
  /** The overload a call takes; `undefined` where the checker finds none. */
  signatureOf(node: CallNode): ts.Signature | undefined;
  variableOf(node: TSESTree.Identifier): TSESLint.Scope.Variable | undefined;
}

export function createTypedFile(
  source: TSESLint.SourceCode,
  services: ParserServicesWithTypeInformation,
  compiler: Compiler,
  receivers: Receivers,
  knowledge: Knowledge,
  directory: string,
): TypedFile {
  const signatures = new Map<CallNode, ts.Signature | undefined>();
  const toTypeScript = (node: TSESTree.Node): ts.Node => services.esTreeNodeToTSNodeMap.get(node);
  return {
    source,
    compiler,
    receivers,
    knowledge,
    directory,
    toTypeScript,
    fromTypeScript: (node) => services.tsNodeToESTreeNodeMap.get(node),
    typeOf: (node) => compiler.checker.getTypeAtLocation(toTypeScript(node)),
    signatureOf(node) {
      if (!signatures.has(node)) {
        const call = toTypeScript(node);
        // The checker fails an assertion when asked about anything but a call.
        signatures.set(node, compiler.ts.isCallLikeExpression(call) ? compiler.checker.getResolvedSignature(call) : undefined);
      }
      return signatures.get(node);
    },
    variableOf: (node) => ASTUtils.findVariable(source.getScope(node), node) ?? undefined,
  };
}
