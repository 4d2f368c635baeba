// SPDX-License-Identifier: Apache-2.0
/**
 * Insider dealing around an announcement: trading ahead of news in the direction in which it moves the price, out of line with what the
 * participant does otherwise. It is a reason to ask, never proof: many are right by luck.
 */
import { percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerDay, nsPerHour, type ReferenceMoment, studyPattern } from '../pattern.ts';
import { netVolumeOf, tradesBetween, volumeOf } from '../market/sides.ts';
import { meanAndDeviation, standsOut } from '../market/statistics.ts';
import { isHedged } from './bursts.ts';
import { viewPrices } from './price-moves.ts';

export const insiderDealing = studyPattern(
  {
    id: 'insider-dealing',
    version: 2,
    title: 'Dealing ahead of an announcement',
    definition: 'Unusual buying or selling of one participant before an announcement, in the direction of the move that follows.',
    legal: { marAnnexI: null, annexII: null },
    parameters: {
      before: { value: 48, unit: 'h', meaning: 'before the announcement', origin: 'own: leaks show in the last two days' },
      moveOver: { value: 1, unit: 'h', meaning: 'after it, in which its move is measured', origin: 'own' },
      deviationsMin: { value: 4, unit: 'deviations', meaning: 'of that move', origin: 'own: news that mattered' },
      unusualMin: { value: 4, unit: 'deviations', meaning: 'of the net volume from the participant’s own other days', origin: 'own' },
      daysMin: {
        value: 5,
        unit: 'count',
        meaning: 'own other days; with fewer the other participants are the baseline',
        origin: 'own: a deviation of fewer says little',
      },
      oneSidedMin: {
        value: 0.7,
        unit: 'share',
        meaning: 'net volume of all the participant traded before',
        origin: 'own: who knows builds a position, who trades goes both ways',
      },
      volumeShareMin: { value: 0.02, unit: 'share', meaning: 'of all volume in the time before', origin: 'own: what can matter' },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((instrument, number) => {
      const rows = study.trades.byInstrument[number] ?? new Uint32Array();
      if (rows.length === 0) return [];
      const prices = viewPrices(study.events, rows);
      return study.moments
        .filter(({ kind, underlying }) => kind === 'announcement' && underlying === instrument.underlying)
        .flatMap((moment) => {
          const move = prices.returnBetween(moment.timeNs - 1, moment.timeNs + values.moveOver * nsPerHour);
          const deviations = Math.abs(move) / Math.max(Number.EPSILON, prices.deviationOver(values.moveOver * nsPerHour));
          return deviations < values.deviationsMin ? [] : dealersBefore(study, { number, moment, move, deviations }, values);
        });
    }),
);

type Values = { readonly [Name in 'before' | 'unusualMin' | 'daysMin' | 'oneSidedMin' | 'volumeShareMin']: number };

function dealersBefore(
  study: MarketStudy,
  { number, moment, move, deviations }: { number: number; moment: ReferenceMoment; move: number; deviations: number },
  values: Values,
): readonly Finding[] {
  const { events, trades, groups } = study;
  const span = values.before * nsPerHour;
  const members = trades.groupsIn(number).map((group) => {
    const own = trades.of(group, number);
    const recent = tradesBetween(events, own, moment.timeNs - span, moment.timeNs);
    const net = Math.sign(move) * netVolumeOf(events, recent);
    const gross = volumeOf(
      events,
      recent.map(({ row }) => row),
    );
    return { group, recent, net, gross, usual: meanAndDeviation(dailyNet(study, group, number, moment.timeNs - span)) };
  });
  const everybody = meanAndDeviation(members.map(({ net }) => net));
  const unusualOf = ({ net, usual }: (typeof members)[number]): number =>
    usual.count >= values.daysMin
      ? (net - (usual.mean * values.before) / 24) / Math.max(1, usual.deviation * Math.sqrt(values.before / 24))
      : (net - everybody.mean) / Math.max(1, everybody.deviation);
  const all = members.reduce((sum, { recent }) => sum + recent.reduce((total, { row }) => total + (events.size[row] ?? 0), 0), 0) / 2;
  return members
    .filter(({ net, gross }) => net > 0 && net >= values.oneSidedMin * gross && net / Math.max(1, all) >= values.volumeShareMin)
    .filter((member) => unusualOf(member) >= values.unusualMin)
    .filter(({ group, net }) => {
      const dealt = { group, direction: move > 0 ? 1 : -1, volume: net, fromNs: moment.timeNs - span, untilNs: moment.timeNs } as const;
      return !isHedged(study, number, dealt);
    })
    .map((member): Finding => {
      const { group, recent, net, usual } = member;
      const [unusual, days] = [unusualOf(member), usual.count];
      const baseline = days >= values.daysMin ? `its ${days} days before` : `what the ${members.length} participants did`;
      const others = members.filter((other) => other.group !== group).map((other) => other.net);
      return {
        instruments: [number],
        groups: [group],
        rows: recent.map(({ row }) => row),
        score: standsOut(net, others),
        figures: { net, volumeShare: net / Math.max(1, all), unusual, daysBefore: days, move, deviations },
        sentences: [
          `In the ${values.before} hours before the announcement ${groups.nameOf(group)} ` +
            `${move > 0 ? 'bought' : 'sold'} net ${percent(net / Math.max(1, all))} of the volume, ` +
            `${unusual.toFixed(1)} deviations from ${baseline}.`,
          `The price then moved ${percent(Math.abs(move))} its way, ${deviations.toFixed(1)} deviations.`,
        ],
      };
    });
}

/** Net volume of each whole day before a moment, days without a trade included from the group's first on. */
function dailyNet({ events, trades }: MarketStudy, group: number, instrument: number, untilNs: number): readonly number[] {
  const own = trades.of(group, instrument);
  const firstNs = events.timeNs[own[0]?.row ?? 0] ?? 0;
  const days: number[] = [];
  for (let from = untilNs - nsPerDay; from + nsPerDay > firstNs && days.length < daysMax; from -= nsPerDay) {
    days.push(netVolumeOf(events, tradesBetween(events, own, from, from + nsPerDay)));
  }
  return days;
}

/** A table spans 104 days at the most. */
const daysMax = 104;
