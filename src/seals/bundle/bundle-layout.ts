// SPDX-License-Identifier: Apache-2.0
/**
 * Where things lie in an evidence bundle. Its maker and its checker are different rooms, and read the layout here.
 *
 *     manifest.json                      every other file, with size and digest
 *     certificate.json                   who exported what, when and for whom, under the exporter's signature (certificate.ts)
 *     withheld.json                      what a later holder withheld, and why; only where one did
 *     dispatches/0001.json ...           the exact signed bytes, in the order of the case; of a letter, what its recipient attests
 *     bodies/<digest>.json               what opens the body of a dispatch, whole or in part, under the digest of the dispatch
 *     receipts/<digest>.json             the receipt for a dispatch, under the digest of the dispatch
 *     agreements/<digest>.json           the agreement with all parties' signatures, under the digest of its text
 *     keys/<authority>/0001.json ...     the key history, one event a file
 *     log/checkpoint.txt                 the exporter's signed head of its log
 *     log/proofs/<digest>.json           for each dispatch: its entry in the exporter's log and the way to the head
 *     custody/<item>.json                for an item of evidence: its custody log, and for each entry its place in the exporter's log
 *     certificate.html                   the certificate as a page for a court
 *     summary.md, readme.txt             for people
 */
import type { Digest } from '../digest.ts';

export const bundleLayout = {
  certificate: 'certificate.json',
  certificatePage: 'certificate.html',
  withheld: 'withheld.json',
  dispatch: (index: number) => `dispatches/${fourDigits(index)}.json`,
  body: (dispatch: Digest) => `bodies/${hexOf(dispatch)}.json`,
  receipt: (dispatch: Digest) => `receipts/${hexOf(dispatch)}.json`,
  agreement: (text: Digest) => `agreements/${hexOf(text)}.json`,
  keyEvent: (authorityId: string, index: number) => `keys/${authorityId}/${fourDigits(index)}.json`,
  checkpoint: 'log/checkpoint.txt',
  proof: (dispatch: Digest) => `log/proofs/${hexOf(dispatch)}.json`,
  custody: (item: string) => `custody/${item}.json`,
  summary: 'summary.md',
  readme: 'readme.txt',
} as const;

export const dispatchType = 'application/vnd.comity.dispatch+json';
/** What a recipient attests of a letter: the dispatch that its author would have sent, and how it came, signed by the recipient alone. */
export const letterType = 'application/vnd.comity.letter+json';
export const receiptType = 'application/vnd.comity.receipt+json';
export const nonDeliveryType = 'application/vnd.comity.non-delivery+json';

function fourDigits(index: number): string {
  return String(index).padStart(4, '0');
}

function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length);
}
