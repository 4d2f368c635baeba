// SPDX-License-Identifier: Apache-2.0
/** The question for the other leg of an alert: these participants, what they traded, and the period of the alert; nothing of how it was found. */
import {
  type AlertQuestionWire,
  type LinkRelation,
  linkRelations,
  partInstrumentsMax,
  partParticipantsMax,
} from '../../assistance/wire.ts';
import { type AlertRow, findMarketFile } from '../alerts/store.ts';
import { sourceOf } from '../alerts/work-runs.ts';
import { absent, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';

export interface LegAsked {
  readonly counterpart: string;
  /** Asked about besides those whom the alert names. */
  readonly participants: readonly string[];
  /** Which accounts belong with them is asked for in these ways. */
  readonly links: readonly LinkRelation[];
}

/** Our own part of an alert: what those whom it names did in its period, on what it was found in. */
export async function ownPart(deps: FindingsDeps, { body, file: id }: Pick<AlertRow, 'body' | 'file'>) {
  const file = await findMarketFile(deps.database, id);
  if (file === null) return null;
  const { from, until, instruments, participants } = body;
  const asked = participants.slice(0, partParticipantsMax).map(({ name }) => name);
  const order = { from, until, underlyings: [], instruments, asked, others: [], naming: 'named' } as const;
  return deps.markets.part(sourceOf(deps, file), order);
}

export async function otherLegQuestion(deps: FindingsDeps, alert: AlertRow, asked: LegAsked): Promise<Outcome<AlertQuestionWire>> {
  const own = await ownPart(deps, alert);
  if (own === null) return absent;
  if (!own.ok) return { kind: 'issues', issues: own.issues };
  const { digest, pattern, from, until, instruments, participants } = alert.body;
  const names = [...new Set([...participants.map(({ name }) => name), ...asked.participants])];
  return done({
    alert: digest,
    to: asked.counterpart,
    pattern: { id: pattern.id, version: pattern.version, title: pattern.title.slice(0, 300) },
    from,
    until,
    underlyings: [...new Set(own.value.part.instruments.map(({ underlying }) => underlying))].slice(0, partInstrumentsMax),
    instruments: instruments.slice(0, 200),
    participants: names.slice(0, partParticipantsMax),
    ...(asked.links.length === 0 ? {} : { links: linkRelations.filter((relation) => asked.links.includes(relation)) }),
  });
}
