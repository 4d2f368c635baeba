// SPDX-License-Identifier: Apache-2.0
/**
 * Services in the wrong place: an account that wakes up, a pool that takes in and gives out equal sums, a customer of a service who is a
 * service for others.
 */
import { counted, percent, seededRandomness } from '../../kernel/index.ts';
import {
  amountWords,
  dayMs,
  distinct,
  graded,
  hourMs,
  nameOf,
  named,
  otherEnd,
  partiesOf,
  partyRows,
  type ShapeFinding,
  shapeOf,
  type ShapeStudy,
  sumOf,
  timeOf,
} from './shape.ts';

export const dormant = shapeOf(
  {
    id: 'dormant-then-active',
    version: 1,
    title: 'Dormant, then active',
    definition: 'A party without any movement for months that then moves many times what it ever moved, and most of it out again.',
    source: 'FATF red flags 2020; Egmont Group typologies',
    lookAlikes: ['a house bought with an inheritance', 'a seasonal business', 'a student who begins to work'],
    parameters: {
      quietDays: {
        value: 120,
        unit: 'days',
        meaning: 'without any movement',
        origin: 'own: banks call an account dormant after 6 to 12 months',
      },
      windowDays: { value: 14, unit: 'days', meaning: 'of the new activity', origin: 'own' },
      timesMin: { value: 5, unit: 'ratio', meaning: 'what moved in the window, by what ever moved before', origin: 'own' },
      movementsMin: { value: 4, unit: 'count', meaning: 'movements in the window', origin: 'own: a single large one is an inheritance' },
      outMin: { value: 0.7, unit: 'share', meaning: 'of what came in then, what went out', origin: 'own' },
    },
  },
  (study, { quietDays, windowDays, timesMin, movementsMin, outMin }) => {
    const findings: ShapeFinding[] = [];
    for (const party of partiesOf(study)) {
      const [into, out] = [partyRows(study, party, 'in'), partyRows(study, party, 'out')];
      const all = [...into, ...out].toSorted((left, right) => left - right);
      for (let at = 1; at < all.length; at += 1) {
        const quiet = (timeOf(study, all[at]) - timeOf(study, all[at - 1])) / dayMs;
        if (quiet < quietDays) continue;
        const until = timeOf(study, all[at]) + windowDays * dayMs;
        const active = all.slice(at).filter((row) => timeOf(study, row) <= until);
        const [before, now] = [sumOf(study, all.slice(0, at)), sumOf(study, active)];
        const came = active.filter((row) => study.movements.to[row] === party);
        const outShare = (now - sumOf(study, came)) / Math.max(1, sumOf(study, came));
        if (active.length < movementsMin || now < timesMin * before || outShare < outMin) continue;
        findings.push({
          parties: [party],
          rows: active,
          score: 0.4 + 0.3 * graded(quiet, quietDays, 365) + 0.3 * graded(Math.min(outShare, 1), 0.5, 1),
          figures: { quietDays: quiet, movements: active.length, outShare },
          sentences: [
            `${nameOf(study, party)} moved nothing for ${Math.floor(quiet)} days and then ${amountWords(study, now, active[0])} ` +
              `in ${counted(active.length, 'movement')} within ` +
              `${windowDays} days; ${percent(Math.min(1, outShare))} of what came in went out again.`,
          ],
        });
        break;
      }
    }
    return findings;
  },
);

/** Relabelled withdrawals against which the links are held. */
const permutations = 200;
const permutationSeed = 20_251_009;

