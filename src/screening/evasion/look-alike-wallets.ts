// SPDX-License-Identifier: Apache-2.0
/**
 * Wallets made to be taken for another: the same beginning and end, where people look, and another middle.
 *
 * Two addresses of one form share their first and last four letters by chance once in 16^8 (hexadecimal) or less, so a pair among a few
 * thousand addresses was searched for by somebody. The fixed beginning of a form (0x, bc1q) does not count.
 */
import { bareAddress } from '../lists/identifiers.ts';

export interface LookAlike {
  readonly known: string;
  readonly seen: string;
  readonly sentence: string;
}

/** Letters that must be the same at each end, beyond the fixed beginning of the form. */
export const endLetters = 4;
const prefix = /^(?:0x|bc1[qp]?|ltc1q?|bitcoincash:|T|[13])/;

export function lookAlikeWallets(known: readonly string[], seen: readonly string[]): readonly LookAlike[] {
  const byEnds = Map.groupBy(known.map(bareAddress), endsOf);
  return seen.map(bareAddress).flatMap((address) =>
    (byEnds.get(endsOf(address)) ?? []).flatMap((other) => {
      if (other === address || endsOf(address) === '') return [];
      const sentence = `${address} begins and ends like ${other} and is another address.`;
      return [{ known: other, seen: address, sentence }];
    }),
  );
}

function endsOf(address: string): string {
  const form = prefix.exec(address)?.[0] ?? '';
  const rest = address.slice(form.length);
  return rest.length < 4 * endLetters ? '' : `${form}|${address.length}|${rest.slice(0, endLetters)}|${rest.slice(-endLetters)}`;
}
