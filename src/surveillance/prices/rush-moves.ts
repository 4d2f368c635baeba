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
  step: {
    value: 5,
    unit: 's',
    meaning: 'from the beginning of one chunk to that of the next',
    origin: 'own: chunks side by side cut a rush in two that begins late in one',
  },
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
    value: 0.007,
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

/** A chunk begins at every step and spans several of them. By number of step, in columns: a day has tens of thousands. */
interface Steps {
  readonly count: number;
  readonly startNs: number;
  readonly stepNs: number;
  /** The last price before a step, and the last one in it. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Rush orders and volume before each step, so that those of a chunk are one subtraction. */
  readonly rush: Float64Array;
  readonly volume: Float64Array;
}

/** Finds rushes in a direction: 1 for pumps, -1 for trashing. */
export function findRushes(study: MarketStudy, direction: 1 | -1, values: Values): readonly Finding[] {
  return study.events.instruments.flatMap((_instrument, instrument) => {
    const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
    if (rows.length === 0) return [];
    const stepNs = Math.max(values.step, stepSecondsMin) * nsPerSecond;
    const stepsPerChunk = Math.max(1, Math.round((values.chunk * nsPerSecond) / stepNs));
    const steps = stepsOf(study.events, rows, { direction, stepNs });
    return rushesIn(study, { instrument, direction, steps, stepsPerChunk }, values);
  });
}

/** A rush lasts seconds: shorter steps say nothing more, and one of no length would give steps without end. */
const stepSecondsMin = 1;

function stepsOf(events: MarketEvents, rows: Uint32Array, { direction, stepNs }: { direction: 1 | -1; stepNs: number }): Steps {
  const side = sideOf(direction);
  const startNs = events.timeNs[rows[0] ?? 0] ?? 0;
  const count = Math.floor(((events.timeNs[rows.at(-1) ?? 0] ?? 0) - startNs) / stepNs) + 1;
  const [first, last] = [new Float64Array(count), new Float64Array(count)];
  const [rush, volume] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  let price = events.price[rows[0] ?? 0] ?? 0;
  let [reached, burstMs, burst] = [-1, Number.NEGATIVE_INFINITY, 0];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const timeNs = events.timeNs[row] ?? 0;
    const number = Math.floor((timeNs - startNs) / stepNs);
    // In steps without a trade the price stands.
    for (; reached < number; reached += 1) {
      first[reached + 1] = price;
      last[reached + 1] = price;
    }
    price = events.price[row] ?? 0;
    last[number] = price;
    if (events.side[row] !== side) continue;
    volume[number + 1] = (volume[number + 1] ?? 0) + (events.size[row] ?? 0);
    const ms = Math.floor(timeNs / nsPerMs);
    burst = ms === burstMs ? burst + 1 : 1;
    burstMs = ms;
    // The second trade of a millisecond makes it a rush order; further ones belong to the same.
    if (burst === 2) rush[number + 1] = (rush[number + 1] ?? 0) + 1;
  }
  for (let number = 1; number <= count; number += 1) {
    rush[number] = (rush[number] ?? 0) + (rush[number - 1] ?? 0);
    volume[number] = (volume[number] ?? 0) + (volume[number - 1] ?? 0);
  }
  return { count, startNs, stepNs, first, last, rush, volume };
}

function sideOf(direction: 1 | -1): number {
  return direction === 1 ? sideCode.buy : sideCode.sell;
}

/** The rows that were taken in the rush's direction in the chunk that begins at a step. */
function rowsOfChunk({ events, trades }: MarketStudy, given: InSteps, number: number): readonly number[] {
  const { instrument, direction, steps, stepsPerChunk } = given;
  const side = sideOf(direction);
  const rows: number[] = [];
  for (const row of trades.byInstrument[instrument] ?? []) {
    const step = Math.floor(((events.timeNs[row] ?? 0) - steps.startNs) / steps.stepNs);
    if (step >= number && step < number + stepsPerChunk && events.side[row] === side) rows.push(row);
  }
  return rows;
}

interface InSteps {
  readonly instrument: number;
  readonly direction: 1 | -1;
  readonly steps: Steps;
  readonly stepsPerChunk: number;
}

/** What the chunk that begins at a step adds up to. */
function inChunk({ steps, stepsPerChunk }: InSteps, what: 'rush' | 'volume', number: number): number {
  return (steps[what][Math.min(steps.count, number + stepsPerChunk)] ?? 0) - (steps[what][number] ?? 0);
}

