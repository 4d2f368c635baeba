// SPDX-License-Identifier: Apache-2.0
/**
 * Signing soon: what is to be signed by one key in the same turn of the program is signed in one go.
 *
 * Officers and imports queue side by side, each in a transaction of its own, and what PostgreSQL answers to several of them comes in one
 * turn. Their dispatches then share a joint signature (seals/suites/joint-signature.ts), and each is proof alone.
 *
 *     turn of the program      answer for A   answer for B   answer for C   end: A, B and C are signed
 *
 * Nobody waits for others to come: what is there at the end of the turn is signed, one alone too. Only dispatches to one recipient share a
 * signature, since by its way one sees that others were signed at the same moment.
 */
import { jointMax, signDocuments, type SignedDocument, type Signer } from '../../seals/index.ts';

interface Unsigned {
  /** Whom it is for. */
  readonly to: string;
  readonly payloadType: string;
  readonly payload: Uint8Array;
}

/** Rejects with what signing threw. */
export type SignSoon = (document: Unsigned, signer: Signer) => Promise<SignedDocument>;

interface Waiting {
  readonly document: Unsigned;
  readonly signer: Signer;
  readonly resolve: (signed: SignedDocument) => void;
  readonly reject: (error: unknown) => void;
}

/** `atEndOfTurn` runs what it is given when everything that came together has been looked at. */
export function signingSoon(atEndOfTurn: (work: () => void) => void): SignSoon {
  let waiting: Waiting[] = [];
  const signAll = (): void => {
    const all = waiting;
    waiting = [];
    for (const toOne of Map.groupBy(all, ({ signer, document }) => `${signer.keyId} ${document.to}`).values())
      for (let from = 0; from < toOne.length; from += jointMax) signTogether(toOne.slice(from, from + jointMax));
  };
  return (document, signer) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) atEndOfTurn(signAll);
      waiting.push({ document, signer, resolve, reject });
    });
}

function signTogether(together: readonly Waiting[]): void {
  const [first] = together;
  if (first === undefined) return;
  try {
    const signed = signDocuments(
      first.signer,
      together.map(({ document: { payloadType, payload } }) => ({ payloadType, payload })),
    );
    for (const [index, document] of signed.entries()) together[index]?.resolve(document);
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}
