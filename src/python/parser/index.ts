export type * from './nodes.ts';
export { parse } from './parser.ts';
export { visitorKeys } from './visitor-keys.ts';
