// SPDX-License-Identifier: Apache-2.0
/**
 * A breach of the protection of received data: until when those who gave them are told of it, and the act of telling them.
 *
 * The clause on personal data counts hours from the moment at which the breach became known, through nights and holidays. Where several
 * clauses apply, the shortest time is kept: whoever is told in time under that one is told in time under all.
 *
 *     known on Friday 17:00, 72 hours     told on Monday 16:00     permitted
 *                                         told on Tuesday          needs the reasons for the delay
 *
 * Where no clause speaks of a breach the notice is permitted all the same: the data were given in confidence under this agreement, and
 * whoever gave them cannot protect anybody from what they do not know. For the same reason it goes under a suspended or ended agreement:
 * what was given under it is held on. No approval is asked for: it only protects.
 *
 * Source: EDPB Guidelines 2/2020, paragraphs 22 and 23; Convention 108+, article 7(2).
 */
import { addMs, type Instant } from '../../kernel/index.ts';
import { type KnownAgreement, refOf } from '../documents/agreement-document.ts';
import type { Act } from '../verdicts/act.ts';
import { type CompiledAgreement, compileAgreement } from '../verdicts/compiled-agreement.ts';
import { reason, type VerdictReason } from '../verdicts/verdict.ts';
import { clauseWord, countWords } from '../verdicts/words.ts';

type BreachAct = Extract<Act, { kind: 'tell-breach' }>;
const hourMs = 3_600_000;

/** The hours within which whoever gave the data is told; null where no clause sets any. */
export function breachNoticeHours(agreement: KnownAgreement): number | null {
  return compileAgreement(agreement).breachNotice?.hours ?? null;
}

/** Null where no clause sets a time. */
export function breachNoticeDueAt(agreement: KnownAgreement, knownAt: Instant): Instant | null {
  const hours = breachNoticeHours(agreement);
  return hours === null ? null : addMs(knownAt, hours * hourMs);
}

export function tellBreachAct(
  known: KnownAgreement,
  said: {
    readonly from: string;
    readonly to: string;
    readonly matter: string;
    readonly discoveredAt: string;
    /** The reasons for it, where it is late. */
    readonly delay: string;
    /** When it is told. */
    readonly at: Instant;
  },
): BreachAct {
  const { from, to, matter, discoveredAt, delay, at } = said;
  const dueAt = breachNoticeDueAt(known, discoveredAt as Instant);
  const agreement = refOf(known);
  return { kind: 'tell-breach', from, to, agreement, matter, isInTime: dueAt === null || at <= dueAt, delayExplained: delay.trim() !== '' };
}

export function objectionsToBreachNotice({ breachNotice }: CompiledAgreement, act: BreachAct): readonly VerdictReason[] {
  if (breachNotice === null || act.isInTime || act.delayExplained) return [];
  const { clause, hours } = breachNotice;
  const says = `${clauseWord(clause.clause)} asks that a breach is told within ${countWords(hours, 'hour')}`;
  return [reason('reason', `${says}; whoever tells it later says why.`, clause, 'delay')];
}

export function groundsForBreachNotice({ breachNotice, firstClause }: CompiledAgreement): readonly VerdictReason[] {
  const says =
    breachNotice === null
      ? 'No clause speaks of a breach, and whoever gave the data is told of it all the same'
      : `${clauseWord(breachNotice.clause.clause)} asks that whoever gave the data is told of a breach within ${countWords(breachNotice.hours, 'hour')}`;
  return [reason('allowed', `${says}.`, breachNotice?.clause ?? firstClause, null)];
}
