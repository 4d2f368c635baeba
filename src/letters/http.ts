// SPDX-License-Identifier: Apache-2.0
/** The calls on authorities known by letter, and on letters to and from them. */
import { z } from 'zod';
import { openBlob } from '../exchange/index.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallOfficer, defineCall, type Instant, limits } from '../kernel/index.ts';
import { changeAddress, counterpartRows, registerCounterpart } from './counterparts.ts';
import { consentFile } from './attested/consent-paper.ts';
import { openEnclosure } from './enclosures.ts';
import { prepareJoining } from './join-counterpart.ts';
import { type By, isWalled, type LetterDeps, type LetterOutcome } from './letter-deps.ts';
import { incomingDetail, letterList } from './letter-rows.ts';
import { markReturned, markSent } from './send-letter.ts';
import { findOutgoing, scanBytes, walledByScan } from './store.ts';
import { takePaper } from './take-paper.ts';
import { takeScan } from './take-scan.ts';
import { registerLetter, setLetterAside, transcribeLetter } from './transcribe-letter.ts';
import {
  addressSchema,
  counterpartRowSchema,
  incomingDetailSchema,
  letterListQuerySchema,
  letterListSchema,
  newCounterpartSchema,
  paperAnswerSchema,
  paperQuerySchema,
  reasonSchema,
  registerLetterSchema,
  scanAnswerSchema,
  scanBytesMax,
  sendingSchema,
  transcriptionSchema,
} from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const answerers = ['preparer', 'records-keeper'];
const registrars = ['preparer', 'records-keeper', 'administrator'];
const administrators = ['administrator'];
const byId = z.strictObject({ id: z.string().max(80) });
const byDigest = z.strictObject({ digest: z.string().max(80) });

export function letterCalls(deps: LetterDeps): readonly CallDefinition[] {
  return [
    ...counterpartCalls(deps),
    ...scanCalls(deps),
    ...enclosureCalls(deps),
    ...readingCalls(deps),
    ...incomingCalls(deps),
    ...packCalls(deps),
    ...outgoingCalls(deps),
  ];
}

interface Caller {
  readonly officer: CallOfficer | null;
  readonly now: Instant;
}

function by({ officer, now }: Caller): By {
  if (officer === null) throw new Error('the server lets no one make this call without a session');
  return { officer: officer.id, now };
}

function counterpartCalls(deps: LetterDeps): CallDefinition[] {
  const rows = async (outcome: LetterOutcome, now: Instant): Promise<CallAnswer> =>
    outcome.kind === 'done' ? answerJson({ rows: await counterpartRows(deps, now) }) : outcome;
  const answer = z.strictObject({ rows: z.array(counterpartRowSchema) });
  return [
    defineCall({
      method: 'GET',
      path: '/api/letters/counterparts',
      whoMay: [],
      summary: 'Authorities known by letter, with the agreements in force with them.',
      answer,
      handle: async ({ now }) => answerJson({ rows: await counterpartRows(deps, now) }),
    }),
    defineCall({
      method: 'POST',
      path: '/api/letters/counterparts',
      whoMay: administrators,
      summary: 'Registers an authority that has no server: its name, kind, jurisdiction, address and calendar.',
      body: { kind: 'json', schema: newCounterpartSchema },
      answer,
      handle: async (input) => rows(await registerCounterpart(deps, input.body, by(input)), input.now),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/letters/counterparts/:id',
      whoMay: administrators,
      summary: 'Changes where letters to it go, and in which language.',
      params: byId,
      body: { kind: 'json', schema: addressSchema },
      answer,
      handle: async (input) => rows(await changeAddress(deps, input.params.id, input.body, by(input)), input.now),
    }),
    defineCall({
      method: 'POST',
      path: '/api/letters/counterparts/:id/joining',
      whoMay: administrators,
      needsFreshProof: true,
      summary: 'Says that it is this peer now; with the approval of a second officer, open requests move over to its server.',
      params: byId,
      body: { kind: 'json', schema: z.strictObject({ peer: z.string().max(80) }) },
      answer,
      handle: async (input) => rows(await prepareJoining(deps, { ...input.params, ...input.body }, by(input)), input.now),
    }),
    defineCall({
      method: 'POST',
      path: '/api/letters/agreements',
      whoMay: administrators,
      summary: 'Lays the transcription of an agreement that was signed on paper beside its scan; a second officer compares the two.',
      query: paperQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.payloadBytesMax },
      answer: paperAnswerSchema,
      handle: async (input) => {
        const taken = await takePaper(deps, { bytes: input.body, ...input.query }, by(input));
        return taken.kind === 'issues' ? taken : answerJson({ digest: taken.digest, state: taken.state });
      },
    }),
  ];
}

