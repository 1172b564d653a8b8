import type { TSESTree } from '@typescript-eslint/utils';
import type { QuerySite, WriteFacts } from '../analysis/query-site.ts';

/** Tells which transaction is open around a node, and how writes hang together. */
export interface Transactions {
  isOpenAt(node: TSESTree.Node): boolean;
  getWrite(site: QuerySite): WriteFacts | undefined;
}
