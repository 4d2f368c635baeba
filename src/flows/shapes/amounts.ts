// SPDX-License-Identifier: Apache-2.0
/**
 * Amounts that give themselves away: just below a threshold, one sum in pieces, and round ones.
 */
import { counted, percent } from '../../kernel/index.ts';
import { rowsIn } from '../movement-index.ts';
import {
  amountWords,
  crowdedWindows,
  dayMs,
  distinct,
  graded,
  hourMs,
  nameOf,
  otherEnd,
  partiesOf,
  partyRows,
  type ShapeFinding,
  shapeOf,
  sumOf,
  timeOf,
} from './shape.ts';

export const structuring = shapeOf(
  {
    id: 'structuring',
    version: 1,
    title: 'Structuring under a threshold',
    definition: 'Repeated amounts just below a reporting threshold within days that together pass it.',
    source: '31 USC 5324; FATF red flags 2020 (size and frequency)',
    lookAlikes: ['daily takings of a shop', 'instalments that happen to be that high', 'wages of one grade'],
    parameters: {
      threshold: {
        value: 10_000,
        unit: 'units of the asset',
        meaning: 'the reporting threshold',
        origin: '31 CFR 1010.311; Directive 2015/849 article 11',
      },
      belowShare: { value: 0.15, unit: 'share', meaning: 'how far below it an amount may lie', origin: 'own' },
      timesMin: { value: 4, unit: 'count', meaning: 'such amounts within the window', origin: 'own' },
      windowDays: { value: 10, unit: 'days', meaning: 'length of the window', origin: 'own' },
      ownShareMin: { value: 0.5, unit: 'share', meaning: 'of all amounts on that side, those below the threshold', origin: 'own' },
    },
  },
  (study, { threshold, belowShare, timesMin, windowDays, ownShareMin }) => {
    const findings: ShapeFinding[] = [];
    const isBelow = (row: number): boolean => {
      const units = (study.movements.amount[row] ?? 0) / 10 ** (study.movements.assets[study.movements.asset[row] ?? 0]?.decimals ?? 0);
      return units < threshold && units >= threshold * (1 - belowShare);
    };
    for (const party of partiesOf(study)) {
      // What comes in, cash too.
      const all = [...rowsIn(study.index, party)];
      const below = all.filter(isBelow);
      if (below.length < timesMin || below.length / all.length < ownShareMin) continue;
      const best = crowdedWindows(study, below, windowDays * dayMs, timesMin).toSorted((left, right) => right.length - left.length)[0];
      if (best === undefined) continue;
      findings.push({
        parties: [party],
        rows: best,
        score: 0.4 + 0.4 * graded(best.length, timesMin - 1, 12) + 0.2 * (below.length / all.length),
        figures: { times: best.length, ownShare: below.length / all.length },
        sentences: [
          `${nameOf(study, party)} got ${counted(best.length, 'amount')} of at most ${percent(belowShare)} below ${threshold} ` +
            `within ${windowDays} days, together ` +
            `${amountWords(study, sumOf(study, best), best[0])}; ${percent(below.length / all.length)} of all that it got lies there.`,
        ],
      });
    }
    return findings;
  },
);

