import type { Amount } from '../../analysis/handler.ts';
import { findPath, visit } from '../data-flow.ts';
import type { FileFacts } from '../file.ts';
import type { Expression, Node, Statement } from '../parser/index.ts';

/** A change of a column by an amount that does not depend on the row. */
type Step = Pick<Amount, 'isTaken' | 'size'>;

/** The amounts in `rows.update(credit=F("credit") - price)`. */
export function readUpdatedAmounts({ text }: FileFacts, call: Node, model: string): readonly Amount[] {
  if (call.type !== 'Call') return [];
  const target = text.slice(...call.func.range);
  return call.keywords.flatMap(({ arg, value }) => {
    const step = arg === null ? undefined : readStep(text, value, (part) => isColumn(part, arg));
    return step ? [{ ...step, target, column: `${model}.${arg ?? ''}` }] : [];
  });
}

/** The amounts that the statements before a save give to the attributes of a row: `student.credit -= price`. */
export function readSavedAmounts({ text }: FileFacts, body: readonly Statement[], row: string, end: number, model: string): readonly Amount[] {
  const amounts: Amount[] = [];
  for (const statement of body) {
    visit(statement, (node) => {
      const target = node.type === 'AugAssign' ? node.target : node.type === 'Assign' ? node.targets[0] : undefined;
      if (node.range[0] >= end || target?.type !== 'Attribute' || findPath(target.value) !== row) return true;
      const path = findPath(target);
      const step = node.type === 'AugAssign' ? asStep(text, node.op, node.value) : node.type === 'Assign' ? readStep(text, node.value, (part) => findPath(part) === path || isColumn(part, target.attr)) : undefined;
      if (step) amounts.push({ ...step, target: row, column: `${model}.${target.attr}` });
      return true;
    });
  }
  return amounts;
}

function readStep(text: string, node: Expression, isOld: (part: Expression) => boolean): Step | undefined {
  if (node.type !== 'BinOp') return undefined;
  if (isOld(node.left)) return asStep(text, node.op, node.right);
  return node.op === 'Add' && isOld(node.right) ? asStep(text, node.op, node.left) : undefined;
}

function asStep(text: string, op: string, size: Expression): Step | undefined {
  if ((op !== 'Add' && op !== 'Sub') || !isFixed(size)) return undefined;
  return { isTaken: op === 'Sub', size: text.slice(...size.range).replace(/\s+/gu, '') };
}

/** Has it the same value wherever it stands? */
function isFixed(node: Expression): boolean {
  if (node.type === 'BinOp') return isFixed(node.left) && isFixed(node.right);
  return node.type === 'Constant' || node.type === 'Name' || (node.type === 'Attribute' && findPath(node) !== undefined);
}

/** `F("credit")` */
function isColumn(node: Expression, column: string): boolean {
  const [first] = node.type === 'Call' ? node.args : [];
  return node.type === 'Call' && node.args.length === 1 && node.keywords.length === 0 && first?.type === 'Constant' && first.value === column;
}
