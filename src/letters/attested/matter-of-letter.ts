// SPDX-License-Identifier: Apache-2.0
/**
 * Letters that are no step of a case: information given unasked.
 *
 * As with a step of a case, what comes out is the body that its author would have sent, which the second officer approves, and the act
 * that the agreement judges. What in a dispatch would be a signed document of its author stands here as what it says.
 */
import { agreementsBetween, type Act, decideUnder, type KnownAgreement, noFacts, refOf, type StepContent } from '../../agreements/index.ts';
import { failWith, type Instant, type JsonValue, newId, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { actOfMatterStep } from '../../onward/index.ts';
import type { DisclosureBody } from '../../onward/wire.ts';
import { bodyRootOf } from '../../seals/index.ts';
import type { By, LetterDeps } from '../letter-deps.ts';
import { issuesOf, schemaIssues, seedOf } from '../reading-issues.ts';
import type { IncomingRecord, Transcribed } from '../store.ts';
import { recordsOfLetter } from './records-of-letter.ts';
import { disclosureSaysSchema, type MatterStepOfLetter, matterStepsOfLetter } from './wire.ts';

export interface ReadMatter {
  readonly matter: string;
  readonly body: JsonValue;
  readonly agreement: KnownAgreement;
}

interface Reading {
  readonly kind: MatterStepOfLetter;
  readonly says: Readonly<Record<string, unknown>>;
  readonly by: By;
}

export function isMatterStep(kind: string): kind is MatterStepOfLetter {
  return matterStepsOfLetter.some((known) => known === kind);
}

export async function readMatter(tx: Transaction, deps: LetterDeps, row: IncomingRecord, reading: Reading): Promise<Result<ReadMatter>> {
  switch (reading.kind) {
    case 'disclosure':
      return readDisclosure(tx, deps, row, reading);
  }
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
    const read = { matter, body: JSON.parse(JSON.stringify(body)) as JsonValue, agreement };
    const act = actOfMatter(deps, row, { kind: 'disclosure', body: read.body, agreement, at: by.now });
    const { verdict } = decideUnder(act, agreement, noFacts, by.now);
    if (verdict.outcome !== 'refused') return ok(read);
    refused ??= failWith(issuesOf(verdict));
  }
  const none = { path: 'agreement', problem: 'No agreement is in force with this authority.', remedy: 'Lay the agreement on paper first.' };
  return refused ?? failWith([none]);
}

interface Stated {
  readonly kind: MatterStepOfLetter;
  readonly body: unknown;
  readonly agreement: KnownAgreement;
  readonly at: Instant;
}

function actOfMatter(deps: LetterDeps, row: IncomingRecord, { kind, body, agreement, at }: Stated): Act {
  const { self, suites } = deps.assistance;
  const terms = { from: row.counterpart, to: self, agreement, ref: refOf(agreement), at, suites };
  const act = actOfMatterStep({ kind, body: body as DisclosureBody }, terms);
  if (!act.ok) throw new Error('what was read into the step of a matter makes its act');
  return act.value;
}

/** The step as approvals name it; the caller judges it. */
export function contentOfMatter(deps: LetterDeps, row: IncomingRecord, made: Transcribed, agreement: KnownAgreement): StepContent {
  const { kind, body, caseId, by, at } = made;
  if (!isMatterStep(kind)) throw new Error('it is a step of a matter');
  return {
    kind: `onward.${kind}`,
    act: actOfMatter(deps, row, { kind, body, agreement, at }),
    agreement: made.agreement,
    caseRef: caseId,
    preparedBy: by,
    bodyRoot: bodyRootOf(body as JsonValue, seedOf(made)),
    conditions: [],
  };
}

/** For what it is, as its dispatch would say; the class in which it would travel. */
export function purposeOfMatter({ body }: Pick<Transcribed, 'body'>): string | null {
  const { purpose } = body as { readonly purpose?: string };
  return purpose ?? null;
}