function scanCalls(deps: LetterDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/letters/scans',
      whoMay: registrars,
      summary: 'Uploads the scan of a letter or of an agreement on paper: a PDF of at most 10 MiB.',
      body: { kind: 'bytes', bytesMax: scanBytesMax },
      answer: scanAnswerSchema,
      handle: async (input) => {
        const taken = await takeScan(deps, input.body, by(input));
        return taken.ok ? answerJson(taken.value) : { kind: 'issues', issues: taken.issues };
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/letters/scans/:digest',
      whoMay: [...readers, 'administrator'],
      summary: 'A scan, as it was uploaded.',
      params: byDigest,
      handle: async (input) => {
        const { digest } = input.params;
        const letter = await walledByScan(deps.database, digest);
        if (letter !== null && (await isWalled(deps, letter, by(input)))) return { kind: 'absent' };
        const bytes = await scanBytes(deps.database, digest);
        return bytes === null ? { kind: 'absent' } : { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: 'scan.pdf' };
      },
    }),
  ];
}

function enclosureCalls(deps: LetterDeps): CallDefinition[] {
  const { blobs } = deps.assistance;
  if (blobs === undefined) return [];
  return [
    defineCall({
      method: 'GET',
      path: '/api/letters/:id/enclosures/:digest',
      whoMay: readers,
      summary: 'A file that came with a letter, while no case has it: to be saved, whatever its type. Each time is written down.',
      params: z.strictObject({ ...byId.shape, ...byDigest.shape }),
      handle: async (input) => {
        const row = await openEnclosure(deps, input.params, by(input));
        if (row === null) return { kind: 'absent' };
        return {
          kind: 'stream',
          mediaType: 'application/octet-stream',
          size: row.size,
          fileName: row.name,
          parts: openBlob(blobs.files, row),
        };
      },
    }),
  ];
}

function readingCalls(deps: LetterDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/letters',
      whoMay: readers,
      summary: 'Letters that go and come, of one case or all: what is still to be sent, read or confirmed comes first.',
      query: letterListQuerySchema,
      answer: letterListSchema,
      handle: async (input) => answerJson(await letterList(deps, input.query.caseId ?? null, by(input))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/letters/:id',
      whoMay: readers,
      summary: 'A letter that came, with what was read in it and the cases that it can belong to.',
      params: byId,
      answer: incomingDetailSchema,
      handle: async (input) => detail(deps, input.params.id, input),
    }),
  ];
}

async function detail(deps: LetterDeps, id: string, caller: Caller): Promise<CallAnswer> {
  const found = await incomingDetail(deps, id, by(caller));
  return found === null ? { kind: 'absent' } : answerJson(found);
}

