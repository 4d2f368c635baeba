// SPDX-License-Identifier: Apache-2.0
/**
 * Scatter-gather: one party pays several, and they pay the same amount on to one other. Gather-scatter: several pay one party, which pays
 * about as much on to several others. Both hide who paid whom behind parties that keep little.
 */
import { percent } from '../../kernel/index.ts';
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
  timeOf,
} from './shape.ts';

export const scatterGather = shapeOf(
  {
    id: 'scatter-gather',
    version: 1,
    title: 'Scatter-gather',
    definition: 'One party pays several, and they pay most of it on to one other.',
    source: 'AMLworld typologies; FATF Virtual Assets Red Flag Indicators 2020 (transaction patterns)',
    lookAlikes: ['wages spent in one shop', 'a firm and suppliers with one common supplier', 'members of a family and their landlord'],
    parameters: {
      middlesMin: { value: 3, unit: 'count', meaning: 'parties between', origin: 'AMLworld plants from 2; own: two are often chance' },
      windowDays: { value: 7, unit: 'days', meaning: 'from the first payment to the last', origin: 'own' },
      passShareMin: { value: 0.7, unit: 'share', meaning: 'of what each between got, what it paid on to the last', origin: 'own' },
      partiesMax: { value: 60, unit: 'count', meaning: 'counterparties of one between; more is a service', origin: 'own' },
    },
  },
  (study, { middlesMin, windowDays, passShareMin, partiesMax }) => {
    const findings: ShapeFinding[] = [];
    for (const source of partiesOf(study)) {
      const rows = partyRows(study, source, 'out');
      if (rows.length < middlesMin) continue;
      const reached = new Map<number, { middles: Set<number>; rows: Set<number> }>();
      for (const row of rows) {
        const middle = otherEnd(study, row, 'out');
        const passed = partyRows(study, middle, 'out');
        if (passed.length > partiesMax || partyRows(study, middle, 'in').length > partiesMax) continue;
        const amount = study.movements.amount[row] ?? 0;
        for (const next of passed) {
          const share = (study.movements.amount[next] ?? 0) / amount;
          if (next < row || timeOf(study, next) - timeOf(study, row) > windowDays * dayMs || share < passShareMin || share > 1.02) continue;
          const target = otherEnd(study, next, 'out');
          if (target === source) continue;
          const known = reached.get(target) ?? { middles: new Set(), rows: new Set() };
          known.middles.add(middle);
          known.rows.add(row).add(next);
          reached.set(target, known);
        }
      }
      for (const [target, { middles, rows: used }] of reached) {
        const all = [...used].toSorted((left, right) => left - right);
        if (middles.size < middlesMin) continue;
        const between = distinct([...middles]);
        const total = sumOf(
          study,
          all.filter((row) => study.movements.to[row] === target),
        );
        findings.push({
          parties: [source, target, ...between],
          rows: all,
          score: 0.5 + 0.5 * graded(between.length, 2, 10),
          figures: { middles: between.length },
          sentences: [
            `${nameOf(study, source)} paid ${named(study, between)}, and each paid at least ${percent(passShareMin)} of it on to ` +
              `${nameOf(study, target)} within ${windowDays} days: ${amountWords(study, total, all[0])} in all.`,
          ],
        });
      }
    }
    return findings;
  },
);

export const gatherScatter = shapeOf(
  {
    id: 'gather-scatter',
    version: 1,
    title: 'Gather-scatter',
    definition: 'Several pay one party, which pays about as much on to several others.',
    source: 'AMLworld typologies; GFP (Blanuša et al., 2024)',
    lookAlikes: ['a payment institution', 'the cash pool of a group of firms', 'a notary with several sellers'],
    parameters: {
      sideMin: { value: 3, unit: 'count', meaning: 'parties on each side', origin: 'AMLworld plants from 2; own' },
      windowDays: { value: 7, unit: 'days', meaning: 'from the first payment to the last', origin: 'own' },
      passShareMin: { value: 0.75, unit: 'share', meaning: 'of what came in, what went out', origin: 'own' },
      burstShareMin: {
        value: 0.5,
        unit: 'share',
        meaning: 'of all its movements, those in the window',
        origin: 'own: an institution does it every day',
      },
    },
  },
  (study, { sideMin, windowDays, passShareMin, burstShareMin }) => {
    const findings: ShapeFinding[] = [];
    for (const party of partiesOf(study)) {
      const [into, out] = [partyRows(study, party, 'in'), partyRows(study, party, 'out')];
      if (into.length < sideMin || out.length < sideMin) continue;
      const all = [...into, ...out].toSorted((left, right) => left - right);
      const best = crowdedWindows(study, all, windowDays * dayMs, sideMin * 2)
        .map((window) => gathered(study, party, window))
        .filter(
          ({ payers, payees, share }) => payers.length >= sideMin && payees.length >= sideMin && share >= passShareMin && share <= 1.05,
        )
        .filter(({ rows }) => rows.length / all.length >= burstShareMin)
        .toSorted((left, right) => right.rows.length - left.rows.length)[0];
      if (best === undefined) continue;
      findings.push({
        parties: [party, ...best.payers, ...best.payees],
        rows: best.rows,
        score: 0.3 + 0.4 * graded(Math.min(best.payers.length, best.payees.length), 2, 8) + 0.3 * graded(best.share, 0.7, 1),
        figures: { payers: best.payers.length, payees: best.payees.length, passShare: best.share },
        sentences: [
          `${nameOf(study, party)} got ${amountWords(study, best.total, best.rows[0])} from ${named(study, best.payers)} and paid ` +
            `${percent(best.share)} of it to ${named(study, best.payees)}, all within ${windowDays} days.`,
        ],
      });
    }
    return findings;
  },
);

/** In a window, what came in until the last payment out, and what went out after the first payment in. */
function gathered(study: ShapeStudy, party: number, window: readonly number[]) {
  const firstIn = window.find((row) => study.movements.to[row] === party) ?? 0;
  const lastOut = window.findLast((row) => study.movements.from[row] === party) ?? 0;
  const rows = window.filter((row) => row >= firstIn && row <= lastOut);
  const into = rows.filter((row) => study.movements.to[row] === party);
  const out = rows.filter((row) => study.movements.from[row] === party);
  const payers = distinct(into.map((row) => otherEnd(study, row, 'in')));
  const payees = distinct(out.map((row) => otherEnd(study, row, 'out'))).filter((payee) => !payers.includes(payee));
  const total = sumOf(study, into);
  return { rows, payers, payees, total, share: total === 0 ? 0 : sumOf(study, out) / total };
}
