// SPDX-License-Identifier: Apache-2.0
/**
 * What an item was taken from, and what its source lets be done with it: asked of the record's or the file's own conditions each time, so that a
 * recall or a condition that ended counts at once. What was made of an item has the same source, and so the same limits.
 */
import { caseBrief, limitsOfFile } from '../assistance/index.ts';
import { checkUse, type Condition, type Purpose } from '../conditions/index.ts';
import { type Database, fail, type Instant, ok, type Result } from '../kernel/index.ts';
import { judgeEvidence } from '../records/index.ts';
import type { SourceLimits } from './court-use.ts';
import type { EvidenceDeps } from './evidence-deps.ts';
import { findHandOver } from './hand-over/store.ts';
import type { NewItemWire, SourceWire } from './wire.ts';

export interface Asked {
  readonly caseId: string;
  readonly purpose: Purpose | null;
  readonly now: Instant;
}

const own: SourceLimits = { outcome: 'permitted', reasons: [] };
const noPurpose: SourceLimits = refused('The case names no purpose yet, so no use can be judged.');
const gone: SourceLimits = refused('What it was taken from is not here any more.');

const rehearsed: SourceLimits = refused('The case is a rehearsal with a training authority: nothing of it is real.');

/** What the source allows by way of evidence. */
export async function limitsOf(db: Database, deps: EvidenceDeps, source: SourceWire, asked: Asked): Promise<SourceLimits> {
  const { kind, id } = source;
  if (await isRehearsal(db, deps, asked.caseId)) return rehearsed;
  if (kind === 'own' || kind === 'lead' || kind === 'canvas' || id === null) return own;
  const { caseId, purpose, now } = asked;
  if (purpose === null) return noPurpose;
  if (kind === 'hand-over') return limitsOfHandOver(db, deps, id, { purpose, now });
  if (kind === 'record') return (await judgeEvidence(db, { recordId: id, purpose }, deps.records, now))?.verdict ?? gone;
  return (await limitsOfFile(db, deps.assistance, { id, caseId, purpose, now }))?.verdict ?? gone;
}

async function isRehearsal(db: Database, { assistance }: EvidenceDeps, caseId: string): Promise<boolean> {
  const counterpart = (await caseBrief(db, caseId))?.counterpart;
  if (counterpart === undefined) return false;
  return (await assistance.authorityNames(db, [counterpart])).get(counterpart)?.isTraining === true;
}

/** What the dispatch that brought it lets be done with it: its conditions bind as those of a record do. */
async function limitsOfHandOver(
  db: Database,
  deps: EvidenceDeps,
  id: string,
  { purpose, now }: { readonly purpose: Purpose; readonly now: Instant },
): Promise<SourceLimits> {
  const found = await findHandOver(db, id);
  if (found === null) return gone;
  if (found.conditions.length === 0) return own;
  const conditions = found.conditions as readonly unknown[] as readonly Condition[];
  const { outcome, reasons } = checkUse(conditions, { manner: 'evidence', purpose, by: deps.assistance.self, recipient: null, now });
  return { outcome, reasons: reasons.map(({ sentence, clause, agreement }) => ({ sentence, clause, agreement: agreement?.id ?? null })) };
}

/** The digest of a new item: the server's own where it has the thing, the officer's word where it has not. */
export async function digestOfNew(db: Database, deps: EvidenceDeps, given: NewItemWire, asked: Asked): Promise<Result<string | null>> {
  const { form, digest, source } = given;
  if (source.kind === 'hand-over')
    return fail('source.kind', 'What another authority hands over is entered by taking it over.', 'Answer the hand-over.');
  const isThere = form === 'record' || form === 'attachment';
  if (isThere !== (source.kind === 'record' || source.kind === 'attachment') || (isThere && source.kind !== form))
    return fail('source.kind', `The source of this item is no ${form}.`, 'A record or a file of the case is its own source.');
  if ((source.kind === 'own') !== (source.id === null))
    return fail('source.id', 'A source that is not our own is named.', 'Give its identifier.');
  if (source.kind === 'canvas') return digestOfCanvas(db, deps, given, asked);
  if (form === 'exhibit')
    return digest === null ? ok(null) : fail('digest', 'A thing has no digest.', 'Leave it out, and describe the thing.');
  if (form === 'file') return digest === null ? fail('digest', 'A file is known by its digest.', 'Give it.') : ok(digest);
  const { caseId, now } = asked;
  const purpose = asked.purpose ?? 'supervision';
  const id = source.id ?? '';
  const found =
    form === 'record'
      ? await judgeEvidence(db, { recordId: id, purpose }, deps.records, now)
      : await limitsOfFile(db, deps.assistance, { id, caseId, purpose, now });
  if (found === null) return fail('source.id', 'It is not here, or not of this case.', 'Choose one of the case.');
  return digest === null || digest === found.digest
    ? ok(found.digest)
    : fail('digest', 'What lies here has another digest.', 'Leave it out: the server knows it.');
}

/** A picture of who pays whom, as the server keeps it: nobody has to type its digest. */
async function digestOfCanvas(db: Database, deps: EvidenceDeps, given: NewItemWire, { caseId }: Asked): Promise<Result<string>> {
  if (given.form !== 'file') return fail('form', 'An edition of a canvas is a file.', 'Choose that form.');
  const found = await deps.findEdition(db, given.source.id ?? '');
  if (found === null || found.caseId !== caseId)
    return fail('source.id', 'It is not here, or not of this case.', 'Choose one of the case.');
  return given.digest === null || given.digest === found.digest
    ? ok(found.digest)
    : fail('digest', 'What lies here has another digest.', 'Leave it out: the server knows it.');
}

function refused(sentence: string): SourceLimits {
  return { outcome: 'refused', reasons: [{ sentence, clause: null, agreement: null }] };
}
