// SPDX-License-Identifier: Apache-2.0
/**
 * Contradictions: where two agreements in force bind the same two authorities and say opposite things of the same matter.
 *
 * Nothing goes wrong by itself, since the order of docs/reference/verdicts.md says which one governs an act. But an officer who
 * remembers the other one is wrong, and a legal adviser wants to know. A difference of degree (ten days here, twenty there) is
 * no contradiction; a yes against a no is.
 */
import type { Instant } from '../../kernel/index.ts';
import { type AgreementIndex, compiledBetween, isReplaced } from '../verdicts/agreement-index.ts';
import type { ClauseRef, CompiledAgreement } from '../verdicts/compiled-agreement.ts';
import { isEnded } from '../verdicts/decide.ts';
import { replyLimits } from '../verdicts/reply-limits.ts';
import { refusalGroundMeaning } from '../terms/ground-words.ts';
import { clauseWord } from '../verdicts/words.ts';
import type { NetworkWire } from './wire.ts';

type Contradiction = NetworkWire['contradictions'][number];
type Opposed = readonly [about: string, governing: ClauseRef, other: ClauseRef, sentence: string];
type Rule = (first: CompiledAgreement, second: CompiledAgreement, now: Instant) => readonly Opposed[];

const rules: readonly Rule[] = [groundsOpposed, evidenceOpposed, passingOnOpposed, subjectOpposed];

/**
 * Each pair of agreements once, with every two authorities that both bind; our own come first. Among others only what they published
 * is known here, so an index of our own agreements says nothing of the pairs without us.
 */
export function contradictionsOf(index: AgreementIndex, self: string, now: Instant): Contradiction[] {
  const found = new Map<string, Contradiction>();
  for (const [one, other] of pairsOf(index, self)) {
    const both = compiledBetween(index, one, other).filter(
      (agreement) =>
        agreement.assistance.size > 0 &&
        now >= agreement.inForceFrom &&
        !isEnded(agreement, now) &&
        !isReplaced(index, agreement.ref.digest, now),
    );
    for (const [place, first] of both.entries()) {
      for (const second of both.slice(place + 1)) addOpposed(found, { first, second, parties: [one, other] }, now);
    }
  }
  return [...found.values()];
}

/** We and each counterpart; then every two others, where an agreement without us is known. */
function pairsOf(index: AgreementIndex, self: string): readonly (readonly [string, string])[] {
  const counterparts = new Set((index.byParty.get(self) ?? []).flatMap((agreement) => [...agreement.parties.keys()]));
  counterparts.delete(self);
  const own = [...counterparts].toSorted().map((counterpart) => [self, counterpart] as const);
  const foreign = [...index.byDigest.values()].filter((agreement) => !agreement.parties.has(self));
  const pairs = new Map<string, readonly [string, string]>();
  for (const { parties } of foreign) {
    const ids = [...parties.keys()].toSorted();
    for (const [place, left] of ids.entries()) for (const right of ids.slice(place + 1)) pairs.set(`${left} ${right}`, [left, right]);
  }
  return [...own, ...[...pairs.values()].toSorted(([a, b], [c, d]) => (`${a} ${b}` < `${c} ${d}` ? -1 : 1))];
}

interface Pair {
  readonly first: CompiledAgreement;
  readonly second: CompiledAgreement;
  readonly parties: readonly [string, string];
}

function addOpposed(found: Map<string, Contradiction>, { first, second, parties }: Pair, now: Instant): void {
  for (const [about, governing, other, sentence] of rules.flatMap((rule) => rule(first, second, now))) {
    const key = `${first.ref.digest} ${second.ref.digest} ${about}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { about, governing, other, parties: [...parties], sentence });
    else known.parties.push(...parties.filter((party) => !known.parties.includes(party)));
  }
}

function groundsOpposed(first: CompiledAgreement, second: CompiledAgreement): readonly Opposed[] {
  const oneWay = (allowing: CompiledAgreement, forbidding: CompiledAgreement, isFirst: boolean) =>
    [...allowing.groundsAllowed].flatMap(([ground, allowed]): Opposed[] => {
      const forbidden = forbidding.groundsForbidden.get(ground);
      if (forbidden === undefined || allowing.groundsForbidden.has(ground)) return [];
      const sentence = `${said(allowed)} lets a request be refused because ${refusalGroundMeaning(ground)} (${ground}); ${said(forbidden, false)} forbids it.`;
      return [[ground, isFirst ? allowed : forbidden, isFirst ? forbidden : allowed, sentence]];
    });
  return [...oneWay(first, second, true), ...oneWay(second, first, false)];
}

function evidenceOpposed(first: CompiledAgreement, second: CompiledAgreement, now: Instant): readonly Opposed[] {
  const uses = [first, second].map((agreement) => replyLimits(agreement.known, now).evidentialUse);
  if (!uses.includes('allowed') || !uses.includes('forbidden')) return [];
  const [governing, other] = clausesOnUse(first, second);
  const [allowing, forbidding] = uses[0] === 'allowed' ? [governing, other] : [other, governing];
  return [['evidence', governing, other, `${said(allowing)} lets what is given be evidence; ${said(forbidding, false)} forbids it.`]];
}

function passingOnOpposed(first: CompiledAgreement, second: CompiledAgreement, now: Instant): readonly Opposed[] {
  const modes = [first, second].map((agreement) => replyLimits(agreement.known, now).onward);
  if (!modes.includes('never') || !modes.some((mode) => mode !== 'never')) return [];
  const [governing, other] = clausesOnUse(first, second);
  const [allowing, forbidding] = modes[0] === 'never' ? [other, governing] : [governing, other];
  return [
    [
      'passing-on',
      governing,
      other,
      `${said(allowing)} lets it be passed on, at least with consent; ${said(forbidding, false)} never does.`,
    ],
  ];
}

function subjectOpposed(first: CompiledAgreement, second: CompiledAgreement, now: Instant): readonly Opposed[] {
  const [one, two] = [first, second].map((agreement) => replyLimits(agreement.known, now).mayNotifySubject);
  if (one === two) return [];
  const [governing, other] = clausesOnUse(first, second);
  const [allowing, forbidding] = one === true ? [governing, other] : [other, governing];
  return [['telling', governing, other, `${said(allowing)} lets the person concerned be told; ${said(forbidding, false)} does not.`]];
}

function clausesOnUse(first: CompiledAgreement, second: CompiledAgreement): readonly [ClauseRef, ClauseRef] {
  return [first.conditions[0]?.clause ?? first.firstClause, second.conditions[0]?.clause ?? second.firstClause];
}

function said({ clause, title }: ClauseRef, isStart = true): string {
  const word = clauseWord(clause);
  return `${isStart ? word : `${word[0]?.toLowerCase() ?? ''}${word.slice(1)}`} of "${title}"`;
}
