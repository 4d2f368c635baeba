// SPDX-License-Identifier: Apache-2.0
/**
 * Marking the close, a fixing or a settlement: trading just before a price counts for more than itself, so as to move it.
 *
 * Everybody trades at the close. What sets the practice apart: one hand is a large part of the taking in the last minutes, far more than
 * at other times; the price goes its way further than it ordinarily does; and it comes back once the price has been taken. (Components
 * of Comerton-Forde and Putnins, "Measuring closing price manipulation", 2011.)
 */
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, type ReferenceMoment, studyPattern } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';
import { isHedged, ordinaryVolume } from './bursts.ts';
import { type PriceView, viewPrices } from './price-moves.ts';

export const markingTheClose = studyPattern(
  {
    id: 'marking-the-close',
    version: 3,
    title: 'Marking the close, fixing or settlement',
    definition: 'One participant’s taking carries the price into a reference moment, and the price comes back after it.',
    legal: { marAnnexI: 'g', annexII: '1.5.b' },
    parameters: {
      window: {
        value: 10,
        unit: 'min',
        meaning: 'before the moment',
        origin: 'Comerton-Forde and Putnins 2011 use the last 15 minutes; own: 10',
      },
      volumeShareMin: {
        value: 0.35,
        unit: 'share',
        meaning: 'net, of the volume in the window',
        origin: 'own: at a close many trade one way; one hand with a third of all is rare',
      },
      deviationsMin: {
        value: 1,
        unit: 'deviations',
        meaning: 'of the return in the window',
        origin: 'own: the market may run against a push; share and reversal must hold as well',
      },
      ordinaryRatioMin: {
        value: 0.6,
        unit: 'ratio',
        meaning: 'its net volume to all that is ordinarily traded in such a window',
        origin: 'own: a small trader in a quiet moment carries no price',
      },
      reversalMin: {
        value: 0.4,
        unit: 'share',
        meaning: 'of the move that comes back at some minute of an equal window after',
        origin: 'own: moves on news stay',
      },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((instrument, number) => {
      const rows = study.trades.byInstrument[number] ?? new Uint32Array();
      if (rows.length === 0) return [];
      const prices = viewPrices(study.events, rows);
      return study.moments
        .filter(({ kind, underlying }) => kind !== 'announcement' && underlying === instrument.underlying)
        .flatMap((moment) => findingsAt(study, { number, prices, moment }, values));
    }),
);

interface At {
  readonly number: number;
  readonly prices: PriceView;
  readonly moment: ReferenceMoment;
}

type Values = { readonly [Name in 'window' | 'volumeShareMin' | 'deviationsMin' | 'ordinaryRatioMin' | 'reversalMin']: number };

function findingsAt(study: MarketStudy, { number, prices, moment }: At, values: Values): readonly Finding[] {
  const span = values.window * nsPerMinute;
  const [from, until] = [moment.timeNs - span, moment.timeNs];
  const move = prices.returnBetween(from, until);
  const deviations = Math.abs(move) / Math.max(Number.EPSILON, prices.deviationOver(span));
  const back = prices.lostAfter({ direction: move > 0 ? 1 : -1, move: Math.abs(move), fromNs: until, spanNs: span });
  if (deviations < values.deviationsMin || back < values.reversalMin) return [];
  const all = volumeOf(study.events, rowsBetween(study.events, prices.rows, from, until));
  return study.trades.groupsIn(number).flatMap((group): Finding[] => {
    const own = study.trades.of(group, number);
    const taken = tradesBetween(study.events, own, from, until).filter(({ isTaker }) => isTaker);
    const net = netVolumeOf(study.events, taken);
    const share = (net * Math.sign(move)) / Math.max(1, all);
    const direction = net > 0 ? 1 : -1;
    const pushed = { group, direction, volume: Math.abs(net), fromNs: from, untilNs: until } as const;
    const ordinaryRatio = Math.abs(net) / Math.max(1, ordinaryVolume(prices, span));
    if (share < values.volumeShareMin || ordinaryRatio < values.ordinaryRatioMin || isHedged(study, number, pushed)) return [];
    const usual = usualShares(study, { number, group, prices }, { span, except: from });
    return [
      {
        instruments: [number],
        groups: [group],
        rows: taken.map(({ row }) => row),
        score: standsOut(share, usual),
        figures: { volumeShare: share, ordinaryRatio, move, deviations, reversal: back, windowsBefore: usual.length },
        sentences: [
          `In the ${values.window} minutes before the ${moment.kind}, ${study.groups.nameOf(group)} took ` +
            `${counted(taken.length, 'time')}, net ${percent(share)} of the volume in the direction of the move.`,
          `The price moved ${percent(Math.abs(move))}, ${deviations.toFixed(1)} deviations of such a window, and ` +
            `${percent(back)} of that came back within the next ${values.window} minutes.`,
          `Of ${usual.length} other windows of that length, its share was as large in ${usual.filter((other) => other >= share).length}.`,
        ],
      },
    ];
  });
}

/** The group's net share of volume in the other windows of the same length, whatever its direction. */
function usualShares(
  study: MarketStudy,
  { number, group, prices }: { number: number; group: number; prices: PriceView },
  { span, except }: { span: number; except: number },
): readonly number[] {
  const { events } = study;
  const own = study.trades.of(group, number);
  const first = events.timeNs[prices.rows[0] ?? 0] ?? 0;
  const last = events.timeNs[prices.rows.at(-1) ?? 0] ?? 0;
  const shares: number[] = [];
  for (let from = first; from + span <= last && shares.length < windowsMax; from += span) {
    if (Math.abs(from - except) < span) continue;
    const taken = tradesBetween(events, own, from, from + span).filter(({ isTaker }) => isTaker);
    shares.push(Math.abs(netVolumeOf(events, taken)) / Math.max(1, volumeOf(events, rowsBetween(events, prices.rows, from, from + span))));
  }
  return shares;
}

/** A baseline of more windows than this says nothing more. */
const windowsMax = 2000;
