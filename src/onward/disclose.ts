// SPDX-License-Identifier: Apache-2.0
/**
 * Giving information unasked: own records, and those of third authorities whose originator lets them go on.
 *
 * Each record gets the agreement's conditions as in a reply, beside those that it carries already. A reason stands with it, and
 * a second officer approves where the agreement asks. The recipient checks the same again and keeps the records as received.
 */
import { agreementsBetween, buildCondition, decideUnder, type KnownAgreement, noFacts, refOf, replyLimits } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { AdmittedDispatch, Admission } from '../exchange/index.ts';
import type { Purpose } from '../conditions/index.ts';
import { failWith, type Instant, type Issue, newId, ok, type Result, type Transaction } from '../kernel/index.ts';
import {
  admitReceivedRecords,
  asDisclosed,
  type GivableRecord,
  givenWhole,
  minimised,
  prepareMinimisations,
  recordsToGive,
  type WithheldRecord,
} from '../records/index.ts';
import type { MinimisationChoiceWire } from '../records/wire.ts';
import { actOfStep } from './bodies.ts';
import { concludeStep } from './conclude-step.ts';
import { absent, changeMatter, type OnwardDeps, type Outcome } from './onward-deps.ts';
import { issuesOfVerdict, prepareStep } from './send-step.ts';
import { insertMatter, type MatterFacts, type MatterRecord } from './store.ts';
import type { DisclosureBody } from './wire.ts';

export interface Disclosing {
  readonly recordIds: readonly string[];
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly reason: string;
  /** The provisions that let us give it unasked; blank where it rests on the agreement alone. */
  readonly legalBasis?: string | undefined;
  /** What was said to the proposed minimisation of each; one of which nothing is proposed can be left out. */
  readonly minimisations?: readonly { readonly recordId: string; readonly choice: MinimisationChoiceWire }[] | undefined;
  /** Why all of each goes, where the law has the whole sent. */
  readonly whole?: string | undefined;
  readonly officer: string;
  readonly now: Instant;
}

