// SPDX-License-Identifier: Apache-2.0
/**
 * What sources say about one subject, put together: equal values once with all who say them, and side by side where they do not agree.
 *
 *     birthDate   1971-04-02 (Suspicious report STR-1, registration XB-VASP-0042)   1971-02-04 (compliance record XB-CMP-030)
 *     -> contradicted: a person has one day of birth
 *
 * Values are equal where they are written alike but for case, accents and signs. Names are never a contradiction: spellings differ, and
 * aliases are facts of their own.
 */
import { type PlacedSubject, type RecordBodyWire, rowText } from '../../records/index.ts';
import { type EntityPageWire, factKinds } from './wire.ts';

/** A subject with several of them has been taken for another, or one source is wrong. */
const single: ReadonlySet<string> = new Set(['birthDate', 'lei', 'jurisdiction', 'legalForm']);

export interface SaidBySource {
  readonly source: number;
  readonly subject: Pick<PlacedSubject, 'said'>;
}

export function factsOf(all: readonly SaidBySource[]): EntityPageWire['facts'] {
  return factKinds.flatMap((what) => {
    const values = new Map<string, { value: string; said: { source: number; place: string }[] }>();
    for (const { source, subject } of all) {
      for (const fact of subject.said) {
        if (fact.what !== what) continue;
        const key = bare(fact.value);
        const known = values.get(key) ?? { value: fact.value, said: [] };
        known.said.push({ source, place: fact.place });
        values.set(key, known);
      }
    }
    if (values.size === 0) return [];
    const sorted = [...values.values()].toSorted((one, other) => other.said.length - one.said.length || (one.value < other.value ? -1 : 1));
    return [{ what, values: sorted, isContradicted: single.has(what) && values.size > 1 }];
  });
}

function bare(value: string): string {
  const letters = value
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? value : letters;
}

export interface TimedSource {
  readonly source: number;
  readonly place: string;
  readonly recordedAt: string;
  readonly body: RecordBodyWire;
}
type Timed = EntityPageWire['timeline'][number];

/** When things happened, and when we knew of them; the newest first. */
export function timelineOf(all: readonly TimedSource[]): EntityPageWire['timeline'] {
  return all.flatMap(eventsOf).toSorted((one, other) => (one.at === other.at ? one.source - other.source : one.at < other.at ? 1 : -1));
}

/** Movements of one report on a timeline: the rest stands in the report. */
const movementsMax = 20;

function eventsOf({ source, place, recordedAt, body }: TimedSource): readonly Timed[] {
  const event = (at: string | null | undefined, what: Timed['what'], text: string): readonly Timed[] =>
    at === null || at === undefined || at === '' ? [] : [{ at, recordedAt, what, text, source }];
  switch (body.kind) {
    case 'suspicious-report':
      return [
        ...event(body.reportedAt, 'report', rowText(body).subtitle),
        ...body.movements
          .slice(0, movementsMax)
          .flatMap(({ at, amount, unit, from, to }) => event(at, 'movement', `${amount} ${unit}: ${from} → ${to}`)),
      ];
    case 'registration':
      if (place !== '/firm') return [];
      return [
        ...event(body.authorisedFrom, 'authorised', body.authority),
        ...event(body.authorisedUntil, 'ended', body.authority),
        ...(body.licences ?? []).flatMap(({ activity, status, from }) => event(from, 'licence', `${activity}: ${status}`)),
        ...(body.measures ?? []).flatMap(({ on, authority, measure }) => event(on, 'measure', `${authority}: ${measure}`)),
      ];
    case 'travel-rule-message':
      return event(
        body.transfer?.at ?? body.sentAt,
        'movement',
        [body.transfer?.amount, body.transfer?.asset, body.reference].filter((text) => text !== undefined).join(' '),
      );
    case 'compliance-record':
      return event(body.date, 'compliance', `${rowText(body).subtitle}${body.outcome === '' ? '' : `: ${body.outcome}`}`);
  }
}
