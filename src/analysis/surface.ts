import type { Operation } from './operation.ts';

/** A receiver and its operations, as plain data. */
export interface ReceiverSurface {
  readonly name: string;
  readonly evaluable: boolean;
  readonly thenable: boolean;
  readonly operations: readonly Operation[];
}

/** Everything an ORM exposes on its receivers, as plain data. */
export interface Surface {
  /** Package, ambient module or file. */
  readonly origin: string;
  readonly receivers: readonly ReceiverSurface[];
}
