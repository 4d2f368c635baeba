// SPDX-License-Identifier: Apache-2.0
/**
 * A question of consent, and our answer to one, as they stand on paper: in words that whoever has no server can answer, and by the references
 * under which that authority knows the record, since our identifiers mean nothing to it.
 */
import { z } from 'zod';
import { refusalGroundMeaning } from '../../agreements/index.ts';
import { consentSchema } from '../../agreements/wire.ts';
import { describeLimits, parseCondition, purposeWords } from '../../conditions/index.ts';
import { canonicalJson, type Database, type JsonValue, type Transaction } from '../../kernel/index.ts';
import { questionOf } from '../../onward/index.ts';
import { consentRequestBodySchema } from '../../onward/wire.ts';
import type { PaperPart } from '../../paper/index.ts';
import { attestedLetterOf, consentsFor, heldRecord, recordsFromOrigin } from '../../records/index.ts';
import { documentDigest, fromBase64, readSigned } from '../../seals/index.ts';

/** What the step is about, by the names that its reader knows. */
export interface AboutRecord {
  readonly record: string;
  readonly recipient: string;
}

const carriedConsent = z.looseObject({ matter: z.string(), consent: z.looseObject({ document: z.string() }) });

/** Null for a step that is about no record. */
export async function aboutRecord(tx: Transaction, kind: string, body: JsonValue): Promise<AboutRecord | null> {
  if (kind === 'onward.consent-request') {
    const { originator, recordId, recipientName } = consentRequestBodySchema.parse(body);
    const [held] = await recordsFromOrigin(tx, { originator, recordId });
    if (held === undefined) return { record: recordId, recipient: recipientName };
    const written = await attestedLetterOf(tx, held.id);
    const from = written === null ? '' : `, in your letter of ${written.writtenOn}`;
    return { record: `${held.reference} (${held.kind.replaceAll('-', ' ')})${from}`, recipient: recipientName };
  }
  if (kind !== 'onward.consent-answer') return null;
  const { matter } = carriedConsent.parse(body);
  const question = await questionOf(tx, matter);
  const record = question === null ? null : await heldRecord(tx, question.recordId);
  return { record: record?.reference ?? matter, recipient: question?.recipientName ?? '' };
}

/** Null for any other kind of step. */
export function consentParts(kind: string, body: JsonValue, about: AboutRecord | null): PaperPart[] | null {
  if (kind === 'onward.consent-request') return questionParts(body, about);
  return kind === 'onward.consent-answer' ? answerParts(body, about) : null;
}

function questionParts(body: JsonValue, about: AboutRecord | null): PaperPart[] {
  const { purpose, reason, basis, recipientName, recordId, chain } = consentRequestBodySchema.parse(body);
  const holders = chain.length === 1 ? 'We hold it' : 'An authority holds it to which we gave it, and asks through us';
  return [
    { kind: 'heading', level: 1, text: 'May we pass this on?' },
    {
      kind: 'facts',
      rows: [
        ['Your record', about?.record ?? recordId],
        ['Who holds it', holders],
        ['To whom it would go', recipientName],
        ['For what', purposeWords[purpose]],
        ['Why', reason],
        ...(basis === null ? [] : ([['Under', `${basis.title}, clause ${basis.clause}`]] as const)),
      ],
    },
    {
      kind: 'paragraph',
      text:
        'Without your consent it stays where it is. You may grant it as it is, grant it until a day or under further limits, or deny it. What you ' +
        'answer on paper is attested by two of our officers, and goes with the record: whoever is given it is told that we attest it.',
    },
  ];
}

function answerParts(body: JsonValue, about: AboutRecord | null): PaperPart[] {
  const { consent } = carriedConsent.parse(body);
  const bytes = fromBase64(consent.document);
  const signed = bytes === null ? null : readSigned(bytes);
  if (signed?.ok !== true) throw new Error('a consent that we signed can be read');
  const said = consentSchema.parse(JSON.parse(new TextDecoder().decode(signed.value.payload)));
  const isGranted = said.answer === 'granted';
  const condition = said.condition === null ? null : parseCondition(said.condition, 'condition');
  return [
    { kind: 'heading', level: 1, text: isGranted ? 'We consent' : 'We do not consent' },
    {
      kind: 'facts',
      rows: [
        ['Our record', about?.record ?? said.datum.recordId],
        ['To whom it would go', about?.recipient ?? said.recipient],
        ['For what', purposeWords[said.purpose]],
        ...(said.until === null ? [] : ([['Until', said.until]] as const)),
        ...(said.ground === null ? [] : ([['Ground', refusalGroundMeaning(said.ground)]] as const)),
        ...(said.reasons === '' ? [] : ([['Reasons', said.reasons]] as const)),
        ['Signed document', documentDigest(signed.value)],
      ],
    },
    ...(condition?.ok === true
      ? ([
          { kind: 'heading', level: 2, text: 'It goes on under these conditions' },
          { kind: 'list', items: describeLimits(condition.value) },
        ] as const)
      : []),
    {
      kind: 'paragraph',
      text: isGranted
        ? 'It holds for this record, this recipient and this purpose, and for nothing else. The signed document lies beside this letter as a ' +
          'file: give it on with the record.'
        : 'The signed document lies beside this letter as a file.',
    },
  ];
}

/** What we signed in this matter, with the history and the salt by which it is checked: the file that goes with the pack. Null where there is none. */
export async function consentFile(db: Database, matter: string): Promise<Uint8Array | null> {
  const question = await questionOf(db, matter);
  const kept = question === null ? undefined : (await consentsFor(db, question.recordId)).find((consent) => consent.matter === matter);
  return kept === undefined ? null : new TextEncoder().encode(canonicalJson(kept.carried));
}
