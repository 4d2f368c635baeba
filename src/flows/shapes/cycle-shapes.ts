// SPDX-License-Identifier: Apache-2.0
/**
 * Cycles: value that comes back to where it began. In order of time it is one sum that went round (temporal); without that order it is
 * parties who pay each other in a circle (simple), which firms do as a matter of course, so the amounts have to match.
 */
import { counted, percent } from '../../kernel/index.ts';
import { findSimpleCycles } from '../cycles/simple-cycles.ts';
import { findTemporalCycles } from '../cycles/temporal-cycles.ts';
import {
  amountWords,
  dayMs,
  distinct,
  graded,
  named,
  otherEnd,
  partiesOf,
  partyRows,
  type ShapeFinding,
  shapeOf,
  type ShapeStudy,
  timeOf,
} from './shape.ts';

/** More than an officer can look at; the commands on cycles count all of them. */
const findingsMax = 2000;
/** Cycles looked at before the search gives up: hubs draw millions, of which none keeps its amount. */
const visitedMax = 3_000_000;

export const temporalCycle = shapeOf(
  {
    id: 'temporal-cycle',
    version: 1,
    title: 'Cycle in time',
    definition: 'A sum that comes back to its payer over others, each movement after the one before, most of it kept.',
    source: '2SCENT (Kumar and Calders, PVLDB 2018); Blanuša et al. (SPAA 2022); AMLworld cycle; AMLSim cycle',
    lookAlikes: ['loans among friends that are paid back', 'firms that buy from one another', 'a returned purchase'],
    parameters: {
      windowDays: { value: 10, unit: 'days', meaning: 'from the first movement to the last', origin: 'own' },
      lengthMin: { value: 3, unit: 'count', meaning: 'movements', origin: 'own: two are a payment and its return' },
      lengthMax: { value: 8, unit: 'count', meaning: 'movements', origin: 'own' },
      keptMin: {
        value: 0.8,
        unit: 'share',
        meaning: 'of each movement, what the next one moves at the least',
        origin: 'own: a fee at each hop',
      },
    },
  },
  (study, { windowDays, lengthMin, lengthMax, keptMin }) => {
    const { movements } = study;
    const best = new Map<string, { rows: number[]; kept: number }>();
    let visited = 0;
    findTemporalCycles(movements, {
      windowMs: windowDays * dayMs,
      lengthMax,
      onCycle: (path, length) => {
        visited += 1;
        if (visited > visitedMax) return false;
        if (length < lengthMin) return true;
        let kept = 1;
        for (let at = 1; at < length; at += 1) {
          const [before, now] = [path[at - 1] ?? 0, path[at] ?? 0];
          const ratio = (movements.amount[now] ?? 0) / (movements.amount[before] ?? 0);
          if (!(ratio >= keptMin && ratio <= 1 / keptMin) || movements.asset[now] !== movements.asset[before]) return true;
          kept = Math.min(kept, ratio, 1 / ratio);
        }
        const rows = Array.from(path.subarray(0, length));
        const key = rows
          .map((row) => movements.from[row] ?? 0)
          .toSorted((left, right) => left - right)
          .join();
        if ((best.get(key)?.kept ?? 0) < kept) best.set(key, { rows, kept });
        return best.size < findingsMax;
      },
    });
    return [...best.values()].map(({ rows, kept }): ShapeFinding => {
      const parties = rows.map((row) => movements.from[row] ?? 0);
      const hours = (timeOf(study, rows.at(-1)) - timeOf(study, rows[0])) / 3_600_000;
      return {
        parties,
        rows,
        score: 0.4 + 0.3 * graded(kept, keptMin, 1) + 0.3 * graded(rows.length, 2, 6),
        figures: { length: rows.length, kept, hours },
        sentences: [
          `${amountWords(study, movements.amount[rows[0] ?? 0] ?? 0, rows[0])} went round ${counted(rows.length, 'hop')} in ` +
            `${hours.toFixed(1)} hours and came back: ${named(study, parties)}.`,
          `At every hop at least ${percent(kept)} of it was kept.`,
        ],
      };
    });
  },
);

export const simpleCycle = shapeOf(
  {
    id: 'simple-cycle',
    version: 1,
    title: 'Cycle',
    definition: 'Few parties who pay each other in a circle, whatever the order, in amounts that match.',
    source: 'AMLworld simple cycle; GFP (Blanuša et al., 2024), hop-constrained cycles',
    lookAlikes: ['firms that trade both ways', 'a household and its employer and shop', 'clearing among brokers'],
    parameters: {
      lengthMax: { value: 4, unit: 'count', meaning: 'parties', origin: 'own: longer circles are chance in any large table' },
      degreeMax: { value: 40, unit: 'count', meaning: 'whom a party pays; with more it is a hub', origin: 'own' },
      spreadMax: { value: 0.1, unit: 'share', meaning: 'largest difference of the sums round the circle, of the largest', origin: 'own' },
    },
  },
  (study, { lengthMax, degreeMax, spreadMax }) => {
    const paid: number[][] = [[]];
    const sums = new Map<string, { units: number; rows: number[] }>();
    for (const party of partiesOf(study)) {
      const rows = partyRows(study, party, 'out');
      paid[party] = [...distinct(rows.map((row) => otherEnd(study, row, 'out')))];
      if ((paid[party]?.length ?? 0) > degreeMax) continue;
      for (const row of rows) {
        const key = `${party}/${otherEnd(study, row, 'out')}`;
        const known = sums.get(key) ?? { units: 0, rows: [] };
        known.units += study.movements.amount[row] ?? 0;
        known.rows.push(row);
        sums.set(key, known);
      }
    }
    const findings: ShapeFinding[] = [];
    findSimpleCycles(
      { paid },
      {
        lengthMax,
        degreeMax,
        onCycle: (parties) => {
          if (parties.length < 3) return true;
          const edges = parties.map(
            (party, at) => sums.get(`${party}/${parties[(at + 1) % parties.length] ?? 0}`) ?? { units: 0, rows: [] },
          );
          const units = edges.map((edge) => edge.units);
          const [least, most] = [Math.min(...units), Math.max(...units)];
          if (most === 0 || (most - least) / most > spreadMax) return true;
          findings.push(
            simpleFinding(
              study,
              [...parties],
              edges.flatMap(({ rows }) => rows),
              (most - least) / most,
              least,
            ),
          );
          return findings.length < findingsMax;
        },
      },
    );
    return findings;
  },
);

function simpleFinding(
  study: ShapeStudy,
  parties: readonly number[],
  rows: readonly number[],
  spread: number,
  least: number,
): ShapeFinding {
  return {
    parties,
    rows: distinct(rows),
    score: 0.3 + 0.4 * (1 - spread) * graded(parties.length, 1, 4),
    figures: { length: parties.length, spread },
    sentences: [
      `${named(study, parties)} paid each other in a circle, at least ${amountWords(study, least, rows[0])} on every side; the sides differ by ` +
        `${percent(spread)} at the most.`,
    ],
  };
}