export const mixer = shapeOf(
  {
    id: 'mixer',
    version: 1,
    title: 'Mixer, and who comes out of it',
    definition:
      'A pool of equal deposits and equal withdrawals; depositors and withdrawers are linked where a party is both, ' +
      'or where both moved value between them elsewhere.',
    source:
      'Beres et al. 2021; Tornado Cash cross-chain study (arXiv 2510.09433): address reuse and transactional links, tested by permutation',
    lookAlikes: ['a lottery with equal tickets', 'a club with equal fees and refunds', 'a savings group that takes turns'],
    parameters: {
      depositsMin: { value: 20, unit: 'count', meaning: 'deposits, and as many withdrawals', origin: 'own' },
      denominationsMax: {
        value: 4,
        unit: 'count',
        meaning: 'different amounts that make up nine tenths of the deposits',
        origin: 'Tornado Cash has four a coin',
      },
      feeMax: { value: 0.05, unit: 'share', meaning: 'by which a withdrawal may lie below a denomination', origin: 'own' },
      chanceMax: {
        value: 0.05,
        unit: 'share',
        meaning: 'of relabelled withdrawals that have as many links, at the most, for links to be named',
        origin: 'the usual level of significance',
      },
    },
  },
  (study, { depositsMin, denominationsMax, feeMax, chanceMax }) => {
    const findings: ShapeFinding[] = [];
    for (const pool of partiesOf(study)) {
      const [into, out] = [partyRows(study, pool, 'in'), partyRows(study, pool, 'out')];
      if (into.length < depositsMin || out.length < depositsMin) continue;
      const counts = [...Map.groupBy(into, (row) => study.movements.amount[row] ?? 0)].toSorted(
        (left, right) => right[1].length - left[1].length,
      );
      const main = counts.slice(0, denominationsMax);
      if (main.reduce((sum, [, rows]) => sum + rows.length, 0) < 0.9 * into.length) continue;
      const fits = out.filter((row) => main.some(([units]) => fitsBelow(study.movements.amount[row] ?? 0, units, feeMax)));
      if (fits.length < 0.9 * out.length) continue;
      const links = poolLinks(study, pool, into, fits);
      const isLinked = links.found.length > 0 && links.chance <= chanceMax;
      const linked = isLinked ? distinct(links.found.flat()) : [];
      findings.push({
        parties: [pool, ...linked],
        rows: distinct([...into, ...fits]),
        score: 0.6 + 0.2 * graded(into.length, depositsMin, 200) + (isLinked ? 0.2 : 0),
        figures: { deposits: into.length, withdrawals: fits.length, links: links.found.length, chance: links.chance },
        sentences: [
          `${nameOf(study, pool)} took in ${counted(into.length, 'deposit')} of ` +
            `${main.map(([units, rows]) => amountWords(study, units, rows[0])).join(', ')} and gave out ` +
            `${counted(fits.length, 'withdrawal')} of as much, less a fee.`,
          links.found.length === 0
            ? 'No depositor withdraws, and none moved value with one who does.'
            : `${counted(links.found.length, 'pair')} of depositor and withdrawer ` +
              `${isLinked ? 'are linked' : 'might be linked, but no more than by chance'}: ` +
              `${percent(links.chance)} of ${permutations} relabellings have as many${isLinked ? `. They are ${named(study, linked)}` : ''}.`,
        ],
      });
    }
    return findings;
  },
);

function fitsBelow(units: number, denomination: number, feeMax: number): boolean {
  return units <= denomination && units >= denomination * (1 - feeMax);
}

