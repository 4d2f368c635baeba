// SPDX-License-Identifier: Apache-2.0
/**
 * Letters that are no step of a case: information told unasked, the answer to a question of consent, such a question, a withdrawal.
 *
 *     disclosure        opens a matter, with its records
 *     consent-request   opens one: may a record of ours, which it has on paper, go on? We answer by a pack
 *     consent-answer    in the matter of our question; attested for whoever is given the record
 *     recall            opens one, and travels to every later holder; attested likewise
 *
 * As with a step of a case, what comes out is the body that its author would have sent, which the second officer approves, and the act
 * that the agreement judges. What in a dispatch would be a document that its author signs stands in that body as what the letter says; it
 * is signed, by us and as attested, when the letter is confirmed (bodyForMatter).
 */
import { agreementsBetween, type Act, decideUnder, type KnownAgreement, noFacts, refOf, type StepContent } from '../../agreements/index.ts';
import { failWith, type Instant, isId, type JsonValue, newId, ok, type Result, type Transaction } from '../../kernel/index.ts';
import {
  actOfConsentInLetter,
  actOfMatterStep,
  actOfRecallInLetter,
  attestConsent,
  attestRecall,
  consentInLetter,
  questionInLetter,
  recallInLetter,
  type SaidConsent,
  type SaidRecall,
} from '../../onward/index.ts';
import { answerConsentSchema, type ConsentRequestBody, type DisclosureBody } from '../../onward/wire.ts';
import { bodyRootOf } from '../../seals/index.ts';
import type { By, LetterDeps } from '../letter-deps.ts';
import { issuesOf, schemaIssues, seedOf } from '../reading-issues.ts';
import type { IncomingRecord, Transcribed } from '../store.ts';
import { attestationOf, type Attesters } from './attest-records.ts';
import { recordsOfLetter } from './records-of-letter.ts';
import { disclosureSaysSchema, type MatterStepOfLetter, matterStepsOfLetter, questionSaysSchema, recallSaysSchema } from './wire.ts';

/** What was read, by its kind: the body as it is confirmed. */
type MatterBody =
  | { readonly kind: 'disclosure'; readonly body: DisclosureBody }
  | { readonly kind: 'consent-request'; readonly body: ConsentRequestBody }
  | { readonly kind: 'consent-answer'; readonly body: SaidConsent }
  | { readonly kind: 'recall'; readonly body: SaidRecall };

export interface ReadMatter {
  readonly matter: string;
  readonly body: JsonValue;
  readonly agreement: KnownAgreement;
}

interface Reading {
  readonly kind: MatterStepOfLetter;
  readonly caseId: string | null;
  readonly says: Readonly<Record<string, unknown>>;
  readonly by: By;
}

export function isMatterStep(kind: string): kind is MatterStepOfLetter {
  return matterStepsOfLetter.some((known) => known === kind);
}

export async function readMatter(tx: Transaction, deps: LetterDeps, row: IncomingRecord, reading: Reading): Promise<Result<ReadMatter>> {
  const { kind, caseId, says, by } = reading;
  const letter = { from: row.counterpart, receivedAt: row.received_at, now: by.now };
  switch (kind) {
    case 'disclosure':
      return readDisclosure(tx, deps, row, reading);
    case 'consent-request': {
      const parsed = questionSaysSchema.safeParse(says);
      if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
      const asked = await questionInLetter(tx, deps.onward, parsed.data, letter);
      return asked.ok ? read(asked.value.body, asked.value.agreement) : asked;
    }
    case 'consent-answer': {
      const parsed = answerConsentSchema.safeParse(says);
      if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
      const matter = isId('cns', caseId) ? caseId : '';
      const answered = await consentInLetter(tx, deps.onward, matter, { answer: parsed.data, letter });
      if (!answered.ok)
        return failWith(answered.issues.map((issue) => (issue.path === 'caseId' ? issue : { ...issue, path: `says.${issue.path}` })));
      return read(answered.value.said, answered.value.agreement);
    }
    case 'recall': {
      const parsed = recallSaysSchema.safeParse(says);
      if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
      const recalled = await recallInLetter(tx, deps.onward, parsed.data, letter);
      return recalled.ok ? read(recalled.value.said, recalled.value.agreement) : recalled;
    }
  }
}

