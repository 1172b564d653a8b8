/** Under which a constructor's argument is kept apart from attributes. */
export function keep(name: string): string {
  return `(${name})`;
}
