// SPDX-License-Identifier: Apache-2.0
/**
 * The network of agreements, seen from one authority: who can ask whom for what, what is lacking, what ends, and where two
 * agreements contradict each other.
 *
 * `asks` answers for every ordered pair: may the first ask the second for this kind at all, for the purpose named or for any?
 * The answer is that of `decide` on a complete and approved request, and a test compares the two.
 *
 * It shows what the index holds: the agreements that this authority is a party to and, when asked, those that others published
 * (published/). A gap is said of our own counterparts only, since we know of no duty of the others.
 */
import type { Purpose } from '../../conditions/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { type AgreementIndex, compiledBetween, isReplaced } from '../verdicts/agreement-index.ts';
import type { CompiledAgreement } from '../verdicts/compiled-agreement.ts';
import { isEnded } from '../verdicts/decide.ts';
import { mayBeAsked, mayPassBetween, mayServe } from '../verdicts/judge-ask.ts';
import { assistanceWords, countWords } from '../verdicts/words.ts';
import { everyAuthority } from '../ways/directory.ts';
import { type AssistanceKind, assistanceKinds } from '../wire.ts';
import { authorityWire } from './authority-wire.ts';
import { contradictionsOf } from './contradictions.ts';
import { dueOf } from './due.ts';
import type { NetworkWire } from './wire.ts';

export function networkOf(index: AgreementIndex, self: string, purpose: Purpose | null, now: Instant): NetworkWire {
  const authorities = [...everyAuthority(index).values()].toSorted((left, right) =>
    `${left.jurisdiction} ${left.authorityId}` < `${right.jurisdiction} ${right.authorityId}` ? -1 : 1,
  );
  const ids = authorities.map(({ authorityId }) => authorityId);
  const asks = ids.flatMap((from, fromPlace) =>
    ids.flatMap((to, toPlace): NetworkWire['asks'] => {
      const kinds = kindsBetween(index, from, to, purpose, now);
      return kinds === 0 ? [] : [[fromPlace, toPlace, kinds]];
    }),
  );
  const shown = [...index.byDigest.values()].filter((agreement) => agreement.assistance.size > 0);
  return {
    self,
    at: now,
    authorities: authorities.map(authorityWire),
    kinds: [...assistanceKinds],
    asks,
    agreements: shown.toSorted(byTitle).map((agreement) => ({
      ref: agreement.ref,
      title: agreement.title,
      parties: agreement.parties.size,
      legalNature: agreement.known.document.legalNature,
      isInForce: isOpen(index, agreement, now),
      isOwn: agreement.parties.has(self),
    })),
    gaps: gapsOf(ids, asks, ids.indexOf(self)),
    due: dueOf(index, shown, now),
    contradictions: contradictionsOf(index, self, now),
  };
}

function byTitle(left: CompiledAgreement, right: CompiledAgreement): number {
  return `${left.title} ${left.ref.digest}` < `${right.title} ${right.ref.digest}` ? -1 : 1;
}

function isOpen(index: AgreementIndex, agreement: CompiledAgreement, now: Instant): boolean {
  return now >= agreement.inForceFrom && !isEnded(agreement, now) && !isReplaced(index, agreement.ref.digest, now);
}

/** The kinds that `from` may ask `to` for, as bits in the order of `assistanceKinds`. */
function kindsBetween(index: AgreementIndex, from: string, to: string, purpose: Purpose | null, now: Instant): number {
  if (from === to) return 0;
  let found = 0;
  for (const agreement of compiledBetween(index, from, to)) {
    const wanted = purpose === null ? [...agreement.purposes.keys()] : [purpose];
    if (!wanted.some((one) => mayServe(agreement, one)) || !isOpen(index, agreement, now)) continue;
    for (const kind of agreement.assistance.keys())
      if (mayBeAsked(agreement, kind, to) && mayPassBetween(agreement, kind, to, from)) found |= bitOf(kind);
  }
  return found;
}

function bitOf(kind: AssistanceKind): number {
  return 1 << assistanceKinds.indexOf(kind);
}

// --- gaps -----------------------------------------------------------------------------------------------------------

/** "No counterpart of 7 can be asked for the freezing of assets": of those whom we may ask for anything at all. */
function gapsOf(ids: readonly string[], asks: NetworkWire['asks'], self: number): NetworkWire['gaps'] {
  const own = asks.filter(([from]) => from === self);
  return assistanceKinds
    .flatMap((assistance) => {
      const lacking = own.filter(([, , kinds]) => (kinds & bitOf(assistance)) === 0).map(([, to]) => ids[to] ?? '');
      if (lacking.length === 0) return [];
      const who =
        lacking.length === own.length
          ? `None of our ${countWords(own.length, 'counterpart')} can be asked`
          : `${lacking.length} of our ${countWords(own.length, 'counterpart')} cannot be asked`;
      return [{ assistance, lacking, sentence: `${who} for ${assistanceWords[assistance]}.` }];
    })
    .toSorted((left, right) => right.lacking.length - left.lacking.length);
}
