import type { Finding, Language } from './lint.ts';

export interface Request {
  readonly id: number;
  readonly kind: 'fix' | 'lint';
  readonly language: Language;
  readonly text: string;
}

export type Reply =
  | { readonly id: number; readonly text: string; readonly findings: readonly Finding[] }
  | { readonly id: number; readonly problem: string };
