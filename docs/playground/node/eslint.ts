// The parts of ESLint that run without a file system. `@typescript-eslint/utils` derives classes from the others.
export { Linter } from 'eslint/universal';
const Absent = Object;
export { Absent as ESLint, Absent as RuleTester, Absent as SourceCode };
