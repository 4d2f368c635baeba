// SPDX-License-Identifier: Apache-2.0
/**
 * One attempt for rows of one lane: a receipt that may be there already is asked for, and what has none is posted, several in a
 * pouch. What the attempt means for the lane is noted once for all of them.
 */
import { sealEnvelope } from '../envelope.ts';
import { envelopesMax, packPouch, pouchBytesMax, unpackAnswers } from '../pouches/pouch.ts';
import type { ClaimedRow, ExchangePorts, NetworkAnswer, Peer } from '../ports.ts';
import { afterFailure, afterReceipt } from './lanes.ts';
import { offerAgain } from './offer-again.ts';
import { type BelievedReceipt, believeReceipt } from './take-receipt.ts';

export interface Offered {
  /** What the peer signed about each; whoever is missing here has no receipt yet. */
  readonly receipts: ReadonlyMap<ClaimedRow, BelievedReceipt>;
  /** Rows over which our own program broke off. */
  readonly errors: ReadonlyMap<ClaimedRow, unknown>;
}

export async function offerAll<Tx>(ports: ExchangePorts<Tx>, peer: Peer, rows: readonly ClaimedRow[]): Promise<Offered> {
  const receipts = new Map<ClaimedRow, BelievedReceipt>();
  const errors = new Map<ClaimedRow, unknown>();
  const guarded = async (row: ClaimedRow, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => void errors.set(row, error));
  const answers = new Map<ClaimedRow, NetworkAnswer>();
  const take = (row: ClaimedRow, answer: NetworkAnswer): void => {
    const receipt = believed(ports, peer, row, answer);
    if (receipt === null) answers.set(row, answer);
    else receipts.set(row, receipt);
  };
  const toPost = rows.filter((row) => row.attempts <= 1);
  const asking = rows.filter((row) => row.attempts > 1);
  await Promise.all(
    asking.map((row) =>
      guarded(row, async () => {
        const answer = await ports.network.receipt(peer, row.digest);
        if (answer.kind === 'answered' && believed(ports, peer, row, answer) === null) toPost.push(row);
        else take(row, answer);
      }),
    ),
  );
  const posted = new Set(toPost);
  for (const [row, answer] of await post(ports, peer, toPost, errors)) take(row, answer);
  await noteLane(ports, rows, { answers, posted, receipts });
  for (const [row, { wire }] of receipts) {
    const { need } = wire;
    if (need !== null) await guarded(row, () => offerAgain(ports, peer, row, need));
  }
  return { receipts, errors };
}

/** The answer to each, as if it had been posted alone. */
async function post<Tx>(
  ports: ExchangePorts<Tx>,
  peer: Peer,
  rows: readonly ClaimedRow[],
  errors: Map<ClaimedRow, unknown>,
): Promise<Map<ClaimedRow, NetworkAnswer>> {
  const answers = new Map<ClaimedRow, NetworkAnswer>();
  const sealed: (readonly [ClaimedRow, Uint8Array])[] = [];
  const { sealSuite, random, self } = ports;
  for (const row of rows) {
    const letter = { dispatch: row.signedBytes, body: row.bodyDocument };
    const given = { ...letter, from: self.authorityId, to: peer.keyState, class: row.class, now: ports.clock(), sealSuite, random };
    try {
      sealed.push([row, await sealEnvelope(given)]);
    } catch (error) {
      errors.set(row, error);
    }
  }
  for (const pouch of pouchesOf(sealed)) {
    const given = await postOne(
      ports,
      peer,
      pouch.map(([, envelope]) => envelope),
    );
    for (const [index, [row]] of pouch.entries()) answers.set(row, given[index] ?? { kind: 'unreachable' });
  }
  return answers;
}

/**
 * A lone envelope goes as it is, and so do those of a pouch that is refused whole, so that one of them which the other side cannot
 * take keeps nobody waiting. What answers a pouch with anything but as many answers has answered nothing.
 */
async function postOne<Tx>(ports: ExchangePorts<Tx>, peer: Peer, envelopes: readonly Uint8Array[]): Promise<readonly NetworkAnswer[]> {
  const [only, ...others] = envelopes;
  if (only !== undefined && others.length === 0) return [await ports.network.post(peer, only)];
  const answer = await ports.network.postPouch(peer, packPouch(envelopes));
  const isRefused = answer.kind === 'answered' && answer.status >= 400 && answer.status < 500 && answer.status !== 429;
  if (isRefused) return Promise.all(envelopes.map((envelope) => ports.network.post(peer, envelope)));
  if (answer.kind === 'unreachable' || answer.status !== 200) return envelopes.map(() => answer);
  const answers = unpackAnswers(answer.bytes, envelopes.length) ?? [];
  return answers.map(({ status, retryAfterMs, bytes }) => ({
    kind: 'answered',
    status,
    bytes,
    ...(retryAfterMs > 0 ? { retryAfterMs } : {}),
  }));
}

/** As many together as a pouch holds. */
function pouchesOf(sealed: readonly (readonly [ClaimedRow, Uint8Array])[]): (readonly [ClaimedRow, Uint8Array])[][] {
  const pouches: (readonly [ClaimedRow, Uint8Array])[][] = [];
  let bytes = 0;
  for (const one of sealed) {
    const last = pouches.at(-1);
    const size = one[1].length + 4;
    if (last === undefined || last.length === envelopesMax || bytes + size > pouchBytesMax) {
      pouches.push([one]);
      bytes = size;
    } else {
      last.push(one);
      bytes += size;
    }
  }
  return pouches;
}

/** A failure of the lane outweighs receipts; an answer of another kind (a refusal of one envelope alone) means nothing for it. */
async function noteLane<Tx>(
  ports: ExchangePorts<Tx>,
  rows: readonly ClaimedRow[],
  given: {
    readonly answers: ReadonlyMap<ClaimedRow, NetworkAnswer>;
    readonly posted: ReadonlySet<ClaimedRow>;
    readonly receipts: ReadonlyMap<ClaimedRow, BelievedReceipt>;
  },
): Promise<void> {
  const [row] = rows;
  if (row === undefined) return;
  const now = ports.clock();
  const failed = [...given.answers.values()].filter(
    (answer) => answer.kind === 'unreachable' || answer.status === 429 || answer.status >= 500,
  );
  const failures = row.laneFailures;
  if (failed.length > 0) {
    const asked = failed.flatMap((answer) =>
      answer.kind === 'answered' && answer.retryAfterMs !== undefined ? [answer.retryAfterMs] : [],
    );
    const askedMs = asked.length === 0 ? null : Math.max(...asked);
    return ports.store.noteLane(row, afterFailure({ class: row.class, failures, askedMs, now }));
  }
  // A receipt that was only asked for says nothing about what the lane takes now.
  const credits = [...given.receipts].flatMap(([of, { wire }]) => (given.posted.has(of) ? [wire.credit] : []));
  if (credits.length === 0) return;
  const standing = afterReceipt({ failures, credit: Math.min(...credits), now });
  if (standing !== null) await ports.store.noteLane(row, standing);
}

function believed<Tx>(ports: ExchangePorts<Tx>, peer: Peer, row: ClaimedRow, answer: NetworkAnswer): BelievedReceipt | null {
  return answer.kind === 'unreachable' || answer.status !== 200 ? null : believeReceipt(ports, peer, row.digest, answer.bytes);
}