function incomingCalls(deps: LetterDeps): CallDefinition[] {
  const answerOf = async (outcome: LetterOutcome, caller: Caller): Promise<CallAnswer> =>
    outcome.kind === 'done' ? detail(deps, outcome.id, caller) : outcome;
  return [
    defineCall({
      method: 'POST',
      path: '/api/letters',
      whoMay: answerers,
      summary: 'Registers a letter that came: who sent it, how and when, the day on it, and its scan.',
      body: { kind: 'json', schema: registerLetterSchema },
      answer: incomingDetailSchema,
      handle: async (input) => answerOf(await registerLetter(deps, input.body, by(input)), input),
    }),
    defineCall({
      method: 'POST',
      path: '/api/letters/:id/transcription',
      whoMay: answerers,
      summary: 'Says which step of which case the letter is, with its fields; a second officer confirms it before it counts.',
      params: byId,
      body: { kind: 'json', schema: transcriptionSchema },
      answer: incomingDetailSchema,
      handle: async (input) => answerOf(await transcribeLetter(deps, input.params.id, input.body, by(input)), input),
    }),
    defineCall({
      method: 'POST',
      path: '/api/letters/:id/aside',
      whoMay: answerers,
      summary: 'Sets a letter aside: no step of a case is made of it, and why.',
      params: byId,
      body: { kind: 'json', schema: reasonSchema },
      answer: incomingDetailSchema,
      handle: async (input) => answerOf(await setLetterAside(deps, input.params.id, input.body.reason, by(input)), input),
    }),
  ];
}

/** A pack, and the files that go beside it. */
function packCalls(deps: LetterDeps): CallDefinition[] {
  const seen = async (id: string, caller: Caller) => {
    const row = await findOutgoing(deps.database, id);
    if (row === null || row.case_ref === null) return row;
    return (await deps.isHidden(deps.database, by(caller).officer, row.case_ref)) ? null : row;
  };
  return [
    defineCall({
      method: 'GET',
      path: '/api/letters/:id/pack',
      whoMay: readers,
      summary: 'The pack to print and send: letter, what it says, conditions, and a form to return.',
      params: byId,
      handle: async (input) => {
        const row = await seen(input.params.id, input);
        // A recall destroys the pack of what it takes back.
        if (row === null || row.pack.length === 0) return { kind: 'absent' };
        return { kind: 'bytes', mediaType: 'application/pdf', bytes: new Uint8Array(row.pack), fileName: `letter-${row.id}.pdf` };
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/letters/:id/signature',
      whoMay: readers,
      summary: "This authority's signature over the pack, as a file of its own to go with it by e-mail.",
      params: byId,
      handle: async (input) => {
        const row = await seen(input.params.id, input);
        if (row === null) return { kind: 'absent' };
        const bytes = new Uint8Array(row.pack_signature);
        return { kind: 'bytes', mediaType: 'application/json', bytes, fileName: `letter-${row.id}.signature.json` };
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/letters/:id/consent',
      whoMay: readers,
      summary: 'The consent that we signed, or its denial, as the file that goes with the pack: whoever is shown it can check it.',
      params: byId,
      handle: async (input) => {
        const row = await seen(input.params.id, input);
        const isAnswer = row?.kind === 'onward.consent-answer';
        const file = isAnswer && row.case_ref !== null ? await consentFile(deps.database, row.case_ref) : null;
        const fileName = `letter-${input.params.id}.consent.json`;
        return file === null ? { kind: 'absent' } : { kind: 'bytes', mediaType: 'application/json', bytes: file, fileName };
      },
    }),
  ];
}

function outgoingCalls(deps: LetterDeps): CallDefinition[] {
  const listOf = async (outcome: LetterOutcome, caller: Caller): Promise<CallAnswer> =>
    outcome.kind === 'done' ? answerJson(await letterList(deps, null, by(caller))) : outcome;
  return [
    defineCall({
      method: 'POST',
      path: '/api/letters/:id/sending',
      whoMay: answerers,
      summary: 'Says when and how a letter was sent; the clocks of its step run from then.',
      params: byId,
      body: { kind: 'json', schema: sendingSchema },
      answer: letterListSchema,
      handle: async (input) => {
        const { channel, tracking, sentAt } = input.body;
        return listOf(await markSent(deps, input.params.id, { channel, tracking, sentAt: sentAt as Instant }, by(input)), input);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/letters/:id/return',
      whoMay: answerers,
      summary: 'Says that a letter came back or will not be sent; its case stands as if it had not been written.',
      params: byId,
      body: { kind: 'json', schema: reasonSchema },
      answer: letterListSchema,
      handle: async (input) => listOf(await markReturned(deps, input.params.id, input.body.reason, by(input)), input),
    }),
  ];
}
