// SPDX-License-Identifier: Apache-2.0
/**
 * Ending together what ended together: the receipts of a pouch in one transaction. Where that cannot be, each is ended alone, so that
 * a room that breaks off over one dispatch holds up no other.
 */
import type { Digest } from '../../seals/index.ts';
import type { ClaimedRow, ExchangePorts, Heard } from '../ports.ts';
import { type EndedRow, followEnds, heardWith } from './take-receipt.ts';

type EndedClaim = EndedRow & { readonly row: ClaimedRow };

/** Returns what broke off; those rows keep their lease until it has lapsed. */
export async function endTogether<Tx>(ports: ExchangePorts<Tx>, ends: readonly EndedClaim[]): Promise<readonly unknown[]> {
  if (ends.length > 1 && (await areEndedAtOnce(ports, ends))) return [];
  const broken: unknown[] = [];
  for (const end of ends) {
    try {
      await ports.store.transaction((tx) => endAll(ports, tx, [end]));
    } catch (error) {
      broken.push(error);
    }
  }
  return broken;
}

/** Whatever speaks against it is met again when each is ended alone. */
async function areEndedAtOnce<Tx>(ports: ExchangePorts<Tx>, ends: readonly EndedClaim[]): Promise<boolean> {
  try {
    await ports.store.sharedTransaction((tx) => endAll(ports, tx, ends));
    return true;
  } catch {
    return false;
  }
}

async function endAll<Tx>(ports: ExchangePorts<Tx>, tx: Tx, ends: readonly EndedClaim[]): Promise<void> {
  const ours: ReadonlySet<Digest> = await ports.store.settle(tx, ends, heardFrom(ports, ends));
  const held = ends.filter(({ row }) => ours.has(row.digest));
  if (held.length > 0) await followEnds(ports, tx, held);
}

/** The largest head of the peer's log that came with them. */
function heardFrom<Tx>(ports: ExchangePorts<Tx>, ends: readonly EndedClaim[]): Heard {
  const [latest] = ends
    .map(({ receipt }) => heardWith(ports, receipt))
    .toSorted((left, right) => (right.head?.size ?? 0) - (left.head?.size ?? 0));
  return latest ?? heardWith(ports, null);
}
