// SPDX-License-Identifier: Apache-2.0
/**
 * Which accounts belong with those asked about, by what our registers say to the officer who answers, and what stands against telling it.
 *
 *     Owner Ostrava   belongs with YVEN/acc-9, one subject     by two registrations of ours                      may be told
 *     Owner Ostrava   belongs with Sund Nominees, one group    by a registration that XC gave                    not without XC's leave
 *
 * Only ways that the asker wants to know of, and only what the agreement lets be told. A way over a record that another authority gave goes no
 * further by us: that would be passing it on. One over a report of a suspicion is never told: it would tell that there is one.
 */
import type { AlertTelling } from '../../agreements/wire.ts';
import type { AlertQuestionWire } from '../../assistance/wire.ts';
import type { Purpose } from '../../conditions/index.ts';
import type { Database } from '../../kernel/index.ts';
import type { RecordOfSubject } from '../../records/index.ts';
import { readLinks } from '../account-links/read-links.ts';
import { linksWire } from '../account-links/show-links.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import type { LinkToTellWire } from './wire.ts';

export interface LinksToTell {
  readonly links: readonly LinkToTellWire[];
  /** On which the ways rest, by identifier. */
  readonly records: ReadonlyMap<string, RecordOfSubject>;
}

export async function linksToTell(
  db: Database,
  deps: FindingsDeps,
  asked: {
    readonly question: Pick<AlertQuestionWire, 'participants' | 'links'>;
    readonly purpose: Purpose | null;
    readonly mayTell: readonly AlertTelling[];
  },
  by: By,
): Promise<LinksToTell> {
  const { question, purpose, mayTell } = asked;
  const wanted = question.links ?? [];
  if (wanted.length === 0 || purpose === null) return { links: [], records: new Map() };
  const read = await readLinks(db, deps, { purpose, first: question.participants }, by);
  const { participants } = await linksWire(db, deps, read, question.participants);
  const links = participants.flatMap(({ participant: name, joined }) =>
    joined.flatMap(({ participant, relation, steps }): LinkToTellWire[] => {
      if (!wanted.includes(relation)) return [];
      const onWay = steps.flatMap((step) => step.records).map((one) => ({ ...one, kind: read.records.get(one.record)?.row.kind ?? null }));
      return [{ asked: name, participant, relation, steps, obstacle: obstacleToTelling(mayTell, onWay) }];
    }),
  );
  return { links, records: read.records };
}

interface RecordOnWay {
  readonly kind: RecordOfSubject['row']['kind'] | null;
  readonly isReceived: boolean;
  readonly originatorName: string;
}

/** What stands against telling a link that rests on these records; the first that does. */
export function obstacleToTelling(mayTell: readonly AlertTelling[], onWay: readonly RecordOnWay[]): string | null {
  if (!mayTell.includes('linked-accounts')) return 'No clause of the agreement lets it be told.';
  if (onWay.some(({ kind }) => kind === 'suspicious-report'))
    return 'It rests on a report of a suspicion: telling it would tell that there is one.';
  const given = onWay.find(({ isReceived }) => isReceived);
  return given === undefined ? null : `It rests on what ${given.originatorName} gave, and goes no further without its leave.`;
}

/** The records on these ways: told of, they have a use more. */
export function recordsOnWays({ records }: LinksToTell, told: readonly LinkToTellWire[]): readonly RecordOfSubject[] {
  const ids = new Set(told.flatMap(({ steps }) => steps.flatMap((step) => step.records.map(({ record }) => record))));
  return [...ids].flatMap((id) => records.get(id) ?? []);
}
