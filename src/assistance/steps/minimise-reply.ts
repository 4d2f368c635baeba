// SPDX-License-Identifier: Apache-2.0
/** The records of a reply without what the request and its purpose do not need: the officer who prepares it says so of each field. */
import type { Purpose } from '../../conditions/index.ts';
import { canonicalJson, type Database, failWith, type Instant, type Issue, ok, type Result, type Transaction } from '../../kernel/index.ts';
import {
  type GivableRecord,
  minimised,
  prepareMinimisations,
  proposalsFor,
  recordsToGive,
  type WithheldRecord,
} from '../../records/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { type CaseRecord, findCase } from '../store.ts';
import type { MinimisationProposalWire } from '../../records/wire.ts';
import type { ReplyDraftWire } from '../wire.ts';
import { toJson } from './dispatch-bodies.ts';

/** All that the request says: a name or number that stands in it is asked for. */
export function askedIn({ request }: Pick<CaseRecord, 'request'>): readonly string[] {
  return request === null ? [] : [canonicalJson(toJson(request))];
}

/** Null where there is no such case, or it was not asked of us. */
export async function proposeForReply(
  db: Database,
  deps: AssistanceDeps,
  given: { readonly caseId: string; readonly recordIds: readonly string[]; readonly now: Instant },
): Promise<readonly MinimisationProposalWire[] | null> {
  const row = await findCase(db, given.caseId);
  if (row === null || row.side !== 'requested' || row.request === null) return null;
  const { purpose } = row.request;
  const found = await recordsToGive(db, given.recordIds, { to: row.counterpart, purpose, now: given.now }, deps);
  return proposalsFor(found, { purpose, asked: askedIn(row) });
}

interface Chosen {
  readonly draft: Pick<ReplyDraftWire, 'records'>;
  readonly found: readonly (GivableRecord | WithheldRecord)[];
  readonly asked: readonly string[];
  readonly purpose: Purpose;
}

/** Each record as it goes; what was said of it is kept with the case. */
export async function minimisedRecords(
  tx: Transaction,
  { draft, found, asked, purpose }: Chosen,
  by: { readonly caseId: string; readonly officer: string; readonly now: Instant },
): Promise<Result<readonly { readonly record: GivableRecord; readonly limits: ReplyDraftWire['records'][number]['limits'] }[]>> {
  const issues: Issue[] = [];
  const chosen = [];
  const said = [];
  for (const [index, { recordId, limits, minimisation }] of draft.records.entries()) {
    const record = found.find((candidate) => candidate.id === recordId);
    if (record?.kind !== 'givable') continue;
    const made = minimised(record, minimisation, { asked, purpose, path: `records[${index}]`, now: by.now });
    if (!made.ok) {
      issues.push(...made.issues);
      continue;
    }
    if (minimisation !== undefined) said.push({ record: made.value, choice: minimisation });
    chosen.push({ record: made.value, limits });
  }
  if (issues.length > 0) return failWith(issues);
  await prepareMinimisations(tx, said, { matter: by.caseId, officer: by.officer, at: by.now });
  return ok(chosen);
}