export async function prepareDisclosure(deps: OnwardDeps, given: Disclosing): Promise<Outcome> {
  const { recipient, purpose, reason, officer, now } = given;
  const basis = (given.legalBasis ?? '').trim();
  const said = { reason, ...(basis === '' ? {} : { legalBasis: basis }) };
  return changeMatter(deps, async (tx) => {
    const found = await recordsToGive(tx, given.recordIds, { to: recipient, purpose, now }, deps);
    if (found.length < new Set(given.recordIds).size) return absent;
    const withheld = found.flatMap(whyWithheld);
    if (withheld.length > 0) return { kind: 'issues', issues: withheld };
    const matter = newId('dis', now, deps.random);
    const made = await minimisedOf(tx, found, given, matter);
    if (!made.ok) return { kind: 'issues', issues: made.issues };
    const records = made.value;
    const make = (agreement: KnownAgreement): DisclosureBody => {
      return { matter, purpose, ...said, records: records.map((record) => disclosed(deps, record, agreement, now)) };
    };
    const chosen = await governingAgreement(tx, deps, { make, to: recipient, now });
    if (!chosen.ok) return { kind: 'issues', issues: chosen.issues };
    const { agreement, body } = chosen;
    const facts = { ...noMatterFacts, ...said, purpose, agreement: refOf(agreement) };
    const row: MatterRecord = {
      id: matter,
      kind: 'disclosure',
      part: 'giving',
      state: 'awaiting-approval',
      peer: recipient,
      record_ids: [...given.recordIds],
      facts,
      due_at: null,
      updated_at: now,
    };
    await insertMatter(tx, row);
    const content = { kind: 'disclosure', body } as const;
    const sent = await prepareStep(tx, deps, row, {
      content,
      recipients: [{ to: recipient, agreement }],
      purpose,
      preparedBy: officer,
      now,
    });
    if (sent.kind === 'issues') return sent;
    if (sent.kind === 'sent') await concludeStep(tx, deps, row, content, { sent: sent.to, officer, now });
    const details = { matter, kind: 'disclosure', side: 'giving', peer: recipient, purpose };
    await noteAudit(tx, { event: 'matter.opened', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter };
  });
}

function whyWithheld(record: GivableRecord | WithheldRecord): readonly Issue[] {
  if (record.kind === 'givable') return [];
  const remedy = "Ask its originator's consent first, where that can help.";
  return record.verdict.reasons.map(({ sentence }) => ({ path: 'recordIds', problem: sentence, remedy }));
}

/** With every condition that it carries, and the agreement's own beside them. */
function disclosed(deps: OnwardDeps, record: GivableRecord, agreement: KnownAgreement, now: Instant): DisclosureBody['records'][number] {
  const limits = replyLimits(agreement, now);
  return asDisclosed(record, buildCondition({ agreement, originator: deps.self, limits, id: newId('cnd', now, deps.random), scope: '' }));
}

/** Each record without what its giver decided to withhold; what was said of it is kept with the matter. */
async function minimisedOf(
  tx: Transaction,
  found: readonly (GivableRecord | WithheldRecord)[],
  given: Disclosing,
  matter: string,
): Promise<Result<readonly GivableRecord[]>> {
  const { purpose, officer, now, minimisations = [], whole } = given;
  const issues: Issue[] = [];
  const records: GivableRecord[] = [];
  const kept = [];
  for (const record of found) {
    if (record.kind !== 'givable') continue;
    const question = { purpose, asked: [], path: 'minimisations', now };
    const said = minimisations.find(({ recordId }) => recordId === record.id)?.choice;
    const choice = whole === undefined ? said : givenWhole(record, question, whole);
    const made = minimised(record, choice, question);
    if (!made.ok) issues.push(...made.issues);
    else {
      if (choice !== undefined) kept.push({ record: made.value, choice });
      records.push(made.value);
    }
  }
  if (issues.length > 0) return failWith(issues);
  await prepareMinimisations(tx, kept, { matter, officer, at: now });
  return ok(records);
}

export const noMatterFacts: MatterFacts = {
  reason: '',
  purpose: null,
  agreement: null,
  question: null,
  dispatch: null,
  recall: null,
  correction: null,
  carriedTo: null,
};

/** The first agreement between the two that does not refuse it; else what the first one says. */
async function governingAgreement(
  tx: Transaction,
  deps: OnwardDeps,
  given: { readonly make: (agreement: KnownAgreement) => DisclosureBody; readonly to: string; readonly now: Instant },
): Promise<{ ok: true; agreement: KnownAgreement; body: DisclosureBody } | { ok: false; issues: readonly Issue[] }> {
  const { make, to, now } = given;
  let issues: readonly Issue[] | null = null;
  for (const agreement of agreementsBetween(await deps.agreementIndex(tx, now), deps.self, to, now)) {
    const body = make(agreement);
    const act = actOfStep(
      { kind: 'disclosure', body },
      { from: deps.self, to, agreement, ref: refOf(agreement), at: now, suites: deps.suites },
    );
    if (!act.ok) return act;
    const { verdict } = decideUnder(act.value, agreement, noFacts, now);
    if (verdict.outcome !== 'refused') return { ok: true, agreement, body };
    issues ??= issuesOfVerdict(verdict);
  }
  const none = { path: 'recipient', problem: 'No agreement is in force between the two authorities.', remedy: 'Choose another recipient.' };
  return { ok: false, issues: issues ?? [none] };
}

/** Keeps what another authority gives unasked; its act and its conditions were held against our own copy of the agreement. */
export async function admitDisclosure(
  tx: Transaction,
  deps: OnwardDeps,
  body: DisclosureBody,
  dispatch: AdmittedDispatch,
): Promise<Admission> {
  const { payload, digest, receivedAt } = dispatch;
  const way = {
    from: payload.from,
    caseRef: body.matter,
    purpose: body.purpose,
    dispatchDigest: digest,
    givenAt: payload.createdAt as Instant,
    receivedAt,
  };
  const admitted = await admitReceivedRecords(tx, { records: body.records, ...way }, deps);
  if (!admitted.ok) {
    return {
      outcome: 'rejected',
      code: 'malformed',
      reason: admitted.issues.map(({ path, problem }) => `${path}: ${problem}`).join(' '),
      isRetryable: false,
    };
  }
  const record_ids = admitted.value.map(({ recordId }) => recordId);
  const { reason, legalBasis } = body;
  const said = { reason, ...(legalBasis === undefined ? {} : { legalBasis }) };
  const facts = { ...noMatterFacts, ...said, purpose: body.purpose, agreement: payload.agreement, dispatch: digest };
  await insertMatter(tx, {
    id: body.matter,
    kind: 'disclosure',
    part: 'receiving',
    state: 'received',
    peer: payload.from,
    record_ids,
    facts,
    due_at: null,
    updated_at: receivedAt,
  });
  const details = {
    matter: body.matter,
    kind: 'disclosure',
    side: 'receiving',
    peer: payload.from,
    dispatch: digest,
    purpose: body.purpose,
  };
  await noteAudit(tx, { event: 'matter.opened', actor: payload.from, at: receivedAt, details }, deps.random);
  return { outcome: 'admitted' };
}
