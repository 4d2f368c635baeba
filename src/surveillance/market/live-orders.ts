// SPDX-License-Identifier: Apache-2.0
/**
 * Orders by number, in columns: what a replay knows of each, and everybody who listens to it may ask.
 */

/** As they are at this moment of the replay. `left` is 0 once an order is gone. */
export interface LiveOrders {
  readonly price: Float64Array;
  readonly placedSize: Float64Array;
  readonly left: Float64Array;
  readonly placedNs: Float64Array;
  readonly account: Uint32Array;
  readonly instrument: Uint32Array;
  readonly side: Uint8Array;
  /** The row that placed it. */
  readonly row: Uint32Array;
}

export function emptyOrders(count: number): LiveOrders {
  return {
    price: new Float64Array(count),
    placedSize: new Float64Array(count),
    left: new Float64Array(count),
    placedNs: new Float64Array(count),
    account: new Uint32Array(count),
    instrument: new Uint32Array(count),
    side: new Uint8Array(count),
    row: new Uint32Array(count),
  };
}

/** Orders that came since get their places, in arrays twice as long. */
export function giveRoom(orders: LiveOrders, count: number): void {
  if (orders.left.length >= count) return;
  const wider = emptyOrders(count * 2);
  for (const [name, column] of Object.entries(wider)) column.set(orders[name as keyof LiveOrders]);
  Object.assign(orders, wider);
}
