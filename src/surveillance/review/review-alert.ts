// SPDX-License-Identifier: Apache-2.0
/**
 * An alert looked at again: what its market looked like over time, and what those whom it names did in it.
 *
 * The events are replayed from their beginning, so that the book is right at the first moment shown, and stopped where the window ends.
 * The window is divided into equal steps; at the end of each the book is drawn as bands of price. Everything that is shown beside it
 * (trades, own orders, own fills) keeps its exact moment. All instruments of the alert are on one clock.
 *
 *     alert 09:14:03 to 09:41:50 in XVEN/ZED-PERP -> window 09:12:40 to 09:43:14, 200 steps of 9.2 s, 48 bands of 3 ticks,
 *     212 own orders, 9 own fills, 612 other trades
 *
 * What it does not do: it judges nothing and finds nothing new. What is left out, so that a screen can hold the rest, is counted.
 */
import { eventName, type MarketEvents, timeNsOf, timeText } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { groupsOf } from '../market/groups.ts';
import { prepareReplay } from '../market/replay.ts';
import type { AlertReviewWire, AlertWire, MarkWire } from '../wire.ts';
import { compareWithBaseline } from './baseline.ts';
import { type BookSteps, drawBook, watchBook } from './book-picture.ts';
import { type OwnMark, watchParticipants } from './participant-marks.ts';
import { tradesInWindow } from './window-trades.ts';

/** Steps of the window: more than a screen has columns of a few points. */
const stepsOfWindow = 200;
/** An alert across more instruments than these is looked at a few at a time. */
const instrumentsMax = 4;
/** Marks that a person may step through in one window; more is for a narrower one. */
const marksMax = 800;
/** Shown before and after an alert: a tenth of its length, and at least this. */
const marginNsMin = 20_000_000_000;

export interface ReviewWindow {
  /** Moments in UTC; null for the alert's own, with a margin. */
  readonly from: string | null;
  readonly until: string | null;
}

export function reviewAlert(
  events: MarketEvents,
  eventsDigest: string,
  { alert, window }: { readonly alert: AlertWire; readonly window: ReviewWindow },
): Result<AlertReviewWire> {
  if (eventsDigest !== alert.input.events) {
    return fail('alert.input.events', 'These are other events than the alert was found in.', 'Give the file that it was found in.');
  }
  const span = spanOf(events, alert, window);
  if (!span.ok) return span;
  const { fromNs, stepNs } = span.value;
  const untilNs = fromNs + stepNs * stepsOfWindow;
  const instruments = alert.instruments.map((named) =>
    events.instruments.findIndex(({ venue, symbol }, number) => number > 0 && venue === named.venue && symbol === named.symbol),
  );
  const shown = instruments.filter((number) => number > 0).slice(0, instrumentsMax);
  const participants = participantsOf(events, alert);
  const evidence = new Set(alert.evidence.events.map(({ row }) => row));
  const scope = { events, shown, participants, evidence, fromNs, untilNs };
  const replay = prepareReplay(events);
  const watching = watchParticipants(replay.view, scope);
  const running = replay.start([watching.listener]);
  const books = shown.map((instrument): BookSteps => watchBook(replay.view.book(instrument)));
  for (let step = 1; step <= stepsOfWindow; step += 1) {
    running.until(firstRowAfter(events, fromNs + stepNs * step));
    for (const book of books) book.look();
  }
  const { marks, orders } = watching.finish();
  const toWire = markWire(scope);
  return ok({
    from: timeText(events.originMs, fromNs),
    until: timeText(events.originMs, untilNs),
    stepMs: stepNs / 1e6,
    steps: stepsOfWindow,
    instruments: shown.map((instrument, place) => {
      const trades = tradesInWindow(scope, instrument);
      const own = orders.filter((order) => order.instrument === place);
      return { ...drawBook(events, instrument, books[place]?.steps ?? [], { trades: trades.trades, orders: own }), ...trades };
    }),
    instrumentsLeftOut: alert.instruments.length - shown.length,
    marks: strongestFirst(marks).map(toWire),
    marksLeftOut: Math.max(0, marks.length - marksMax),
    baseline: compareWithBaseline(events, groupsOf(events), alert, { participants, instrument: shown[0] ?? 0 }),
  });
}

/** What is evidence stays where not everything can; in the order of time again. */
function strongestFirst(marks: readonly OwnMark[]): readonly OwnMark[] {
  if (marks.length <= marksMax) return marks;
  const ranked = [...marks.filter(({ isEvidence }) => isEvidence), ...marks.filter(({ isEvidence }) => !isEvidence)];
  return ranked.slice(0, marksMax).toSorted((left, right) => left.timeNs - right.timeNs || left.row - right.row);
}

function markWire({ events, fromNs }: { readonly events: MarketEvents; readonly fromNs: number }): (mark: OwnMark) => MarkWire {
  return ({ row, timeNs, instrument, kind, side, price, size, participant, isEvidence }) => ({
    atMs: (timeNs - fromNs) / 1e6,
    at: timeText(events.originMs, timeNs),
    instrument,
    kind,
    side,
    price,
    size,
    participant,
    event: eventName(events, row),
    isEvidence,
  });
}

function spanOf(
  events: MarketEvents,
  alert: AlertWire,
  window: ReviewWindow,
): Result<{ readonly fromNs: number; readonly stepNs: number }> {
  const nsOf = (text: string): number | null => timeNsOf(text, 'iso', events.originMs);
  const [alertFrom, alertUntil] = [nsOf(alert.from), nsOf(alert.until)];
  const [asked, askedUntil] = [window.from === null ? null : nsOf(window.from), window.until === null ? null : nsOf(window.until)];
  if (
    alertFrom === null ||
    alertUntil === null ||
    (window.from !== null && asked === null) ||
    (window.until !== null && askedUntil === null)
  ) {
    return fail('from', 'It is no moment of these events.', 'Give moments in UTC, such as 2026-11-02T09:30:00.000000000Z.');
  }
  const margin = Math.max(marginNsMin, Math.round((alertUntil - alertFrom) / 10));
  const fromNs = asked ?? Math.max(0, alertFrom - margin);
  const untilNs = askedUntil ?? alertUntil + margin;
  if (untilNs <= fromNs) return fail('until', 'The window ends before it begins.', 'Give a later end.');
  return ok({ fromNs, stepNs: Math.max(1, Math.ceil((untilNs - fromNs) / stepsOfWindow)) });
}

/** The participant of the alert that stands behind each account, counted from 0; absent for everybody else. */
function participantsOf(events: MarketEvents, alert: AlertWire): ReadonlyMap<number, number> {
  const places = new Map(alert.participants.flatMap(({ accounts }, place) => accounts.map((account) => [account, place] as const)));
  const found = new Map<number, number>();
  for (const [number, { venue, name }] of events.accounts.entries()) {
    const place = places.get(`${venue}/${name}`);
    if (number > 0 && place !== undefined) found.set(number, place);
  }
  return found;
}

/** The first row later than a moment. */
export function firstRowAfter({ timeNs, count }: MarketEvents, moment: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeNs[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
