import type { Condition } from '../analysis/handler.ts';
import { findPath } from './data-flow.ts';
import type { FileFacts } from './file.ts';
import type { Expression, Node } from './parser/index.ts';

/** What must hold for a node to run, as far as the tests around it say so. */
export function readConditions({ getParent, text }: FileFacts, node: Node, root: Node): readonly Condition[] {
  const conditions: Condition[] = [];
  for (let child = node, parent = getParent(node); parent && child !== root; child = parent, parent = getParent(parent)) {
    if (parent.type !== 'If' && parent.type !== 'IfExp') continue;
    if (child === parent.test) continue;
    const body: readonly Node[] = parent.type === 'If' ? parent.body : [parent.body];
    conditions.push(...readTest(text, parent.test, body.includes(child)));
  }
  return conditions;
}

function readTest(text: string, test: Expression, holds: boolean): readonly Condition[] {
  if (test.type === 'UnaryOp' && test.op === 'Not') return readTest(text, test.operand, !holds);
  if (test.type === 'BoolOp') return (test.op === 'And') === holds ? test.values.flatMap((value) => readTest(text, value, holds)) : [];
  if (test.type === 'Compare') {
    const [op] = test.ops;
    const [right] = test.comparators;
    const subject = findPath(test.left);
    if (subject === undefined || test.ops.length !== 1 || right?.type !== 'Constant') return [];
    const isEqual = op === 'Eq' || op === 'Is';
    return isEqual || op === 'NotEq' || op === 'IsNot' ? [{ subject, value: text.slice(...right.range), holds: isEqual === holds }] : [];
  }
  const subject = findPath(test);
  return subject === undefined ? [] : [{ subject, value: 'truthy', holds }];
}
