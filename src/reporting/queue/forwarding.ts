// SPDX-License-Identifier: Apache-2.0
/**
 * Passing a report on to the authority whom it concerns more: untranslated and as it came, with the legal basis and the link stated.
 *
 *     forwardingReason({ number: 'XB-R-7F3K-9QWM', legalBasis: 'Article 92(3) of ...', link: 'The orders were given on a venue in XC.' })
 *
 * The record itself carries the report as its firm sent it (`original`, or the answered form), which is what "untranslated" asks;
 * here is only what stands in the dispatch beside it. How it leaves is room onward's: an agreement, its conditions, four eyes.
 *
 * Source: MiCA article 92(3) and MAR article 16(4) (the authority that receives a report passes it on without delay), and the form of
 * Implementing Regulation 2024/2545, annex IV: legal basis, the report attached in its own language, the link to the recipient.
 */
export function forwardingReason(given: { readonly number: string; readonly legalBasis: string; readonly link: string }): string {
  return [
    `Forwarding of the suspicious report ${given.number}.`,
    `Legal basis: ${given.legalBasis}`,
    `Why it is sent to you: ${given.link}`,
    'The report goes with this as the firm sent it, in its own language; nothing of it was translated or left out.',
  ].join('\n');
}
