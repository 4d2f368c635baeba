// SPDX-License-Identifier: Apache-2.0
/**
 * Pump and dump, and its mirror, trash and cash: an organised rush in one direction, and those who prepared it leaving against it.
 *
 * A *rush order* is one market order that eats through several resting orders: several trades of one side in one millisecond. When a
 * crowd is told to buy now, rush orders jump. Chunks of 25 seconds against the seven hours before are the published choice that found
 * nine of ten announced pumps (La Morgia, Mei, Sassi, Stefa, "Pump and Dumps in the Bitcoin Era", ICCCN 2020); their forest of trees is
 * replaced by three plain thresholds, so that everybody can see why.
 */
import { type MarketEvents, sideCode } from '../../columns/index.ts';
import { counted, percent, type ParameterTable, type ParameterValues } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, nsPerMs, nsPerSecond } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import { meanAndDeviation, standsOut } from '../market/statistics.ts';

export const rushParameters = {
  chunk: { value: 25, unit: 's', meaning: 'length of a chunk', origin: 'La Morgia et al. 2020: best F1 at 25 s' },
  baseline: { value: 420, unit: 'min', meaning: 'before, that tells what is ordinary', origin: 'La Morgia et al. 2020: seven hours' },
  baselineMin: { value: 30, unit: 'min', meaning: 'least baseline', origin: 'own' },
  rushDeviations: {
    value: 6,
    unit: 'deviations',
    meaning: 'of the number of rush orders',
    origin: 'own: three thresholds must hold together',
  },
  volumeDeviations: { value: 5, unit: 'deviations', meaning: 'of the volume', origin: 'own' },
  moveMin: {
    value: 0.01,
    unit: 'share',
    meaning: 'of the price within the chunk and the next',
    origin: 'own: announced pumps move far more',
  },
  namelessRatio: {
    value: 2,
    unit: 'ratio',
    meaning: 'by which rush orders, move and reversal must be higher where the feed does not name who bought and sold',
    origin: 'own: who prepared it cannot be seen then, so the rush itself must tell more',
  },
  mute: { value: 30, unit: 'min', meaning: 'after a finding, in which none follows', origin: 'La Morgia et al. 2020' },
  prepareWithin: { value: 60, unit: 'min', meaning: 'before, in which positions were prepared', origin: 'own' },
  exitWithin: { value: 30, unit: 'min', meaning: 'after, in which the move falls back and those prepared leave', origin: 'own' },
  reversalMin: { value: 0.3, unit: 'share', meaning: 'of the move that is lost again', origin: 'own: the dump; what news moved stays' },
  builtShareMin: {
    value: 0.05,
    unit: 'share',
    meaning: 'of the volume while positions were prepared, that a named one built',
    origin: 'own: a small position gains little',
  },
} as const satisfies ParameterTable;

type Values = ParameterValues<typeof rushParameters>;

interface Chunk {
  rows: number[];
  rush: number;
  volume: number;
  first: number;
  last: number;
}

/** Finds rushes in a direction: 1 for pumps, -1 for trashing. */
export function findRushes(study: MarketStudy, direction: 1 | -1, values: Values): readonly Finding[] {
  return study.events.instruments.flatMap((_instrument, instrument) => {
    const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
    if (rows.length === 0) return [];
    const chunks = chunksOf(study.events, rows, { direction, chunkNs: values.chunk * nsPerSecond });
    return rushesIn(study, { instrument, direction, chunks }, values);
  });
}

function chunksOf(
  events: MarketEvents,
  rows: Uint32Array,
  { direction, chunkNs }: { direction: 1 | -1; chunkNs: number },
): readonly Chunk[] {
  const side = direction === 1 ? sideCode.buy : sideCode.sell;
  const startNs = events.timeNs[rows[0] ?? 0] ?? 0;
  const chunks: Chunk[] = [];
  let price = events.price[rows[0] ?? 0] ?? 0;
  let burstMs = Number.NEGATIVE_INFINITY;
  let burst = 0;
  for (const row of rows) {
    const timeNs = events.timeNs[row] ?? 0;
    const number = Math.floor((timeNs - startNs) / chunkNs);
    while (chunks.length <= number) chunks.push({ rows: [], rush: 0, volume: 0, first: price, last: price });
    const chunk = chunks[number];
    if (chunk === undefined) continue;
    price = events.price[row] ?? 0;
    chunk.last = price;
    if (events.side[row] !== side) continue;
    chunk.rows.push(row);
    chunk.volume += events.size[row] ?? 0;
    const ms = Math.floor(timeNs / nsPerMs);
    burst = ms === burstMs ? burst + 1 : 1;
    burstMs = ms;
    // The second trade of a millisecond makes it a rush order; further ones belong to the same.
    if (burst === 2) chunk.rush += 1;
  }
  return chunks;
}

interface InChunks {
  readonly instrument: number;
  readonly direction: 1 | -1;
  readonly chunks: readonly Chunk[];
}

