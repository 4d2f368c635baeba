// SPDX-License-Identifier: Apache-2.0
/**
 * Looking for shapes in a table of movements: findings with names in the place of numbers, and all that is needed to find them again.
 *
 * Findings of one shape come in the order of their first movement. Figures are rounded to nine significant digits, so that what is written is
 * what is compared.
 */
import { amountOf, digestOfValue, type Movements, unitsText } from '../../columns/index.ts';
import { fail, ok, type ParameterValues, type Result, valuesFor } from '../../kernel/index.ts';
import { indexMovements } from '../movement-index.ts';
import { momentText } from '../moment-text.ts';
import { assetName, type DigestedMovements, partyName } from '../tracing/trace.ts';
import type { ShapeEdgeWire, ShapeFindingWire } from '../wire.ts';
import type { Shape, ShapeFinding, ShapeStudy } from './shape.ts';
import { shapes } from './shapes.ts';

/** An officer looks at the first few; whoever wants all runs the shape again. */
export const evidenceRowsMax = 500;
const partiesShownMax = 200;

export interface ShapesOrder {
  readonly shapes: readonly Shape[];
  /** Values by shape and parameter, in the place of the tables' own. */
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  readonly onProgress: (doing: string) => void;
}

export function runShapes(given: DigestedMovements, order: ShapesOrder): readonly ShapeFindingWire[] {
  return studyShapes(given, order).map(({ finding }) => finding);
}

/** A finding with the movements it rests on, drawn together between each two parties. */
export interface StudiedShape {
  readonly finding: ShapeFindingWire;
  /** Computed when asked for: most findings of a large table are only counted. */
  readonly edges: () => readonly ShapeEdgeWire[];
}

export function studyShapes({ movements, digest }: DigestedMovements, order: ShapesOrder): readonly StudiedShape[] {
  const study: ShapeStudy = { movements, index: indexMovements(movements) };
  return order.shapes.flatMap((shape) => {
    order.onProgress(shape.title);
    const values = valuesFor(shape.parameters, order.parameters[shape.id] ?? {});
    return shape
      .find(study, values)
      .map((found): StudiedShape => {
        const finding = findingWire(movements, digest, shape, values, found);
        return { finding, edges: () => edgesOf(movements, new Set(found.rows)) };
      })
      .toSorted(({ finding: left }, { finding: right }) => (`${left.from}${left.digest}` < `${right.from}${right.digest}` ? -1 : 1));
  });
}

export function findShape(id: string): Result<Shape> {
  const found = shapes.find((shape) => shape.id === id);
  return found === undefined
    ? fail(`shape ${id.slice(0, 60)}`, 'There is no such shape.', `Choose of ${shapes.map((shape) => shape.id).join(', ')}.`)
    : ok(found);
}

function findingWire(movements: Movements, digest: string, shape: Shape, values: ParameterValues, finding: ShapeFinding): ShapeFindingWire {
  const rows = [...new Set(finding.rows)].toSorted((left, right) => left - right);
  const parties = [...new Set(finding.parties)];
  const at = (row: number | undefined): string => momentText(movements.timeMs[row ?? 0] ?? 0);
  const content = {
    format: 'comity-shape/1' as const,
    shape: { id: shape.id, version: shape.version, title: shape.title },
    parameters: values,
    input: digest,
    parties: { count: parties.length, first: parties.slice(0, partiesShownMax).map((party) => movements.parties.nameOf(party)) },
    from: at(rows[0]),
    until: at(rows.at(-1)),
    score: rounded(Math.min(1, Math.max(0, finding.score))),
    figures: Object.fromEntries(Object.entries(finding.figures).map(([name, value]) => [name, rounded(value)])),
    sentences: [...finding.sentences],
    evidence: {
      count: rows.length,
      movements: rows.slice(0, evidenceRowsMax).map((row) => ({ row: movements.sourceRow[row] ?? 0, at: at(row) })),
    },
  } satisfies Omit<ShapeFindingWire, 'digest'>;
  return { ...content, digest: digestOfValue(content) };
}

/** Pairs of parties that a picture shows. */
const edgesMax = 60;

function edgesOf(movements: Movements, rows: ReadonlySet<number>): readonly ShapeEdgeWire[] {
  const edges = new Map<
    string,
    { from: number; to: number; asset: number; count: number; units: bigint; firstMs: number; lastMs: number }
  >();
  for (const row of rows) {
    const [from, to, asset] = [movements.from[row] ?? 0, movements.to[row] ?? 0, movements.asset[row] ?? 0];
    const atMs = movements.timeMs[row] ?? 0;
    const key = `${from}/${to}/${asset}`;
    const edge = edges.get(key) ?? { from, to, asset, count: 0, units: 0n, firstMs: atMs, lastMs: atMs };
    edge.count += 1;
    edge.units += BigInt(amountOf(movements, row));
    edge.firstMs = Math.min(edge.firstMs, atMs);
    edge.lastMs = Math.max(edge.lastMs, atMs);
    edges.set(key, edge);
  }
  return [...edges.values()]
    .toSorted((left, right) => (left.units === right.units ? left.firstMs - right.firstMs : left.units > right.units ? -1 : 1))
    .slice(0, edgesMax)
    .map(({ from, to, asset, count, units, firstMs, lastMs }) => ({
      from: partyName(movements, from),
      to: partyName(movements, to),
      asset: assetName(movements, asset),
      movements: count,
      amount: unitsText(units, movements.assets[asset]?.decimals ?? 0),
      first: momentText(firstMs),
      last: momentText(lastMs),
    }));
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(9)) : 0;
}

/** For each party the score of the finding in which it stands out most; parties in none are left out. */
export function scoresByParty(findings: readonly ShapeFindingWire[]): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const { parties, score } of findings) for (const name of parties.first) scores.set(name, Math.max(scores.get(name) ?? 0, score));
  return scores;
}