/** Pairs by both heuristics, and the share of permutations of the withdrawers among all parties with as many pairs. */
function poolLinks(study: ShapeStudy, pool: number, into: readonly number[], out: readonly number[]) {
  const depositors = distinct(into.map((row) => otherEnd(study, row, 'in')));
  const withdrawers = distinct(out.map((row) => otherEnd(study, row, 'out')));
  const linksOf = (party: number): number[] => {
    const paid = partyRows(study, party, 'out').map((row) => otherEnd(study, row, 'out'));
    const got = partyRows(study, party, 'in').map((row) => otherEnd(study, row, 'in'));
    return [party, ...paid, ...got].filter((other) => other !== pool);
  };
  const near = new Map(depositors.map((party) => [party, new Set(linksOf(party))]));
  const pairs = (others: readonly number[]): (readonly [number, number])[] => {
    const set = new Set(others);
    return depositors.flatMap((party) =>
      [...(near.get(party) ?? [])].filter((other) => set.has(other)).map((other) => [party, other] as const),
    );
  };
  const found = pairs(withdrawers);
  const random = seededRandomness(permutationSeed);
  const all = study.movements.parties.size - 1;
  let asMany = 0;
  for (let turn = 0; turn < permutations; turn += 1) {
    const drawn = new Set<number>();
    while (drawn.size < Math.min(withdrawers.length, all)) drawn.add(random.whole(1, all));
    if (pairs([...drawn]).length >= found.length) asMany += 1;
  }
  return { found, chance: asMany / permutations };
}

export const nestedService = shapeOf(
  {
    id: 'nested-service',
    version: 1,
    title: 'Nested service',
    definition:
      'A customer of one service who takes in from many and hands each sum on to that service: a service inside a service, without its checks.',
    source: 'FATF Updated Guidance on Virtual Assets 2021 (nested services)',
    lookAlikes: ['a broker with an omnibus account', 'a shop that pays its takings in', 'a treasurer of a club'],
    parameters: {
      payersMin: { value: 10, unit: 'count', meaning: 'different payers', origin: 'own' },
      daysMin: { value: 5, unit: 'days', meaning: 'different days on which it happens', origin: 'own' },
      serviceShareMin: { value: 0.8, unit: 'share', meaning: 'of what it pays out, what goes to the one service', origin: 'own' },
      matchedMin: {
        value: 0.6,
        unit: 'share',
        meaning: 'of what it got, sums handed on one by one within a day',
        origin: "own: a shop pays in a day's takings as one",
      },
      feeMax: { value: 0.03, unit: 'share', meaning: 'kept of each sum', origin: 'own' },
    },
  },
  (study, { payersMin, daysMin, serviceShareMin, matchedMin, feeMax }) => {
    const findings: ShapeFinding[] = [];
    for (const party of partiesOf(study)) {
      const [into, out] = [partyRows(study, party, 'in'), partyRows(study, party, 'out')];
      const payers = distinct(into.map((row) => otherEnd(study, row, 'in')));
      if (payers.length < payersMin || out.length === 0) continue;
      const [service, toService] = [...Map.groupBy(out, (row) => otherEnd(study, row, 'out'))].toSorted(
        (left, right) => right[1].length - left[1].length,
      )[0] ?? [0, []];
      if (sumOf(study, toService) < serviceShareMin * sumOf(study, out)) continue;
      const used = new Set<number>();
      const matched = into.filter((row) => {
        const amount = study.movements.amount[row] ?? 0;
        const onward = toService.find((one) => {
          const share = (study.movements.amount[one] ?? 0) / amount;
          return one > row && !used.has(one) && timeOf(study, one) - timeOf(study, row) <= 24 * hourMs && share <= 1 && share >= 1 - feeMax;
        });
        if (onward !== undefined) used.add(onward);
        return onward !== undefined;
      });
      const days = new Set(matched.map((row) => Math.floor(timeOf(study, row) / dayMs))).size;
      if (matched.length < matchedMin * into.length || days < daysMin) continue;
      findings.push({
        parties: [party, service],
        rows: distinct([...matched, ...used]),
        score: 0.4 + 0.3 * graded(payers.length, payersMin, 40) + 0.3 * graded(matched.length / into.length, 0.5, 1),
        figures: { payers: payers.length, days, matched: matched.length / into.length },
        sentences: [
          `${nameOf(study, party)} got sums from ${payers.length} payers on ${days} days and handed ` +
            `${percent(matched.length / into.length)} of them on, one by one, to ` +
            `${nameOf(study, service)} within a day.`,
        ],
      });
    }
    return findings;
  },
);
