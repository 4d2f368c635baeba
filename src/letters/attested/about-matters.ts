// SPDX-License-Identifier: Apache-2.0
/** What a letter of an authority can be about beside cases: our open questions to it, its records here, our records there. */
import type { Purpose } from '../../conditions/index.ts';
import { questionsTo, recordsGivenTo } from '../../onward/index.ts';
import { type HeldRecord, recordsOf } from '../../records/index.ts';
import type { By, LetterDeps } from '../letter-deps.ts';
import type { AboutMattersWire } from './wire.ts';

/** As many records as one authority sends by letter. */
const recordsMax = 200;

/** Reports are left out for who does not know of them. */
export async function aboutMatters(deps: LetterDeps, authority: string, { officer }: By): Promise<AboutMattersWire> {
  const db = deps.database;
  const knows = await deps.assistance.knowsReports(db, officer);
  const mayKnow = ({ kind }: Pick<HeldRecord, 'kind'>): boolean => knows || kind !== 'suspicious-report';
  const questions = (await questionsTo(db, deps.onward, authority)).filter(({ record }) => mayKnow(record));
  const received = (await recordsOf(db, { originator: authority, limit: recordsMax })).filter(mayKnow);
  const given = (await recordsGivenTo(db, deps.onward, authority)).filter(mayKnow);
  return {
    questions: questions.map(({ matter, record, floor }) => ({
      ...named(record),
      matter: matter.id,
      recipientName: matter.facts.question?.recipientName ?? '',
      purpose: matter.facts.purpose as Purpose,
      floor: { ...floor, purposes: [...floor.purposes], recipients: [...floor.recipients] },
    })),
    received: received.map(named),
    given: given.map(named),
  };
}

function named({ id, kind, reference }: HeldRecord): AboutMattersWire['received'][number] {
  return { recordId: id, kind, reference };
}
