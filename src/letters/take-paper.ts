// SPDX-License-Identifier: Apache-2.0
/**
 * An agreement that was signed on paper: one officer lays its transcription in our language of clauses beside the scan, another compares
 * the two and approves; from then on it decides like any other.
 *
 * What is approved is the digest of the text, the scan and the day of the signatures together. The scan proves the signatures to whoever
 * knows the hands; the server knows only that two of ours looked.
 */
import { admitPaperAgreement, readAgreement } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { fail, type Issue, ok, type Transaction, wholeUseCase } from '../kernel/index.ts';
import {
  type Approval,
  approvalFor,
  approvalsTopic,
  type AskedAct,
  type CarryOut,
  spendAct,
  subjectOf,
  subjectTextOf,
} from '../officers/index.ts';
import type { By, LetterDeps } from './letter-deps.ts';
import { counterparts, findPaper, keepPaper, type PaperRecord, scanSize } from './store.ts';

export type PaperOutcome =
  | { readonly kind: 'done'; readonly digest: string; readonly state: 'in-force' | 'waits' }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

export async function takePaper(
  deps: LetterDeps,
  given: { readonly bytes: Uint8Array; readonly scan: string; readonly signedOn: string },
  { officer, now }: By,
): Promise<PaperOutcome> {
  const { bytes, scan, signedOn } = given;
  const read = readAgreement(bytes);
  if (!read.ok) return { kind: 'issues', issues: read.issues };
  const { document, digest } = read.value;
  return wholeUseCase(deps.database, async (tx): Promise<PaperOutcome> => {
    const others = document.parties.map(({ authorityId }) => authorityId).filter((id) => id !== deps.assistance.self);
    const known = (await counterparts(tx, others)).filter(({ joined_as: joined }) => joined === null);
    if (known.length < others.length)
      return refused('parties', 'A party is not known here by letter.', 'Register it first; its identifier stands on its page.');
    if ((await scanSize(tx, scan)) === null) return refused('scan', 'The scan is not here.', 'Upload it again.');
    if (signedOn > now.slice(0, 10)) return refused('signedOn', 'It lies in the future.', 'Give the day beside the last signature.');
    const row: PaperRecord = {
      agreement: digest,
      scan,
      document: Buffer.from(bytes),
      signed_on: signedOn,
      prepared_by: officer,
      prepared_at: now,
    };
    await keepPaper(tx, row);
    const details = { agreement: digest, file: scan };
    await noteAudit(tx, { event: 'letter.paper-laid', actor: officer, at: now, details }, deps.ports.random);
    const act = askedAct(row, { title: document.title, parties: document.parties.map(({ name }) => name).join(', ') });
    const standing = await approvalFor(tx, deps.assistance.approvals.houseRules, act, { now });
    await deps.assistance.announce(tx, approvalsTopic);
    if (standing.kind === 'waits') return { kind: 'done', digest, state: 'waits' };
    const admitted = await admit(tx, deps, row, { approvals: standing.approvals, now });
    if (!admitted.ok) return { kind: 'issues', issues: admitted.issues };
    await spendAct(tx, act, now);
    return { kind: 'done', digest, state: 'in-force' };
  });
}

/** Brings into force what was approved, if the same transcription still lies beside the same scan. */
export async function carryOutPaper(
  deps: LetterDeps,
  tx: Transaction,
  agreement: string,
  given: { readonly subject: string; readonly approvals: readonly Approval[]; readonly now: By['now'] },
): ReturnType<CarryOut> {
  const row = await findPaper(tx, agreement);
  if (row === null || subjectOf('transcription', contentOf(row)) !== given.subject)
    return fail('agreement', 'It was laid anew since.', 'Look at what waits now.');
  return admit(tx, deps, row, given);
}

function contentOf({ agreement, scan, signed_on: signedOn }: PaperRecord) {
  return { agreement, scan, signedOn };
}

function askedAct(row: PaperRecord, { title, parties }: { readonly title: string; readonly parties: string }): AskedAct {
  const content = contentOf(row);
  return {
    actClass: 'transcription',
    subject: subjectOf('transcription', content),
    preparedBy: row.prepared_by,
    caseRef: null,
    about: row.agreement,
    covered: {
      text: subjectTextOf('transcription', content),
      opened: [{ digest: row.agreement, text: new TextDecoder().decode(row.document), seed: null }],
    },
    shown: { paper: title, parties, signedOn: row.signed_on, scan: row.scan },
    content: { paper: row.agreement },
  };
}

async function admit(
  tx: Transaction,
  deps: LetterDeps,
  row: PaperRecord,
  { approvals, now }: { readonly approvals: readonly Approval[]; readonly now: By['now'] },
) {
  const attestedBy = [row.prepared_by, ...approvals.map(({ officer }) => officer)];
  const paper = { scan: row.scan, signedOn: row.signed_on, attestedBy };
  const bytes = new Uint8Array(row.document);
  const admitted = await admitPaperAgreement(tx, deps.agreements, { bytes, paper, actor: row.prepared_by, now });
  if (!admitted.ok) return admitted;
  await deps.assistance.announce(tx, 'letters');
  return ok(null);
}

function refused(path: string, problem: string, remedy: string): PaperOutcome {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}
