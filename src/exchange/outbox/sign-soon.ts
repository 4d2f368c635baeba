// SPDX-License-Identifier: Apache-2.0
/**
 * Signing soon: what one key is to sign for one recipient while its last transaction is under way is signed in one go.
 *
 * Officers and imports queue side by side, each in a transaction of its own, and each transaction holds the log from its last statement
 * to the end of its COMMIT, so they end one after another. Who comes while some of them are ending would have to wait there in any case;
 * it waits here instead, until the last of them has ended, and whoever came until then shares a joint signature
 * (seals/suites/joint-signature.ts). Each dispatch is proof alone.
 *
 *     A              signed alone, at the end of its turn ------- COMMIT
 *     B, C, D        come one by one, and wait --------------------- signed together ------- COMMIT, COMMIT, COMMIT
 *     E, urgent      signed at the end of its turn, with whoever waits
 *
 * Where nothing is under way nobody waits for others to come. An urgent dispatch never waits, nor does the second one of a transaction:
 * it would wait for itself. Nobody waits longer than `patienceMs`, whatever the transactions under way are held up by. Only dispatches to one
 * recipient share a signature, since by its way one sees that others were signed at the same moment.
 */
import { jointMax, signDocuments, type SignedDocument, type Signer } from '../../seals/index.ts';

interface Unsigned {
  /** Whom it is for. */
  readonly to: string;
  readonly isUrgent: boolean;
  readonly payloadType: string;
  readonly payload: Uint8Array;
}

/** Rejects with what signing threw. */
export type SignSoon<Tx> = (tx: Tx, document: Unsigned, signer: Signer) => Promise<SignedDocument>;

export interface Moments<Tx> {
  /** Runs it when everything that came together has been looked at. */
  readonly atEndOfTurn: (work: () => void) => void;
  /** Runs it when this transaction has ended, kept or undone; at once where nobody can tell. */
  readonly whenEnded: (tx: Tx, work: () => void) => void;
  /** Runs it after so long, unless it is called off by what this returns. */
  readonly after: (ms: number, work: () => void) => () => void;
}

/** A few times what a pouchful of transactions takes to end one after another on a disk of our day; no officer notices it. */
export const patienceMs = 50;

interface Waiting<Tx> {
  readonly tx: Tx;
  readonly document: Unsigned;
  readonly resolve: (signed: SignedDocument) => void;
  readonly reject: (error: unknown) => void;
}

export function signingSoon<Tx extends object>(moments: Moments<Tx>): SignSoon<Tx> {
  const lines = new Map<string, ReturnType<typeof signingInLine<Tx>>>();
  return (tx, document, signer) => {
    const name = `${signer.keyId} ${document.to}`;
    const line = lines.get(name) ?? signingInLine(moments, signer);
    lines.set(name, line);
    return line(tx, document);
  };
}

/** For one key and one recipient. */
function signingInLine<Tx extends object>(moments: Moments<Tx>, signer: Signer): (tx: Tx, document: Unsigned) => Promise<SignedDocument> {
  const underWay = new Set<Tx>();
  let waiting: Waiting<Tx>[] = [];
  let isAboutToSign = false;
  let callOff: (() => void) | null = null;
  const signAll = (): void => {
    isAboutToSign = false;
    callOff?.();
    callOff = null;
    const all = waiting;
    waiting = [];
    for (const { tx } of all) follow(tx);
    for (let from = 0; from < all.length; from += jointMax) signTogether(signer, all.slice(from, from + jointMax));
  };
  const sign = (): void => {
    if (isAboutToSign || waiting.length === 0) return;
    isAboutToSign = true;
    moments.atEndOfTurn(signAll);
  };
  const follow = (tx: Tx): void => {
    if (underWay.has(tx)) return;
    underWay.add(tx);
    moments.whenEnded(tx, () => {
      underWay.delete(tx);
      if (underWay.size === 0) sign();
    });
  };
  return (tx, document) =>
    new Promise((resolve, reject) => {
      waiting.push({ tx, document, resolve, reject });
      if (document.isUrgent || underWay.size === 0 || underWay.has(tx)) sign();
      else callOff ??= moments.after(patienceMs, sign);
    });
}

function signTogether<Tx>(signer: Signer, together: readonly Waiting<Tx>[]): void {
  try {
    const signed = signDocuments(
      signer,
      together.map(({ document: { payloadType, payload } }) => ({ payloadType, payload })),
    );
    for (const [index, document] of signed.entries()) together[index]?.resolve(document);
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}
