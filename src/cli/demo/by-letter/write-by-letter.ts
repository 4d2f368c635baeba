// SPDX-License-Identifier: Apache-2.0
/**
 * An authority without a server that the person who tries the demonstration finds: Xandria writes to the registrar of Xylia by letter,
 * under an arrangement that both signed on paper. A request went by courier, and a letter that asks back, with an extract of the register
 * enclosed, was read and waits for a second officer; another tells something unasked (tell-by-letter.ts). Played over HTTP, as officers
 * would do it in the browser.
 */
import { z } from 'zod';
import { bilateralArrangement } from '../../../agreements/index.ts';
import { caseDetailSchema } from '../../../assistance/wire.ts';
import { addMs, fail, type Instant, newId, ok, type Result } from '../../../kernel/index.ts';
import { counterpartRowSchema, letterListSchema } from '../../../letters/index.ts';
import { askedActRowSchema } from '../../../officers/wire.ts';
import type { PaperPart } from '../../../paper/index.ts';
import { systemRandom } from '../../../server/index.ts';
import type { ServerSession } from '../../server-session.ts';
import type { Seat } from '../ceremony.ts';
import type { WorkingSeat } from '../casework/case-steps.ts';
import { registerLetter } from './register-letter.ts';
import { scanned } from './scanned-paper.ts';
import { tellByLetter } from './tell-by-letter.ts';

const registrar = {
  name: 'Registrar of Companies of Xylia',
  kind: 'prudential-supervisor',
  jurisdiction: 'XY',
  address: '4 Harbour Street\nPort Lumen\nXylia',
  email: 'foreign-letters@registrar.xy.example',
  language: 'en',
  calendar: { timeZone: 'Etc/GMT-4', weekend: [5, 6], holidays: ['2026-12-02', '2026-12-03', '2027-01-01'] },
} as const;
const request = {
  assistance: 'registrations',
  purpose: 'supervision',
  class: 'normal',
  urgencyGround: null,
  urgencyReason: '',
  content: {
    subject: 'Pelican Row Holdings',
    facts: 'Pelican Row Holdings owns a custodian in Xandria. The custodian names it as a company of Xylia, and no owner behind it.',
    'why-useful': 'We must know who owns the custodian before we decide about its licence.',
    'legal-provisions': 'Section 9 of the Digital Assets Act of Xandria.',
    precautions: 'The company does not know that we ask.',
  },
  reference: 'XA-2026-231',
} as const;
const question = 'Two companies bear this name. Is the one meant that was entered in 2019, at Quay 2, or the one of 2023?';
const extract = {
  name: 'register-extract.csv',
  mediaType: 'text/csv',
  bytes: new TextEncoder().encode(
    'number,name,entered,seat\n20190417,Pelican Row Holdings,2019-04-17,Quay 2\n20230902,Pelican Row Holdings,2023-09-02,Harbour Street 11\n',
  ),
};
const dayMs = 86_400_000;

/** The seat with an approver of its own, whose codes nothing else of the first day needs. */
export type WritingSeat = Pick<Seat, 'administrator' | 'party'> & WorkingSeat;

/** Does nothing where an authority is known by letter already. */
export async function writeByLetter(seat: WritingSeat, now: Instant): Promise<Result<null>> {
  const { administrator, preparer } = seat;
  const known = await administrator.get('/api/letters/counterparts');
  if (!known.ok) return known;
  if (rowsIn(known.value).length > 0) return ok(null);
  const registered = await administrator.send('POST', '/api/letters/counterparts', registrar);
  if (!registered.ok) return registered;
  const counterpart = rowsIn(registered.value)[0]?.id ?? '';
  const agreed = await agreeOnPaper(seat, counterpart, now);
  if (!agreed.ok) return agreed;
  const draft = await preparer.send('POST', '/api/assistance/drafts', { ...request, counterpart });
  if (!draft.ok) return draft;
  const { id } = caseDetailSchema.parse(draft.value).row;
  const submitted = await preparer.send('POST', `/api/assistance/cases/${id}/submission`);
  if (!submitted.ok) return submitted;
  const waiting = caseDetailSchema.parse(submitted.value).steps.find(({ state }) => state === 'awaiting-approval');
  if (waiting === undefined) return fail('case', 'No step waits for approval.', 'Report it.');
  const proof = { kind: 'code', code: await seat.approverCode() };
  const approved = await seat.approver.send('POST', `/api/assistance/steps/${waiting.id}/approval`, { digest: waiting.digest, proof });
  if (!approved.ok) return approved;
  const sent = await sendLetter(preparer, id);
  if (!sent.ok) return sent;
  const asked = await takeLetter(preparer, { counterpart, caseId: id, receivedAt: sent.value });
  return asked.ok ? tellByLetter(preparer, { counterpart, author: registrar.name, receivedAt: sent.value }) : asked;
}