function rushesIn(study: MarketStudy, given: InSteps, values: Values): readonly Finding[] {
  const { instrument, direction, steps } = given;
  const { startNs, stepNs } = steps;
  const perMinute = nsPerMinute / stepNs;
  const found: Finding[] = [];
  for (let number = Math.round(values.baselineMin * perMinute); number < steps.count; number += 1) {
    const rush = strongestFrom(given, number, values);
    if (rush === null) continue;
    const rows = rowsOfChunk(study, given, rush.number);
    const prepared = preparedGroups(study, { instrument, direction, atNs: startNs + rush.number * stepNs }, values);
    // Where everybody is named and nobody had prepared, many bought for a reason of their own: good news.
    const isNameless = rows.some((row) => study.events.account[row] === 0);
    if (isNameless ? !isStark(rush, values) : prepared.length === 0) continue;
    const { before, number: begins, ...figures } = rush;
    number = begins + Math.round(values.mute * perMinute) - 1;
    found.push({
      instruments: [instrument],
      groups: prepared.map(({ group }) => group),
      rows: [...rows, ...prepared.flatMap((one) => one.rows)].toSorted((left, right) => left - right),
      score: standsOut(rush.rushOrders, before),
      figures: { ...figures, prepared: prepared.length },
      sentences: rushSentences(study, { direction, rush, prepared, values }),
    });
  }
  return found;
}

/** The rush that begins at a step; of those that begin while it lasts, the one with the most rush orders, so that all of it is seen. */
function strongestFrom(given: InSteps, number: number, values: Values): Rush | null {
  let strongest = judgeChunk(given, number, values);
  if (strongest === null) return null;
  for (let later = number + 1; later < number + given.stepsPerChunk; later += 1) {
    const other = judgeChunk(given, later, values);
    if (other !== null && other.rushOrders > strongest.rushOrders) strongest = other;
  }
  return strongest;
}

interface Rush {
  /** The step at which it begins. */
  readonly number: number;
  readonly rushOrders: number;
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
function judgeChunk(given: InSteps, number: number, values: Values): Rush | null {
  const { steps, stepsPerChunk, direction } = given;
  const rushOrders = inChunk(given, 'rush', number);
  // Fewer reach the threshold over no baseline.
  if (rushOrders < values.rushDeviations * leastDeviation) return null;
  const perMinute = nsPerMinute / steps.stepNs;
  const earliest = Math.max(0, number - Math.round(values.baseline * perMinute));
  const baseline: number[] = [];
  for (let chunk = number - stepsPerChunk; chunk >= earliest; chunk -= stepsPerChunk) baseline.push(chunk);
  const before = baseline.map((chunk) => inChunk(given, 'rush', chunk));
  const rush = meanAndDeviation(before);
  const rushDeviations = (rushOrders - rush.mean) / Math.max(rush.deviation, leastDeviation);
  if (rushDeviations < values.rushDeviations) return null;
  const volume = meanAndDeviation(baseline.map((chunk) => inChunk(given, 'volume', chunk)));
  const volumeDeviations = (inChunk(given, 'volume', number) - volume.mean) / Math.max(volume.deviation, 1);
  const first = Math.max(1, steps.first[number] ?? 1);
  const moves = (spanSteps: number): readonly number[] =>
    Array.from(steps.last.subarray(number, number + spanSteps), (last) => (direction * (last - first)) / first);
  const top = Math.max(...moves(2 * stepsPerChunk));
  if (volumeDeviations < values.volumeDeviations || top < values.moveMin) return null;
  const after = moves(stepsPerChunk + Math.round(values.exitWithin * perMinute));
  const move = Math.max(...after);
  const lost = (move - (after.at(-1) ?? 0)) / Math.max(Number.EPSILON, move);
  return lost < values.reversalMin ? null : { number, rushOrders, before, rushDeviations, volumeDeviations, move, lost };
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
    readonly rush: Rush;
    readonly prepared: readonly Prepared[];
    readonly values: Values;
  },
): readonly string[] {
  const { prepared, rush, values } = given;
  const word = given.direction === 1 ? 'bought' : 'sold';
  const names = prepared.map(({ group }) => study.groups.nameOf(group)).join(', ');
  return [
    `In ${values.chunk} seconds ${counted(rush.rushOrders, 'rush order')} came, ${rush.rushDeviations.toFixed(0)} deviations above the hours ` +
      `before, with volume ${rush.volumeDeviations.toFixed(0)} deviations above.`,
    `The price moved ${percent(rush.move)}, and ${percent(rush.lost)} of that was lost again within ${values.exitWithin} minutes.`,
    names === ''
      ? 'No participant that is named here had prepared a position.'
      : `${names} had ${word} in the ${values.prepareWithin} minutes before and left at least half of it after.`,
  ];
}
