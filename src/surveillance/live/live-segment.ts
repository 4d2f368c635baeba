// SPDX-License-Identifier: Apache-2.0
/**
 * A segment: a stretch of a market that is looked at while its events come, and as a whole when it is closed.
 *
 *     events   1 .. 4,210   the third spoof is settled -> an alert, whose input is events 1 to 4,210
 *              .. 90,000    the day ends               -> all patterns over events 1 to 90,000, as over a file
 *
 * Patterns that need no later events speak while the segment runs, once for the same participants in the same instruments. Such an alert is
 * exactly the one that a run over the events so far would give: same bytes, and it can be run again. It depends on the events and their
 * order alone, not on when or in which portions they came. When the segment is closed, every pattern is run over all of it: those alerts are
 * the ones that a run over the file gives, with all the evidence that came after the early word.
 *
 * There is no other state than the events: a segment that is opened again over the same events goes on as if it had never been away. The
 * obvious alternative, to write down what each pattern holds in memory, would be a second truth beside the evidence, to be kept equal for ever.
 */
import { digestOfMarketEvents, type MarketEvents, type MarketEventsBuilder, timeNsOf } from '../../columns/index.ts';
import { type ParameterValues, valuesFor } from '../../kernel/index.ts';
import { alertOf } from '../alerts.ts';
import { growingGroups } from '../market/groups.ts';
import { prepareReplay, type ReplayFaults, type ReplayView } from '../market/replay.ts';
import { indexTrades } from '../market/trade-index.ts';
import type { Finding, Listening, MarketStudy, Pattern, ReferenceMoment } from '../pattern.ts';
import { runSurveillance } from '../run-surveillance.ts';
import type { AlertWire, ReferenceMomentWire } from '../wire.ts';

/** Of one segment: venues list some thousands, options included; numbers of orders and groups share a key with it. */
export const segmentInstrumentsMax = 65_536;

export interface LiveOrder {
  readonly patterns: readonly Pattern[];
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  /** Closes, fixings, settlements, announcements; those within reach of the segment are used. */
  readonly moments: readonly ReferenceMomentWire[];
}

export interface ClosedSegment {
  readonly table: MarketEvents;
  readonly eventsDigest: string;
  readonly events: number;
  readonly faults: ReplayFaults;
  readonly alerts: readonly AlertWire[];
}

export interface LiveSegment {
  /** Takes the rows that the builder got since; alerts for which its last row was the one that was still wanting. Call it after every row. */
  advance(): readonly AlertWire[];
  close(): ClosedSegment;
  readonly view: ReplayView;
  /** What did not fit in the books so far. */
  readonly faults: ReplayFaults;
}

interface Speaking extends Listening {
  readonly pattern: Pattern;
  readonly values: ParameterValues;
  readonly changes: () => number;
}

export function openLiveSegment(builder: MarketEventsBuilder, order: LiveOrder): LiveSegment {
  const events = builder.sofar;
  const groups = growingGroups(events);
  const moments = order.moments.flatMap((moment) => momentWithin(events, moment));
  let indexed = { count: -1, trades: indexTrades(events, groups) };
  const study: MarketStudy = {
    events,
    groups,
    moments,
    get trades() {
      if (indexed.count !== events.count) indexed = { count: events.count, trades: indexTrades(events, groups) };
      return indexed.trades;
    },
  };
  const replay = prepareReplay(events, segmentInstrumentsMax);
  const speaking = order.patterns.flatMap((pattern): Speaking[] => {
    const values = valuesFor(pattern.parameters, order.parameters[pattern.id] ?? {});
    const started = pattern.listen?.(study, replay.view, values) ?? null;
    return started?.changes ? [{ ...started, changes: started.changes, pattern, values }] : [];
  });
  const running = replay.start(speaking.map(({ listener }) => listener));
  const seen = speaking.map(() => 0);
  const said = new Set<string>();
  const speak = ({ pattern, values, finish }: Speaking): readonly AlertWire[] => {
    const fresh = finish().filter((finding) => isFirst(said, pattern, finding));
    if (fresh.length === 0) return [];
    const context = { events, groups, moments, eventsDigest: digestOfMarketEvents(builder.finish().events) };
    return fresh
      .map((finding) => alertOf(context, pattern, values, finding))
      .toSorted((one, other) => (one.digest < other.digest ? -1 : 1));
  };
  return {
    view: replay.view,
    faults: running.faults,
    advance() {
      groups.catchUp();
      running.until(events.count);
      const changed = speaking.filter((one, index) => {
        const now = one.changes();
        const isNews = now !== seen[index];
        seen[index] = now;
        return isNews;
      });
      return changed.flatMap(speak);
    },
    close() {
      const table = builder.finish().events;
      const { alerts, faults } = runSurveillance(table, { ...order, moments, onProgress: () => undefined });
      return { table, eventsDigest: digestOfMarketEvents(table), events: table.count, faults, alerts };
    },
  };
}

/** Whether nothing was said yet of these groups in these instruments; then it counts as said. */
function isFirst(said: Set<string>, pattern: Pattern, { instruments, groups }: Finding): boolean {
  const key = `${pattern.id} ${instruments.join(',')} ${groups.join(',')}`;
  if (said.has(key)) return false;
  said.add(key);
  return true;
}

/** A segment lasts a day; what lies further away than this belongs to another. */
const momentDaysMax = 2;

function momentWithin({ originMs }: MarketEvents, { kind, at, underlying }: ReferenceMomentWire): ReferenceMoment[] {
  const timeNs = timeNsOf(at, 'iso', originMs);
  return timeNs === null || Math.abs(timeNs) > momentDaysMax * 86_400e9 ? [] : [{ kind, timeNs, underlying }];
}
