// SPDX-License-Identifier: Apache-2.0
/**
 * Bipartite: several payers who all pay the same several payees. Stack: two such layers, one on the other, so that the payees of the first
 * are the payers of the second. Layers blur who sent to whom, as mixing does by hand.
 */
import { counted, percent } from '../../kernel/index.ts';
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
  sumOf,
  timeOf,
} from './shape.ts';

const layerParameters = {
  payersMin: { value: 2, unit: 'count', meaning: 'payers of a layer', origin: 'AMLworld' },
  payeesMin: { value: 2, unit: 'count', meaning: 'payees of a layer', origin: 'AMLworld' },
  densityMin: { value: 0.7, unit: 'share', meaning: 'of all pairs of the two sides, those that paid', origin: 'own' },
  windowDays: { value: 7, unit: 'days', meaning: 'of one layer', origin: 'own' },
  degreeMax: { value: 30, unit: 'count', meaning: 'payers of one payee in a window; with more it is a hub', origin: 'own' },
} as const;

interface Layer {
  readonly payers: readonly number[];
  readonly payees: readonly number[];
  readonly rows: readonly number[];
  readonly density: number;
}

interface LayerRule {
  readonly payersMin: number;
  readonly payeesMin: number;
  readonly densityMin: number;
  readonly windowDays: number;
  readonly degreeMax: number;
}

/** Layers by windows that overlap by half: pairs of payers with payees in common, joined where they share a payer. */
function layersOf(study: ShapeStudy, rule: LayerRule): readonly Layer[] {
  const half = (rule.windowDays * dayMs) / 2;
  const found = new Map<string, Layer>();
  const byHalf = new Map<number, Map<number, number[]>>();
  for (const payee of partiesOf(study)) {
    for (const row of partyRows(study, payee, 'in')) {
      const slot = Math.floor(timeOf(study, row) / half);
      for (const window of [slot - 1, slot]) {
        const payees = byHalf.get(window) ?? new Map<number, number[]>();
        byHalf.set(window, payees);
        const rows = payees.get(payee) ?? [];
        payees.set(payee, rows);
        rows.push(row);
      }
    }
  }
  for (const window of [...byHalf.keys()].toSorted((left, right) => left - right)) {
    for (const layer of layersOfWindow(study, byHalf.get(window) ?? new Map(), rule)) {
      found.set(`${layer.payers.join()}/${layer.payees.join()}`, layer);
    }
  }
  return [...found.values()];
}

function layersOfWindow(study: ShapeStudy, payees: ReadonlyMap<number, readonly number[]>, rule: LayerRule): readonly Layer[] {
  const common = new Map<string, { payers: readonly [number, number]; payees: number[] }>();
  for (const [payee, rows] of payees) {
    const payers = distinct(rows.map((row) => otherEnd(study, row, 'in')));
    if (payers.length < 2 || payers.length > rule.degreeMax) continue;
    for (const [at, one] of payers.entries()) {
      for (const other of payers.slice(at + 1)) {
        const key = `${one}/${other}`;
        const known = common.get(key) ?? { payers: [one, other], payees: [] };
        known.payees.push(payee);
        common.set(key, known);
      }
    }
  }
  const group = new Map<number, Set<number>>();
  for (const { payers, payees: shared } of common.values()) {
    if (shared.length < rule.payeesMin) continue;
    const [one, other] = payers;
    const joined = new Set([...(group.get(one) ?? [one]), ...(group.get(other) ?? [other])]);
    for (const member of joined) group.set(member, joined);
  }
  return [...new Set(group.values())].flatMap((members) => layerOf(study, [...members], payees, rule));
}