export const splitPayments = shapeOf(
  {
    id: 'split-payments',
    version: 1,
    title: 'One sum in pieces',
    definition:
      'Several payments of nearly the same amount from one party to another within a day, where hardly anybody in the table does so.',
    source: '31 USC 5324 (structuring); FATF red flags 2020 (size and frequency)',
    lookAlikes: ['several bills paid on one day', "a payment limit of a bank's app", 'a purchase of several equal things'],
    parameters: {
      piecesMin: { value: 2, unit: 'count', meaning: 'payments', origin: 'own: the least, and only where it is rare' },
      hoursMax: { value: 24, unit: 'h', meaning: 'from the first to the last', origin: 'own' },
      spreadMax: { value: 0.5, unit: 'share', meaning: 'largest difference, of the largest piece', origin: 'own' },
      rarityMax: {
        value: 0.005,
        unit: 'share',
        meaning: 'of all pairs of parties in the table, those with so many payments within the time',
        origin: 'own: one pair in two hundred; what more do is custom',
      },
    },
  },
  (study, { piecesMin, hoursMax, spreadMax, rarityMax }) => {
    const best: (readonly number[])[] = [];
    const pairsWith: number[] = [];
    let pairs = 0;
    for (const payer of partiesOf(study)) {
      for (const rows of Map.groupBy(partyRows(study, payer, 'out'), (row) => otherEnd(study, row, 'out')).values()) {
        pairs += 1;
        const windows = crowdedWindows(study, rows, hoursMax * hourMs - 1, piecesMin);
        const most = windows.toSorted((left, right) => right.length - left.length)[0];
        if (most === undefined) continue;
        best.push(most);
        for (let pieces = piecesMin; pieces <= most.length; pieces += 1) pairsWith[pieces] = (pairsWith[pieces] ?? 0) + 1;
      }
    }
    return best.flatMap((rows): ShapeFinding[] => {
      const rarity = (pairsWith[rows.length] ?? 0) / pairs;
      const amounts = rows.map((row) => study.movements.amount[row] ?? 0);
      const spread = 1 - Math.min(...amounts) / Math.max(...amounts);
      if (rarity > rarityMax || !(spread <= spreadMax)) return [];
      const [payer, payee] = [study.movements.from[rows[0] ?? 0] ?? 0, study.movements.to[rows[0] ?? 0] ?? 0];
      return [
        {
          parties: [payer, payee],
          rows,
          score: 0.5 + 0.3 * graded(rows.length, 1, 6) + 0.2 * (1 - spread),
          figures: { pieces: rows.length, spread, rarity },
          sentences: [
            `${nameOf(study, payer)} paid ${nameOf(study, payee)} ${amountWords(study, sumOf(study, rows), rows[0])} in ` +
              `${counted(rows.length, 'piece')} within ${hoursMax} hours, which differ by ${percent(spread)} at the most.`,
            `Of all pairs of parties, ${percent(rarity)} pay so often in so short a time.`,
          ],
        },
      ];
    });
  },
);

export const roundAmounts = shapeOf(
  {
    id: 'round-amounts',
    version: 1,
    title: 'Round amounts',
    definition: 'A party that pays or gets round amounts far more often than the table as a whole, to several others.',
    source: 'FATF red flags 2020 (size and frequency)',
    lookAlikes: ['rents', 'instalments', 'allowances'],
    parameters: {
      timesMin: { value: 6, unit: 'count', meaning: 'payments of the party', origin: 'own' },
      shareMin: { value: 0.8, unit: 'share', meaning: 'of them that are round', origin: 'own' },
      othersMin: { value: 4, unit: 'count', meaning: 'different others', origin: 'own: rents and instalments go to one' },
      deviationsMin: { value: 6, unit: 'deviations', meaning: 'above what the table has on average', origin: 'own' },
    },
  },
  (study, { timesMin, shareMin, othersMin, deviationsMin }) => {
    const { movements } = study;
    const isRound = (row: number): boolean => {
      const whole = (movements.amount[row] ?? 0) / 10 ** (movements.assets[movements.asset[row] ?? 0]?.decimals ?? 0);
      return whole >= 1000 && whole % 500 === 0;
    };
    let round = 0;
    for (let row = 0; row < movements.count; row += 1) if (isRound(row)) round += 1;
    const base = Math.max(round / Math.max(1, movements.count), 1 / Math.max(1, movements.count));
    const findings: ShapeFinding[] = [];
    for (const party of partiesOf(study)) {
      const out = partyRows(study, party, 'out');
      const own = out.filter(isRound);
      const others = distinct(own.map((row) => otherEnd(study, row, 'out')));
      const share = own.length / Math.max(1, out.length);
      if (out.length < timesMin || share < shareMin || others.length < othersMin) continue;
      const deviations = (own.length - out.length * base) / Math.sqrt(out.length * base * (1 - Math.min(base, 0.999)));
      if (deviations < deviationsMin) continue;
      findings.push({
        parties: [party, ...others],
        rows: own,
        score: 0.2 + 0.4 * graded(deviations, deviationsMin, 40) + 0.2 * share,
        figures: { share, deviations },
        sentences: [
          `${percent(share)} of ${counted(out.length, 'payment')} of ${nameOf(study, party)} are round, to ${others.length} ` +
            `others; in the whole table ${percent(base)} are. ` +
            `From ${new Date(timeOf(study, own[0])).toISOString().slice(0, 10)} on.`,
        ],
      });
    }
    return findings;
  },
);
