// SPDX-License-Identifier: Apache-2.0
/**
 * What a part of an alert tells beside what those asked about did, in the words of agreements, and whether one lets it be told.
 *
 *     a part with two others by a number, an alert of our own, a link      ->  others-by-number, own-alerts, linked-accounts
 *     under an agreement without a term on it                             ->  linked-accounts alone is said in the act, and refused
 *
 * Computed from the dispatch alone, so the sender, the recipient and the court get the same. Where the agreement has no term on it, what was
 * told before there was one is not said in the act: acts of before stay what they are. Only links need a clause that speaks of them, since
 * what they say comes from registers and not from the market.
 */
import { z } from 'zod';
import type { KnownAgreement } from '../documents/agreement-document.ts';
import { type AlertTelling, alertTellings } from '../terms/vocabulary.ts';
import { alertTellingWords } from '../terms/words.ts';
import { compileAgreement, type CompiledAgreement } from '../verdicts/compiled-agreement.ts';
import { reason, type VerdictReason } from '../verdicts/verdict.ts';
import { clauseWord } from '../verdicts/words.ts';

const toldPart = z.looseObject({
  naming: z.string(),
  participants: z.array(z.looseObject({ isAsked: z.boolean() })),
  alerts: z.array(z.unknown()),
  asked: z.array(z.looseObject({ name: z.string() })),
  links: z.array(z.looseObject({ with: z.string() })).optional(),
});
const toldAlert = z.looseObject({ part: toldPart });

export interface ToldOfAlert {
  readonly alertTells?: AlertTelling[];
}

/** What the act of a reply says of its alert; nothing where it tells of none, or takes one back. */
export function toldOfAlert(agreement: KnownAgreement, alert: unknown): ToldOfAlert {
  const parsed = toldAlert.safeParse(alert);
  if (!parsed.success) return {};
  const { naming, participants, alerts, asked, links = [] } = parsed.data.part;
  const isAskedAbout = (one: string): boolean => asked.some(({ name }) => name === one);
  const hasOthers = participants.some(({ isAsked }) => !isAsked);
  // A link with a number names nobody and tells of no act; one with a name names somebody.
  const namesOthers = hasOthers || links.some((link) => !isAskedAbout(link.with));
  const told: Readonly<Record<AlertTelling, boolean>> = {
    'others-by-number': hasOthers && naming !== 'named',
    'others-by-name': namesOthers && naming === 'named',
    'own-alerts': alerts.length > 0,
    'linked-accounts': links.length > 0,
  };
  const isSpokenOf = compileAgreement(agreement).bounds.jointAlerts.length > 0;
  const said = alertTellings.filter((telling) => told[telling] && (isSpokenOf || telling === 'linked-accounts'));
  return said.length === 0 ? {} : { alertTells: said };
}

/** The least that is told where an act says so: what stands for an alert that is withheld. */
export function alertThatTells(tells: readonly AlertTelling[]): unknown {
  const [byNumber, byName] = [tells.includes('others-by-number'), tells.includes('others-by-name')];
  const part = {
    naming: byName ? 'named' : 'coded',
    participants: byNumber || byName ? [{ isAsked: false }] : [],
    alerts: tells.includes('own-alerts') ? [null] : [],
    asked: [{ name: '' }],
    links: tells.includes('linked-accounts') ? [{ with: '' }] : [],
  };
  return { kind: 'part', part };
}

/** What the agreement lets be told; nothing where there is none. */
export function mayBeTold(agreement: KnownAgreement | null): readonly AlertTelling[] {
  if (agreement === null) return [];
  const compiled = compileAgreement(agreement);
  return alertTellings.filter((telling) => objectionTo(compiled, telling) === null);
}

export function objectionsToTelling(agreement: CompiledAgreement, tells: readonly AlertTelling[]): readonly VerdictReason[] {
  return tells.flatMap((telling) => objectionTo(agreement, telling) ?? []);
}

function objectionTo({ bounds }: CompiledAgreement, telling: AlertTelling): VerdictReason | null {
  const what = alertTellingWords[telling];
  const against = bounds.jointAlerts.find(({ mayTell }) => !mayTell.has(telling));
  if (against !== undefined) {
    const sentence = `${clauseWord(against.clause.clause)} does not let an answer to an alert tell ${what}.`;
    return reason('telling-not-covered', sentence, against.clause, 'alert');
  }
  if (telling !== 'linked-accounts' || bounds.jointAlerts.length > 0) return null;
  return reason('telling-not-covered', `No clause lets an answer to an alert tell ${what}.`, null, 'alert');
}

export function groundsForTelling({ bounds }: CompiledAgreement, tells: readonly AlertTelling[]): readonly VerdictReason[] {
  const [first] = bounds.jointAlerts;
  if (first === undefined) return [];
  return tells.map((telling) => {
    const sentence = `${clauseWord(first.clause.clause)} lets an answer to an alert tell ${alertTellingWords[telling]}.`;
    return reason('telling-allowed', sentence, first.clause, null);
  });
}
