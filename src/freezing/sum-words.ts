// SPDX-License-Identifier: Apache-2.0
/** Sums of an order as people read and compare them, on screens, on paper and in what is said of a mistake. */
import { formatMoney, isCurrency } from '../kernel/index.ts';
import type { OrderWire } from './wire.ts';

/** `31000000` minor units of EUR as `310,000.00 EUR`; minor units in words for a currency that is of no list of ours. */
export function sumWords(order: OrderWire): (minor: string) => string {
  const { currency } = order.property;
  if (!isCurrency(currency)) return (minor) => `${minor} minor units of ${currency}`;
  return (minor) => `${inThousands(formatMoney({ amountMinor: BigInt(minor), currency }))} ${currency}`;
}

/** As people write sums to be read and compared: `310,000.00`. */
function inThousands(sum: string): string {
  return sum.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',');
}
