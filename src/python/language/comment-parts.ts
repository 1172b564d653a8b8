import type { Comment } from '../parser/index.ts';

const PART = /#(?=\s*(?:eslint\b|noqa\b|[\w.-]+:))/giu;

/**
 * Python has one comment per line, and tools share it: each part is a comment of its own.
 * @example splitComment(comment) // `# type: ignore  # noqa: E501`: two parts
 */
export function splitComment(comment: Comment): readonly Comment[] {
  const { value } = comment;
  if (!value.includes('#')) return [comment];
  const [offset] = comment.range;
  const text = `#${value}`;
  const starts = [...new Set([0, ...Array.from(text.matchAll(PART), ({ index }) => index)])];
  return starts.map((start, index) => {
    const part = text.slice(start, starts[index + 1]).trimEnd();
    return { type: 'Comment', value: part.slice(1), range: [offset + start, offset + start + part.length] };
  });
}