function read(body: MatterBody['body'], agreement: KnownAgreement): Result<ReadMatter> {
  return ok({ matter: body.matter, body: JSON.parse(JSON.stringify(body)) as JsonValue, agreement });
}

/** Under the first agreement with its author that does not refuse it; else what the first one says. */
async function readDisclosure(tx: Transaction, deps: LetterDeps, row: IncomingRecord, { says, by }: Reading): Promise<Result<ReadMatter>> {
  const parsed = disclosureSaysSchema.safeParse(says);
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues));
  const { records: entered, limits, ...rest } = parsed.data;
  const { self } = deps.assistance;
  const matter = newId('dis', row.received_at, deps.ports.random);
  let refused: Result<ReadMatter> | null = null;
  for (const agreement of agreementsBetween(await deps.assistance.agreementIndex(tx, by.now), row.counterpart, self, by.now)) {
    const taken = await recordsOfLetter(tx, deps, row, { records: entered, limits, agreement, by });
    if (!taken.ok) return taken;
    const body: DisclosureBody = { matter, ...rest, records: [...taken.value.records] };
    const act = actOfMatter(deps, row, { kind: 'disclosure', body }, { agreement, at: by.now });
    const { verdict } = decideUnder(act, agreement, noFacts, by.now);
    if (verdict.outcome !== 'refused') return read(body, agreement);
    refused ??= failWith(issuesOf(verdict));
  }
  const none = { path: 'agreement', problem: 'No agreement is in force with this authority.', remedy: 'Lay the agreement on paper first.' };
  return refused ?? failWith([none]);
}

function actOfMatter(
  deps: LetterDeps,
  row: IncomingRecord,
  step: MatterBody,
  { agreement, at }: { readonly agreement: KnownAgreement; readonly at: Instant },
): Act {
  const { self, suites } = deps.assistance;
  const between = { from: row.counterpart, to: self };
  if (step.kind === 'consent-answer') return actOfConsentInLetter(step.body, between);
  if (step.kind === 'recall') return actOfRecallInLetter(step.body, { ...between, agreement });
  const act = actOfMatterStep(step, { ...between, agreement, ref: refOf(agreement), at, suites });
  if (!act.ok) throw new Error('what was read into the step of a matter makes its act');
  return act.value;
}

/** The step as approvals name it; the caller judges it. */
export function contentOfMatter(deps: LetterDeps, row: IncomingRecord, made: Transcribed, agreement: KnownAgreement): StepContent {
  const step = stepOf(made);
  return {
    kind: `onward.${step.kind}`,
    act: actOfMatter(deps, row, step, { agreement, at: made.at }),
    agreement: made.agreement,
    caseRef: made.caseId,
    preparedBy: made.by,
    bodyRoot: bodyRootOf(made.body as JsonValue, seedOf(made)),
    conditions: [],
  };
}

function stepOf({ kind, body }: Transcribed): MatterBody {
  if (!isMatterStep(kind)) throw new Error('it is a step of a matter');
  return { kind, body } as MatterBody;
}

/** What the room of matters takes: with the document that we sign for what its author cannot sign, where there is one. */
export async function bodyForMatter(
  tx: Transaction,
  deps: LetterDeps,
  row: IncomingRecord,
  { made, officers }: { readonly made: Transcribed; readonly officers: Attesters },
): Promise<JsonValue> {
  const step = stepOf(made);
  if (step.kind !== 'consent-answer' && step.kind !== 'recall') return made.body as JsonValue;
  const attestation = await attestationOf(tx, deps, row, officers);
  const body =
    step.kind === 'recall' ? attestRecall(deps.onward, step.body, attestation) : attestConsent(deps.onward, step.body, attestation);
  return JSON.parse(JSON.stringify(body)) as JsonValue;
}

/** For what it is, as its dispatch would say, and the class in which it would travel. */
export function statedOfMatter(made: Transcribed): { readonly purpose: string | null; readonly class: 'normal' | 'urgent' } {
  const step = stepOf(made);
  if (step.kind === 'recall') return { purpose: null, class: 'urgent' };
  return { purpose: step.kind === 'consent-answer' ? step.body.consent.purpose : step.body.purpose, class: 'normal' };
}
