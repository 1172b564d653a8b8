/** What an unawaited result is taken for by the code around it. */
export type Misuse =
  | 'argument'
  | 'condition'
  | 'index'
  | 'manager'
  | 'iteration'
  | 'operand'
  | 'property'
  | 'response'
  | 'serialized'
  | 'spread'
  | 'template';

/** What happens to a result; `mended` says whether an `await` there makes the code right. */
export type Consumption =
  /** Returned, combined, handled, stored where we cannot follow: nothing to say. */
  | { readonly kind: 'consumed' }
  /** Awaited on the spot. */
  | { readonly kind: 'awaited' }
  /** The result of a statement, thrown away. */
  | { readonly kind: 'discarded'; readonly mended: boolean }
  /** Held by a variable that nothing reads for its value. */
  | { readonly kind: 'unused'; readonly variable: string; readonly mended: boolean }
  /** Awaited on some paths, but not on all that end the function. */
  | { readonly kind: 'leaked'; readonly variable: string }
  /** Returned from a callback whose caller drops what it gets. */
  | { readonly kind: 'dropped'; readonly caller: string }
  /** One promise of an array that nobody combines. */
  | { readonly kind: 'uncombined'; readonly caller: string }
  /** Taken for the value it will only have once awaited. */
  | { readonly kind: 'misused'; readonly as: Misuse; readonly mended: boolean };
