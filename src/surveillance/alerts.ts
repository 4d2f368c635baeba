// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts: findings with names in the place of numbers, and with all that is needed to run them again.
 *
 * Figures are rounded to nine significant digits, so that what is written is what is compared. The digest is over canonical JSON.
 */
import { digestOfValue, eventName, type MarketEvents, type TableDigest, timeText } from '../columns/index.ts';
import type { Groups } from './market/groups.ts';
import type { ParameterValues } from '../kernel/index.ts';
import type { Finding, Pattern, ReferenceMoment } from './pattern.ts';
import type { AlertWire } from './wire.ts';

/** An officer looks at the first few; a court that wants all runs the pattern again. */
export const evidenceEventsMax = 500;

export interface AlertContext {
  readonly events: MarketEvents;
  readonly groups: Groups;
  readonly eventsDigest: TableDigest;
  readonly moments: readonly ReferenceMoment[];
}

export function alertOf(context: AlertContext, pattern: Pattern, values: ParameterValues, finding: Finding): AlertWire {
  const { events, groups } = context;
  const rows = [...new Set(finding.rows)].toSorted((left, right) => left - right);
  const at = (row: number | undefined): string => timeText(events.originMs, events.timeNs[row ?? 0] ?? 0);
  const content = {
    format: 'comity-alert/1' as const,
    pattern: { id: pattern.id, version: pattern.version, title: pattern.title },
    legal: pattern.legal,
    parameters: values,
    input: { events: context.eventsDigest, moments: context.moments.map((moment) => momentWire(events, moment)) },
    instruments: finding.instruments.map((number) => instrumentName(events, number)),
    participants: finding.groups.map((group) => ({ name: groups.nameOf(group), accounts: [...groups.accountsOf(group)] })),
    from: at(rows[0]),
    until: at(rows.at(-1)),
    score: rounded(Math.min(1, Math.max(0, finding.score))),
    figures: Object.fromEntries(Object.entries(finding.figures).map(([name, value]) => [name, rounded(value)])),
    sentences: [...finding.sentences],
    evidence: {
      count: rows.length,
      events: rows.slice(0, evidenceEventsMax).map((row) => ({ name: eventName(events, row), at: at(row), row })),
    },
  } satisfies Omit<AlertWire, 'digest'>;
  return { ...content, digest: digestOfValue(content) };
}

function momentWire(events: MarketEvents, { kind, timeNs, underlying }: ReferenceMoment) {
  return { kind, at: timeText(events.originMs, timeNs), underlying };
}

function instrumentName(events: MarketEvents, number: number): { readonly venue: string; readonly symbol: string } {
  const instrument = events.instruments[number];
  return { venue: instrument?.venue ?? '', symbol: instrument?.symbol ?? '' };
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(9)) : 0;
}
