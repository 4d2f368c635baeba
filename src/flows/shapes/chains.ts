// SPDX-License-Identifier: Apache-2.0
/**
 * Chains: value that hurries on. A peel chain hands most of a sum on at every hop and peels a little off; rapid pass-through is one party
 * that keeps nothing; bridge hops are a sum that changes ledgers again and again.
 */
import { movementCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import {
  amountWords,
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

export const peelChain = shapeOf(
  {
    id: 'peel-chain',
    version: 1,
    title: 'Peel chain',
    definition: 'A sum handed on over many hops, most of it kept at each, a small part peeled off at many of them.',
    source: 'Meiklejohn et al., A Fistful of Bitcoins (IMC 2013)',
    lookAlikes: [
      'a supply chain in which each pays the next',
      "wages, rent and the landlord's own rent",
      'an exchange that pays withdrawals from one coin',
    ],
    parameters: {
      hopsMin: { value: 5, unit: 'count', meaning: 'movements of the chain', origin: 'own: shorter ones are chance' },
      keptMin: { value: 0.7, unit: 'share', meaning: 'of what came in, what is handed on at a hop', origin: 'own' },
      hopHoursMax: { value: 48, unit: 'h', meaning: 'between two hops', origin: 'own' },
      peelsMin: { value: 0.5, unit: 'share', meaning: 'of the hops, those where something is peeled off', origin: 'own' },
    },
  },
  (study, { hopsMin, keptMin, hopHoursMax, peelsMin }) => {
    const { count } = study.movements;
    const next = new Int32Array(count).fill(-1);
    const peel = new Int32Array(count).fill(-1);
    const hasBefore = new Uint8Array(count);
    for (const party of partiesOf(study)) {
      const out = partyRows(study, party, 'out');
      if (out.length === 0) continue;
      let from = 0;
      for (const row of partyRows(study, party, 'in')) {
        while (from < out.length && (out[from] ?? 0) <= row) from += 1;
        linkHop(study, { row, out, from, untilMs: timeOf(study, row) + hopHoursMax * hourMs, keptMin }, next, peel);
        const following = next[row] ?? -1;
        if (following >= 0) hasBefore[following] = 1;
      }
    }
    const findings: ShapeFinding[] = [];
    for (let row = 0; row < count; row += 1) {
      if (hasBefore[row] === 1 || (next[row] ?? -1) < 0) continue;
      const rows: number[] = [];
      for (let at = row; at >= 0 && !rows.includes(at); at = next[at] ?? -1) rows.push(at);
      const peels = rows.map((one) => peel[one] ?? -1).filter((one) => one >= 0);
      const parties = distinct(rows.map((one) => study.movements.to[one] ?? 0));
      if (rows.length < hopsMin || parties.length < rows.length || peels.length / (rows.length - 1) < peelsMin) continue;
      const [first, last] = [study.movements.amount[rows[0] ?? 0] ?? 0, study.movements.amount[rows.at(-1) ?? 0] ?? 0];
      findings.push({
        parties: rows.map((one) => study.movements.to[one] ?? 0),
        rows: distinct([...rows, ...peels]),
        score: 0.4 + 0.6 * graded(rows.length, hopsMin - 1, 15),
        figures: { hops: rows.length, peels: peels.length, keptToTheEnd: last / first },
        sentences: [
          `${amountWords(study, first, rows[0])} went over ${counted(rows.length, 'hop')} and ${amountWords(study, last, rows.at(-1))} arrived; at ` +
            `${peels.length} of them a part was peeled off. The way: ${named(
              study,
              rows.map((one) => study.movements.to[one] ?? 0),
            )}.`,
        ],
      });
    }
    return findings;
  },
);

interface HopSearch {
  readonly row: number;
  readonly out: readonly number[];
  readonly from: number;
  readonly untilMs: number;
  readonly keptMin: number;
}

/** The largest payment that hands the sum on, and the largest other one, where both fit into what came in. */
function linkHop(study: ShapeStudy, { row, out, from, untilMs, keptMin }: HopSearch, next: Int32Array, peel: Int32Array): void {
  const amount = study.movements.amount[row] ?? 0;
  let [best, other] = [-1, -1];
  for (let at = from; at < out.length && timeOf(study, out[at]) <= untilMs; at += 1) {
    const candidate = out[at] ?? 0;
    const units = study.movements.amount[candidate] ?? 0;
    if (study.movements.asset[candidate] !== study.movements.asset[row]) continue;
    if (units >= keptMin * amount && units < amount && (best < 0 || units > (study.movements.amount[best] ?? 0))) best = candidate;
    else if (units > 0 && units < (1 - keptMin) * amount) other = candidate;
  }
  next[row] = best;
  const kept = best < 0 ? 0 : (study.movements.amount[best] ?? 0);
  if (best >= 0 && other >= 0 && kept + (study.movements.amount[other] ?? 0) <= amount) peel[row] = other;
}

export const passThrough = shapeOf(
  {
    id: 'pass-through',
    version: 1,
    title: 'Rapid pass-through',
    definition: 'A party through which nearly all that comes in goes out again within hours, and which keeps nothing.',
    source: 'FATF Professional Money Laundering 2018; FATF red flags 2020 (transaction patterns)',
    lookAlikes: ['a notary or escrow agent', 'a payment institution', 'an account from which wages are moved to savings'],
    parameters: {
      hoursMax: { value: 24, unit: 'h', meaning: 'from in to out', origin: 'own' },
      passMin: { value: 0.9, unit: 'share', meaning: 'of what came in, what went out', origin: 'own' },
      timesMin: { value: 3, unit: 'count', meaning: 'sums that passed', origin: 'own: once is a coincidence' },
      ownShareMin: { value: 0.8, unit: 'share', meaning: 'of all that the party ever received, what passed', origin: 'own' },
      partiesMax: { value: 40, unit: 'count', meaning: 'counterparties; with more it is an institution', origin: 'own' },
    },
  },
  (study, { hoursMax, passMin, timesMin, ownShareMin, partiesMax }) => {
    const findings: ShapeFinding[] = [];
    for (const party of partiesOf(study)) {
      const [into, out] = [partyRows(study, party, 'in'), partyRows(study, party, 'out')];
      if (into.length < timesMin || out.length < timesMin) continue;
      const others = new Set([...into.map((row) => otherEnd(study, row, 'in')), ...out.map((row) => otherEnd(study, row, 'out'))]);
      if (others.size > partiesMax) continue;
      const used = new Set<number>();
      const passed: number[] = [];
      for (const row of into) {
        const amount = study.movements.amount[row] ?? 0;
        const match = out.find((one) => {
          const share = (study.movements.amount[one] ?? 0) / amount;
          const hours = (timeOf(study, one) - timeOf(study, row)) / hourMs;
          return one > row && !used.has(one) && hours <= hoursMax && share >= passMin && share <= 1.005;
        });
        if (match === undefined) continue;
        used.add(match);
        passed.push(row);
      }
      const ownShare = sumOf(study, passed) / Math.max(1, sumOf(study, into));
      if (passed.length < timesMin || ownShare < ownShareMin) continue;
      const rows = distinct([...passed, ...used]);
      findings.push({
        parties: [party],
        rows,
        score: 0.3 + 0.4 * graded(passed.length, 2, 10) + 0.3 * graded(ownShare, 0.7, 1),
        figures: { times: passed.length, ownShare },
        sentences: [
          `${counted(passed.length, 'time')} at least ${percent(passMin)} of a sum that ${nameOf(study, party)} got went out again within ` +
            `${hoursMax} hours: ${percent(ownShare)} of all that it ever got, ${amountWords(study, sumOf(study, passed), rows[0])}.`,
        ],
      });
    }
    return findings;
  },
);

export const bridgeHops = shapeOf(
  {
    id: 'bridge-hops',
    version: 1,
    title: 'Bridge hops',
    definition: 'A party that swaps or bridges again and again in a short time, each time what it got the time before.',
    source: 'FATF red flags 2020 (chain-hopping); published accounts of the Bybit theft 2025',
    lookAlikes: ['a trader between venues', 'a rebalanced fund', 'a migration of a token to another chain'],
    parameters: {
      hopsMin: { value: 3, unit: 'count', meaning: 'swaps and bridges', origin: 'own' },
      hoursMax: { value: 24, unit: 'h', meaning: 'between two of them', origin: 'own' },
      keptMin: { value: 0.8, unit: 'share', meaning: 'of what was got, what is given at the next', origin: 'own' },
    },
  },
  (study, { hopsMin, hoursMax, keptMin }) => {
    const { movements, index } = study;
    const findings: ShapeFinding[] = [];
    for (const party of partiesOf(study)) {
      const rows = [
        ...index.outRows.subarray(index.firstOut[party], index.firstOut[party + 1]),
        ...index.inRows.subarray(index.firstIn[party], index.firstIn[party + 1]),
      ]
        .filter((row) => movements.kind[row] === movementCode.swap || movements.kind[row] === movementCode.bridge)
        .toSorted((left, right) => left - right);
      const chain: number[] = [];
      let best: readonly number[] = [];
      for (let at = 0; at + 1 < rows.length; at += 1) {
        const [given, got] = [rows[at] ?? 0, rows[at + 1] ?? 0];
        if (movements.from[given] !== party || movements.to[got] !== party || movements.transaction[given] !== movements.transaction[got])
          continue;
        const before = chain.at(-1);
        const isNext =
          before !== undefined &&
          movements.asset[before] === movements.asset[given] &&
          timeOf(study, given) - timeOf(study, before) <= hoursMax * hourMs &&
          (movements.amount[given] ?? 0) >= keptMin * (movements.amount[before] ?? 0);
        if (!isNext) chain.length = 0;
        chain.push(given, got);
        if (chain.length > best.length) best = [...chain];
      }
      const hops = best.length / 2;
      if (hops < hopsMin) continue;
      const assets = distinct(best.map((row) => movements.asset[row] ?? 0));
      findings.push({
        parties: [party],
        rows: best,
        score: 0.4 + 0.6 * graded(hops, hopsMin - 1, 8),
        figures: { hops, assets: assets.length },
        sentences: [
          `${nameOf(study, party)} swapped or bridged ${counted(hops, 'time')}, each time at least ${percent(keptMin)} of what it had just got, through ` +
            `${assets.map((asset) => `${movements.assets[asset]?.ledger ?? ''}/${movements.assets[asset]?.symbol ?? ''}`).join(', ')}.`,
        ],
      });
    }
    return findings;
  },
);
