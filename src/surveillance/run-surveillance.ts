// SPDX-License-Identifier: Apache-2.0
/**
 * Running patterns over a table of events, and running one alert again.
 *
 * Patterns that listen share one replay of the order books; the others look at the study. Alerts come in the order of the patterns and,
 * within one, of their first event, so that the same input gives the same list.
 */
import { digestOfMarketEvents, type MarketEvents, timeNsOf } from '../columns/index.ts';
import { fail, ok, type ParameterValues, type Result, valuesFor } from '../kernel/index.ts';
import { type AlertContext, alertOf } from './alerts.ts';
import { groupsOf } from './market/groups.ts';
import { prepareReplay, type ReplayFaults } from './market/replay.ts';
import { indexTrades } from './market/trade-index.ts';
import type { Finding, MarketStudy, Pattern, ReferenceMoment } from './pattern.ts';
import { patterns } from './patterns.ts';
import type { AlertWire, ReferenceMomentWire } from './wire.ts';

export interface SurveillanceOrder {
  readonly patterns: readonly Pattern[];
  /** Values by pattern and parameter, in the place of the tables' own. */
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  readonly moments: readonly ReferenceMoment[];
  /** Told before each pattern that looks at the study; the replay counts as one. */
  readonly onProgress: (doing: string) => void;
}

export interface Surveillance {
  readonly alerts: readonly AlertWire[];
  /** What did not fit together in the books. */
  readonly faults: ReplayFaults;
}

/** What patterns look at, made of a table. */
export function studyMarket(events: MarketEvents, moments: readonly ReferenceMoment[]): MarketStudy {
  const groups = groupsOf(events);
  return { events, groups, trades: indexTrades(events, groups), moments };
}

export function runSurveillance(events: MarketEvents, order: SurveillanceOrder): Surveillance {
  const study = studyMarket(events, order.moments);
  const context: AlertContext = { events, groups: study.groups, eventsDigest: digestOfMarketEvents(events), moments: order.moments };
  const valuesOf = (pattern: Pattern): ParameterValues => valuesFor(pattern.parameters, order.parameters[pattern.id] ?? {});
  const replay = prepareReplay(events);
  const listening = order.patterns.flatMap((pattern) => {
    const started = pattern.listen?.(study, replay.view, valuesOf(pattern));
    return started === undefined ? [] : [{ pattern, ...started }];
  });
  order.onProgress('order books');
  const faults = replay.run(listening.map(({ listener }) => listener));
  const findings = order.patterns.map((pattern): readonly [Pattern, readonly Finding[]] => {
    if (pattern.study !== null) order.onProgress(pattern.title);
    const own = pattern.study?.(study, valuesOf(pattern)) ?? listening.find((one) => one.pattern === pattern)?.finish() ?? [];
    return [pattern, own];
  });
  const alerts = findings.flatMap(([pattern, own]) =>
    own.map((finding) => alertOf(context, pattern, valuesOf(pattern), finding)).toSorted(byTimeThenDigest),
  );
  return { alerts, faults };
}

function byTimeThenDigest(left: AlertWire, right: AlertWire): number {
  const [one, other] = [`${left.from}${left.digest}`, `${right.from}${right.digest}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The pattern of a name; an issue that lists them all where there is none. */
export function findPattern(id: string): Result<Pattern> {
  const found = patterns.find((pattern) => pattern.id === id);
  return found === undefined
    ? fail(`pattern ${id.slice(0, 60)}`, 'There is no such pattern.', `Choose of ${patterns.map((pattern) => pattern.id).join(', ')}.`)
    : ok(found);
}

/** A reference moment with the table's own clock; an issue where it lies too far from the table. */
export function readMoment(events: MarketEvents, { kind, at, underlying }: ReferenceMomentWire): Result<ReferenceMoment> {
  const timeNs = timeNsOf(at, 'iso', events.originMs);
  return timeNs === null
    ? fail(`moment ${at}`, 'It lies more than 104 days from the events.', 'Give moments of the time that the events are of.')
    : ok({ kind, timeNs, underlying });
}

export type Rerun =
  | { readonly kind: 'same' }
  /** The same pattern and parameters over the same events do not give this alert. */
  | { readonly kind: 'not-found'; readonly alerts: number }
  | { readonly kind: 'other-events'; readonly found: string };

/** Runs the pattern of an alert again over events, with its parameters and moments, and compares to the byte. */
export function rerunAlert(events: MarketEvents, alert: AlertWire): Result<Rerun> {
  const found = digestOfMarketEvents(events);
  if (found !== alert.input.events) return ok({ kind: 'other-events', found });
  const pattern = findPattern(alert.pattern.id);
  if (!pattern.ok) return pattern;
  if (pattern.value.version !== alert.pattern.version) {
    return fail(
      'alert.pattern.version',
      `It was found by version ${alert.pattern.version}; this program has version ${pattern.value.version}.`,
      'Run it with the version of the program that found it.',
    );
  }
  const moments: ReferenceMoment[] = [];
  for (const moment of alert.input.moments) {
    const read = readMoment(events, moment);
    if (!read.ok) return read;
    moments.push(read.value);
  }
  const parameters = { [alert.pattern.id]: alert.parameters };
  const { alerts } = runSurveillance(events, { patterns: [pattern.value], parameters, moments, onProgress: () => undefined });
  return ok(alerts.some(({ digest }) => digest === alert.digest) ? { kind: 'same' } : { kind: 'not-found', alerts: alerts.length });
}