/** The arrangement of the samples, between these two, with a scan that shows whose signatures it bears. */
async function agreeOnPaper(seat: WritingSeat, counterpart: string, now: Instant): Promise<Result<null>> {
  const { calendar, name, kind, jurisdiction, email } = registrar;
  const { timeZone, weekend, holidays } = calendar;
  const theirs = { authorityId: counterpart, name, kind, jurisdiction, capabilities: ['files'] as const, contact: email };
  const party = {
    ...theirs,
    capabilities: [...theirs.capabilities],
    calendar: { timeZone, weekend: [...weekend], holidays: [...holidays] },
  };
  const inForceFrom = `${now.slice(0, 4)}-01-01T00:00:00.000Z` as Instant;
  const document = { ...bilateralArrangement({ parties: [seat.party, party], inForceFrom }), id: newId('agr', now, systemRandom) };
  const parts: PaperPart[] = [
    { kind: 'paragraph', text: `Signed in two copies for ${seat.party.name} and for ${name}.` },
    {
      kind: 'blanks',
      rows: [
        { name: `For ${seat.party.name}`, lines: 2 },
        { name: `For ${name}`, lines: 2 },
      ],
    },
  ];
  const scan = await scanned(seat.administrator, { madeAt: now, title: document.title, subtitle: name, parts });
  if (!scan.ok) return scan;
  const query = `scan=${encodeURIComponent(scan.value)}&signedOn=${inForceFrom.slice(0, 10)}`;
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const laid = await seat.administrator.sendBytes(`/api/letters/agreements?${query}`, bytes);
  if (!laid.ok) return laid;
  const { digest } = z.object({ digest: z.string() }).parse(laid.value);
  const acts = await seat.approver.get('/api/approvals');
  if (!acts.ok) return acts;
  const act = z
    .array(askedActRowSchema)
    .parse(acts.value)
    .find(({ about }) => about === digest);
  if (act === undefined) return fail('approvals', 'The agreement on paper does not wait for approval.', 'Report it.');
  const proof = { kind: 'code', code: await seat.approverCode() };
  const approved = await seat.approver.send('POST', '/api/approvals', { subject: act.subject, proof });
  return approved.ok ? ok(null) : approved;
}

/** By courier, at once; the moment of it. */
async function sendLetter(preparer: ServerSession, caseId: string): Promise<Result<Instant>> {
  const listed = await preparer.get(`/api/letters?caseId=${caseId}`);
  if (!listed.ok) return listed;
  const [letter] = letterListSchema.parse(listed.value).outgoing;
  if (letter === undefined) return fail('letters', 'No letter was written.', 'Report it.');
  const sentAt = addMs(letter.writtenAt as Instant, 1);
  const sent = await preparer.send('POST', `/api/letters/${letter.id}/sending`, {
    channel: 'courier',
    sentAt,
    tracking: 'XP 20 4711 0815',
  });
  return sent.ok ? ok(sentAt) : sent;
}

interface Arrival {
  readonly counterpart: string;
  readonly caseId: string;
  readonly receivedAt: Instant;
}

async function takeLetter(preparer: ServerSession, { counterpart, caseId, receivedAt }: Arrival): Promise<Result<null>> {
  const writtenOn = addMs(receivedAt, -dayMs).slice(0, 10);
  const parts: PaperPart[] = [
    {
      kind: 'facts',
      rows: [
        ['Your reference', caseId],
        ['Our reference', 'RC/88/26'],
        ['Date', writtenOn],
      ],
    },
    { kind: 'paragraph', text: question },
    { kind: 'blanks', rows: [{ name: 'For the Registrar', lines: 2 }] },
  ];
  const paper = { title: 'Your request', subtitle: registrar.name, parts };
  const letter = { counterpart, channel: 'e-mail', receivedAt, writtenOn, theirReference: 'RC/88/26' } as const;
  const registered = await registerLetter(preparer, { paper, enclosure: extract, letter });
  if (!registered.ok) return registered;
  const { row } = registered.value;
  const read = await preparer.send('POST', `/api/letters/${row.id}/transcription`, { kind: 'question', caseId, says: { question } });
  return read.ok ? ok(null) : read;
}

function rowsIn(value: unknown) {
  return z.object({ rows: z.array(counterpartRowSchema) }).parse(value).rows;
}