function rushesIn(study: MarketStudy, given: InChunks, values: Values): readonly Finding[] {
  const { instrument, direction, chunks } = given;
  const perMinute = nsPerMinute / (values.chunk * nsPerSecond);
  const startNs = study.events.timeNs[study.trades.byInstrument[instrument]?.[0] ?? 0] ?? 0;
  const found: Finding[] = [];
  let mutedUntil = values.baselineMin * perMinute;
  for (const [number, chunk] of chunks.entries()) {
    const rush = number < mutedUntil ? null : judgeChunk(given, number, values);
    if (rush === null) continue;
    const prepared = preparedGroups(study, { instrument, direction, atNs: startNs + number * values.chunk * nsPerSecond }, values);
    // Where everybody is named and nobody had prepared, many bought for a reason of their own: good news.
    const isNameless = chunk.rows.some((row) => study.events.account[row] === 0);
    if (isNameless ? !isStark(rush, values) : prepared.length === 0) continue;
    mutedUntil = number + values.mute * perMinute;
    const { before, ...figures } = rush;
    found.push({
      instruments: [instrument],
      groups: prepared.map(({ group }) => group),
      rows: [...chunk.rows, ...prepared.flatMap(({ rows }) => rows)].toSorted((left, right) => left - right),
      score: standsOut(chunk.rush, before),
      figures: { rushOrders: chunk.rush, ...figures, prepared: prepared.length },
      sentences: rushSentences(study, { direction, chunk, rush, prepared, values }),
    });
  }
  return found;
}

interface Rush {
  /** Rush orders of the chunks before. */
  readonly before: readonly number[];
  readonly rushDeviations: number;
  readonly volumeDeviations: number;
  readonly move: number;
  /** How much of the move was lost again. */
  readonly lost: number;
}

function isStark({ rushDeviations, move, lost }: Rush, values: Values): boolean {
  const times = values.namelessRatio;
  return rushDeviations >= values.rushDeviations * times && move >= values.moveMin * times && lost >= values.reversalMin * times;
}

/** Null where one of the thresholds is not reached. */
function judgeChunk({ chunks, direction }: InChunks, number: number, values: Values): Rush | null {
  const chunk = chunks[number];
  if (chunk === undefined) return null;
  const perMinute = nsPerMinute / (values.chunk * nsPerSecond);
  const baseline = chunks.slice(Math.max(0, number - Math.round(values.baseline * perMinute)), number);
  const before = baseline.map((one) => one.rush);
  const rush = meanAndDeviation(before);
  const rushDeviations = (chunk.rush - rush.mean) / Math.max(rush.deviation, leastDeviation);
  if (rushDeviations < values.rushDeviations) return null;
  const volume = meanAndDeviation(baseline.map((one) => one.volume));
  const volumeDeviations = (chunk.volume - volume.mean) / Math.max(volume.deviation, 1);
  const first = Math.max(1, chunk.first);
  const moveOf = ({ last }: Chunk): number => (direction * (last - chunk.first)) / first;
  const top = Math.max(...chunks.slice(number, number + 2).map(moveOf));
  if (volumeDeviations < values.volumeDeviations || top < values.moveMin) return null;
  const after = chunks.slice(number, number + Math.round(values.exitWithin * perMinute) + 1).map(moveOf);
  const move = Math.max(...after);
  const lost = (move - (after.at(-1) ?? 0)) / Math.max(Number.EPSILON, move);
  return lost < values.reversalMin ? null : { before, rushDeviations, volumeDeviations, move, lost };
}

/** Where an instrument stands still, a single rush order would be any number of deviations. */
const leastDeviation = 0.5;

interface Prepared {
  readonly group: number;
  readonly rows: readonly number[];
}

/** Who took a position in the rush's direction before, and gave it up after it began; a maker's position comes to it unasked. */
function preparedGroups(
  study: MarketStudy,
  { instrument, direction, atNs }: { instrument: number; direction: 1 | -1; atNs: number },
  values: Values,
): readonly Prepared[] {
  const { events, trades } = study;
  const fromNs = atNs - values.prepareWithin * nsPerMinute;
  const all = volumeOf(events, rowsBetween(events, trades.byInstrument[instrument] ?? new Uint32Array(), fromNs, atNs));
  return trades.groupsIn(instrument).flatMap((group): Prepared[] => {
    const own = trades.of(group, instrument);
    const before = tradesBetween(events, own, fromNs, atNs).filter(({ isTaker }) => isTaker);
    const after = tradesBetween(events, own, atNs, atNs + values.exitWithin * nsPerMinute);
    const [built, left] = [direction * netVolumeOf(events, before), -direction * netVolumeOf(events, after)];
    return built > values.builtShareMin * all && left >= built / 2 ? [{ group, rows: [...before, ...after].map(({ row }) => row) }] : [];
  });
}

function rushSentences(
  study: MarketStudy,
  given: {
    readonly direction: 1 | -1;
    readonly chunk: Chunk;
    readonly rush: Rush;
    readonly prepared: readonly Prepared[];
    readonly values: Values;
  },
): readonly string[] {
  const { chunk, prepared, rush, values } = given;
  const word = given.direction === 1 ? 'bought' : 'sold';
  const names = prepared.map(({ group }) => study.groups.nameOf(group)).join(', ');
  return [
    `In ${values.chunk} seconds ${counted(chunk.rush, 'rush order')} came, ${rush.rushDeviations.toFixed(0)} deviations above the hours ` +
      `before, with volume ${rush.volumeDeviations.toFixed(0)} deviations above.`,
    `The price moved ${percent(rush.move)}, and ${percent(rush.lost)} of that was lost again within ${values.exitWithin} minutes.`,
    names === ''
      ? 'No participant that is named here had prepared a position.'
      : `${names} had ${word} in the ${values.prepareWithin} minutes before and left at least half of it after.`,
  ];
}
