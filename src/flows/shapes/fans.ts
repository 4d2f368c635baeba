// SPDX-License-Identifier: Apache-2.0
/**
 * Fans: many pay one, or one pays many, in a burst, and as a rule never before and never after.
 *
 * A shop, a landlord and an employer have fans too, all year long and with the same people. So what counts is the burst (the share of all
 * counterparties ever that came within one window) and the novelty (the share that came in that window alone).
 */
import { counted, percent } from '../../kernel/index.ts';
import {
  amountWords,
  crowdedWindows,
  dayMs,
  distinct,
  graded,
  nameOf,
  named,
  otherEnd,
  partiesOf,
  partyRows,
  type ShapeFinding,
  shapeOf,
  type ShapeStudy,
  sumOf,
} from './shape.ts';

const parameters = {
  partiesMin: { value: 6, unit: 'count', meaning: 'different counterparties within the window', origin: 'AMLSim plants 5 to 10' },
  windowDays: { value: 4, unit: 'days', meaning: 'length of the window', origin: 'own: AMLworld fans last up to four days' },
  burstShareMin: {
    value: 0.5,
    unit: 'share',
    meaning: 'of all counterparties ever, those in the window',
    origin: 'own: a shop has its customers all year',
  },
  noveltyMin: {
    value: 0.7,
    unit: 'share',
    meaning: 'of those in the window, those seen in no other',
    origin: 'own: tenants and staff come every month',
  },
} as const;

export interface Fan {
  readonly party: number;
  readonly rows: readonly number[];
  readonly others: readonly number[];
  readonly burstShare: number;
  readonly novelty: number;
}

/** The best fan of each party in one direction. */
export function fansOf(
  study: ShapeStudy,
  way: 'in' | 'out',
  values: { readonly partiesMin: number; readonly windowDays: number; readonly burstShareMin: number; readonly noveltyMin: number },
): readonly Fan[] {
  const fans: Fan[] = [];
  for (const party of partiesOf(study)) {
    const rows = partyRows(study, party, way);
    if (rows.length < values.partiesMin) continue;
    const times = Map.groupBy(rows, (row) => otherEnd(study, row, way));
    if (times.size < values.partiesMin) continue;
    let best: Fan | null = null;
    for (const window of crowdedWindows(study, rows, values.windowDays * dayMs, values.partiesMin)) {
      const others = distinct(window.map((row) => otherEnd(study, row, way)));
      const inWindow = new Set(window);
      const novel = others.filter((other) => times.get(other)?.every((row) => inWindow.has(row)) === true).length;
      const fan = { party, rows: window, others, burstShare: others.length / times.size, novelty: novel / others.length };
      if (others.length < values.partiesMin || fan.burstShare < values.burstShareMin || fan.novelty < values.noveltyMin) continue;
      if (best === null || others.length > best.others.length) best = fan;
    }
    if (best !== null) fans.push(best);
  }
  return fans;
}

function finding(study: ShapeStudy, fan: Fan, way: 'in' | 'out', windowDays: number): ShapeFinding {
  const total = sumOf(study, fan.rows);
  const onward = way === 'in' ? onwardShare(study, fan, total) : 0;
  const verb = way === 'in' ? 'received' : 'paid out';
  const preposition = way === 'in' ? 'from' : 'to';
  return {
    parties: [fan.party, ...fan.others],
    rows: fan.rows,
    score: 0.4 * graded(fan.others.length, 3, 15) + 0.3 * fan.burstShare + 0.2 * fan.novelty + 0.1 * onward,
    figures: { counterparties: fan.others.length, burstShare: fan.burstShare, novelty: fan.novelty, onwardShare: onward },
    sentences: [
      `${nameOf(study, fan.party)} ${verb} ${amountWords(study, total, fan.rows[0])} ${preposition} ` +
        `${counted(fan.others.length, 'party').replace('partys', 'parties')} ` +
        `within ${windowDays} days: ${named(study, fan.others)}.`,
      `They are ${percent(fan.burstShare)} of all its counterparties on that side; ${percent(fan.novelty)} of them appear at no other time.`,
      ...(onward > 0 ? [`It paid ${percent(onward)} of the sum on within a week.`] : []),
    ],
  };
}

function onwardShare(study: ShapeStudy, { party, rows }: Fan, total: number): number {
  const last = rows.at(-1) ?? 0;
  const until = (study.movements.timeMs[last] ?? 0) + 7 * dayMs;
  const out = partyRows(study, party, 'out').filter((row) => row > (rows[0] ?? 0) && (study.movements.timeMs[row] ?? 0) <= until);
  return total === 0 ? 0 : Math.min(1, sumOf(study, out) / total);
}

export const fanIn = shapeOf(
  {
    id: 'fan-in',
    version: 1,
    title: 'Fan-in',
    definition: 'Many pay one party in a burst; most of them appear at no other time.',
    source: 'AMLworld typologies (Altman et al., NeurIPS 2023); AMLSim fan_in',
    lookAlikes: ['takings of a shop', 'rents of a landlord', 'a collection after an appeal'],
    parameters,
  },
  (study, values) => fansOf(study, 'in', values).map((fan) => finding(study, fan, 'in', values.windowDays)),
);

export const fanOut = shapeOf(
  {
    id: 'fan-out',
    version: 1,
    title: 'Fan-out',
    definition: 'One party pays many in a burst; most of them appear at no other time.',
    source: 'AMLworld typologies (Altman et al., NeurIPS 2023); AMLSim fan_out',
    lookAlikes: ['wages of an employer', 'a run of payments to suppliers', 'dividends'],
    parameters,
  },
  (study, values) => fansOf(study, 'out', values).map((fan) => finding(study, fan, 'out', values.windowDays)),
);