function layerOf(
  study: ShapeStudy,
  members: readonly number[],
  payees: ReadonlyMap<number, readonly number[]>,
  rule: LayerRule,
): readonly Layer[] {
  const payers = distinct(members);
  const own = new Set(payers);
  const rows: number[] = [];
  const reached = new Map<number, Set<number>>();
  for (const [payee, into] of payees) {
    // Parties that pay each other are a market, not two sides.
    if (own.has(payee)) return [];
    const from = into.filter((row) => own.has(otherEnd(study, row, 'in')));
    const different = new Set(from.map((row) => otherEnd(study, row, 'in')));
    if (different.size < 2) continue;
    reached.set(payee, different);
    rows.push(...from);
  }
  const pairs = [...reached.values()].reduce((sum, from) => sum + from.size, 0);
  const density = pairs / (payers.length * reached.size);
  if (payers.length < rule.payersMin || reached.size < rule.payeesMin || density < rule.densityMin) return [];
  return [{ payers, payees: distinct([...reached.keys()]), rows: distinct(rows), density }];
}

export const bipartite = shapeOf(
  {
    id: 'bipartite',
    version: 1,
    title: 'Bipartite',
    definition: 'Several payers who all pay the same several payees within days.',
    source: 'AMLworld typologies',
    lookAlikes: ['members of a household and their shops', 'branches of a firm and their suppliers', 'employers who share staff'],
    parameters: {
      ...layerParameters,
      pairsMin: { value: 6, unit: 'count', meaning: 'payers times payees', origin: 'own: two by two is often chance' },
    },
  },
  (study, values) =>
    layersOf(study, values)
      .filter(({ payers, payees }) => payers.length * payees.length >= values.pairsMin)
      .map(({ payers, payees, rows, density }): ShapeFinding => ({
        parties: [...payers, ...payees],
        rows,
        score: 0.3 + 0.4 * graded(payers.length * payees.length, 4, 20) + 0.3 * graded(density, 0.5, 1),
        figures: { payers: payers.length, payees: payees.length, density },
        sentences: [
          `${named(study, payers)} paid ${named(study, payees)}: ${percent(density)} of all pairs, ${amountWords(study, sumOf(study, rows), rows[0])} ` +
            `within ${values.windowDays} days.`,
        ],
      })),
);

export const stack = shapeOf(
  {
    id: 'stack',
    version: 1,
    title: 'Stack',
    definition: 'Two layers of payments, the payees of the first the payers of the second.',
    source: 'AMLworld typologies',
    lookAlikes: ['makers, wholesalers and shops', 'a group of firms with two tiers', 'brokers, clearers and depositories'],
    parameters: {
      ...layerParameters,
      sharedMin: { value: 2, unit: 'count', meaning: 'parties that stand in both layers', origin: 'AMLworld' },
    },
  },
  (study, values) => {
    const layers = layersOf(study, values);
    const byPayer = new Map<number, Layer[]>();
    for (const layer of layers) for (const payer of layer.payers) byPayer.set(payer, [...(byPayer.get(payer) ?? []), layer]);
    return layers.flatMap((upper) => {
      const lowers = new Set(upper.payees.flatMap((payee) => byPayer.get(payee) ?? []));
      return [...lowers].flatMap((lower): ShapeFinding[] => {
        const shared = upper.payees.filter((payee) => lower.payers.includes(payee));
        const lag = timeOf(study, lower.rows[0]) - timeOf(study, upper.rows[0]);
        if (shared.length < values.sharedMin || lag < 0 || lag > 2 * values.windowDays * dayMs || upper === lower) return [];
        const rows = distinct([...upper.rows, ...lower.rows]);
        const parties = [...upper.payers, ...shared, ...lower.payees];
        return [
          {
            parties: [...new Set(parties)],
            rows,
            score: 0.4 + 0.6 * graded(parties.length, 5, 14),
            figures: { between: shared.length, lagDays: lag / dayMs },
            sentences: [
              `${named(study, upper.payers)} paid ${named(study, upper.payees)}, of whom ${counted(shared.length, 'one')} paid on ` +
                `to ${named(study, lower.payees)} ` +
                `as a second layer within ${values.windowDays * 2} days.`,
            ],
          },
        ];
      });
    });
  },
);
