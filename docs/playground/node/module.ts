import ts from 'typescript';

/** Of what a project might have installed, the bundle holds the compiler. */
export function createRequire() {
  return (name: string): unknown => {
    if (name === 'typescript') return ts;
    throw new Error(`"${name}" is not part of the playground`);
  };
}
