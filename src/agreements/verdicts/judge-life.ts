// SPDX-License-Identifier: Apache-2.0
/**
 * What the parties' declarations after signature mean for an act: suspended, withdrawn, or reserved.
 *
 *     new acts (asking, showing a draft, asking for a consent,    refused towards and by a party that suspended, that the others
 *     giving unasked)                                             suspended, or that has left
 *     what follows from what was done before                      goes on under a suspension; after a withdrawal where a clause
 *                                                                 provides for work under way, as after the end of the agreement
 *     the notice of a breach                                      goes on under all of them
 *     kinds of assistance that a party reserved                   neither asked of it nor by it, nor shown in a draft
 *
 * A declaration adds reasons to refuse and nothing else. So a verdict that permits is the same with and without it, and whoever
 * holds the agreement and the act alone computes the same one.
 */
import { addMs, type Instant } from '../../kernel/index.ts';
import { type AgreementLife, suspensionAt, withdrawalAt } from '../documents/agreement-life.ts';
import { type Act, isUnderWay, outlivesAgreement } from './act.ts';
import type { CompiledAgreement } from './compiled-agreement.ts';
import { reason, type VerdictReason } from './verdict.ts';
import { assistanceWords, clauseWord } from './words.ts';

const dayMs = 86_400_000;

export function lifeReasons(act: Act, agreement: CompiledAgreement, now: Instant): readonly VerdictReason[] {
  const { life } = agreement.known;
  if (life === undefined || act.kind === 'peer' || outlivesAgreement(act)) return [];
  const between = [act.from, act.to];
  const goesOn = isUnderWay(act);
  const found: VerdictReason[] = [];
  const name = (party: string): string => agreement.parties.get(party)?.name ?? party;
  const withdrawal = withdrawalAt(life, between, now);
  if (withdrawal !== null && !(goesOn && isInTail(agreement, withdrawal.endsAt, now))) {
    const sentence = `${name(withdrawal.party)} has withdrawn from the agreement; its notice ran out on ${withdrawal.endsAt.slice(0, 10)}.`;
    found.push(reason('withdrawn', sentence, agreement.underWay, null));
  }
  const suspension = suspensionAt(life, between, now);
  if (suspension !== null && !goesOn) {
    found.push(suspendedReason(suspension, name(suspension.party), agreement));
  }
  for (const { party, from, clause, assistance } of life.reservations) {
    const reserved = assistanceOf(act).find((kind) => assistance.includes(kind));
    if (!between.includes(party) || now < from || reserved === undefined) continue;
    const sentence = `${name(party)} has made a reservation to ${clauseWord(clause).toLowerCase()}: no ${assistanceWords[reserved]}.`;
    found.push(reason('reserved', sentence, agreement.clauseRef(clause), 'assistance'));
  }
  return found;
}

function suspendedReason({ by, from }: AgreementLife['suspensions'][number], name: string, agreement: CompiledAgreement): VerdictReason {
  const since = `since ${from.slice(0, 10)}; work under way goes on.`;
  if (by !== 'the-others') return reason('suspended', `${name} has suspended the agreement ${since}`, null, null);
  const term = agreement.known.document.terms.find((one) => one.kind === 'suspension' && one.of === 'another-party');
  const clause = term === undefined ? null : agreement.clauseRef(term.clause);
  return reason('suspended', `The other parties have suspended ${name} ${since}`, clause, null);
}

/** Whether work under way is still carried on after the notice has run out: where a clause provides for it, and for as long as it says. */
function isInTail(agreement: CompiledAgreement, endsAt: string, now: Instant): boolean {
  const tails = agreement.known.document.terms.flatMap((term) => (term.kind === 'withdrawal' ? [term.tailDays ?? null] : []));
  return tails.length > 0 && tails.every((days) => days === null || now < addMs(endsAt as Instant, days * dayMs));
}

function assistanceOf(act: Act) {
  if (act.kind === 'ask' || act.kind === 'share-draft') return [act.assistance];
  return act.kind === 'disclose' ? act.kinds : [];
}
