// SPDX-License-Identifier: Apache-2.0
/**
 * Drafting: our own text, before anybody else has seen it.
 *
 * A draft begins from a template, from a text of our own, or from an agreement that is held here: one that is in force is amended
 * (same agreement, later version, with those that join); every other is a pattern for a new one. While a negotiation goes on, the
 * draft is our next counter-proposal. It may hold anything; only what lint lets pass is sent, and sending it is one note.
 */
import {
  type AgreementDocument,
  type AgreementTemplate,
  agreementTemplates,
  bilateralArrangement,
  fillTemplate,
  multilateralMemorandum,
  type Party,
  readAgreement,
  readStoredAgreement,
} from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { type Instant, newId, ok, type Result, type Transaction } from '../kernel/index.ts';
import { ownCalendar } from './calendars/announce-holidays.ts';
import { absent, changeNegotiation, type Doing, issue, type NegotiationDeps, type Outcome } from './negotiation-deps.ts';
import { accessionOf } from './notes/agreed-rules.ts';
import { negotiationState } from './notes/negotiation-state.ts';
import { rowOf } from './open-negotiation.ts';
import { barredFrom, strangersAmong } from './receive-note.ts';
import { insertNegotiation, lockNegotiation, type NegotiationRecord, notesOf, putNegotiation } from './store.ts';
import type { TemplateOptionsWire } from '../agreements/wire.ts';
import type { BeginNegotiation } from './wire.ts';
import { type AnyContent, goesFirst, writeNote } from './write-note.ts';

/** A pattern makes a whole agreement among these parties, or says why it cannot. */
interface Template {
  readonly name: string;
  readonly title: string;
  /** What besides the parties it takes. */
  readonly options: readonly string[];
  readonly make: (parties: readonly Party[], inForceFrom: Instant, options: TemplateOptionsWire) => Result<AgreementDocument>;
}

/** Two short ones for a first agreement, then those of the field. */
export const templates: readonly Template[] = [
  {
    name: 'bilateral-arrangement',
    title: 'Arrangement between two authorities',
    options: [],
    make: (parties, inForceFrom) => ok(bilateralArrangement({ parties: [...parties] as [Party, Party], inForceFrom })),
  },
  {
    name: 'multilateral-memorandum',
    title: 'Memorandum among several authorities',
    options: [],
    make: (parties, inForceFrom) => ok(multilateralMemorandum({ parties: [...parties], inForceFrom })),
  },
  ...agreementTemplates.map((template): Template => ({
    name: template.key,
    title: template.title,
    options: ['title', ...template.options],
    make: filledWith(template),
  })),
];

function filledWith(template: AgreementTemplate): Template['make'] {
  return (parties, inForceFrom, options) => {
    const filled = fillTemplate(template, { parties: [...parties], inForceFrom, ...options });
    return filled.ok ? ok(filled.value.document) : filled;
  };
}

/** Where a draft is not dated: a month to negotiate and to sign. */
const inForceAfterMs = 30 * 86_400_000;

type Begun = { readonly document: AgreementDocument; readonly text: string; readonly replaces: string | null };

export async function beginDraft(deps: NegotiationDeps, given: Doing & BeginNegotiation): Promise<Outcome> {
  const { officer, now } = given;
  return changeNegotiation(deps, async (tx) => {
    const begun = await draftFrom(tx, deps, given, now);
    if ('kind' in begun) return begun;
    const id = newId('ngt', now, deps.random);
    const row = rowOf({ id, kind: 'negotiation', state: 'draft', document: begun.document, terms: null, now });
    await insertNegotiation(tx, { ...row, draft: begun.text, replaces: begun.replaces });
    const details = { negotiation: id, agreementId: row.agreement_id, version: row.version };
    await noteAudit(tx, { event: 'negotiation.draft-begun', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'negotiations');
    return { kind: 'done', negotiation: id };
  });
}

async function draftFrom(tx: Transaction, deps: NegotiationDeps, given: BeginNegotiation, now: Instant): Promise<Begun | Outcome> {
  const { source, counterparts } = given;
  const peers = new Map((await deps.peers(tx)).map(({ party }) => [party.authorityId, party]));
  const others = counterparts.flatMap((id) => peers.get(id) ?? []);
  if (others.length < counterparts.length) return issue('counterparts', 'One of them is not a peer here.', 'Choose among your peers.');
  if (source.kind === 'text') {
    const read = readAgreement(new TextEncoder().encode(source.text));
    return read.ok ? asIs(read.value.document, source.text) : { kind: 'issues', issues: read.issues };
  }
  const own = { ...deps.own, calendar: await ownCalendar(tx, deps) };
  const parties = [own, ...others];
  if (source.kind === 'template') {
    const template = templates.find(({ name }) => name === source.name);
    if (template === undefined) return issue('source.name', 'There is no such template.', 'Choose one of the list.');
    if (others.length === 0) return issue('counterparts', 'An agreement has two parties or more.', 'Choose at least one peer.');
    if (template.name === 'bilateral-arrangement' && others.length > 1)
      return issue('counterparts', 'This template is between two authorities.', 'Choose one peer, or the template for several.');
    const options = source.options ?? {};
    const unused = Object.keys(options).find((option) => !template.options.includes(option));
    if (unused !== undefined) return issue(`source.options.${unused}`, 'This template has no use for it.', 'Leave it out.');
    const made = template.make(parties, inForceFrom(now), options);
    if (!made.ok) return { kind: 'issues', issues: made.issues };
    return written({ ...made.value, id: newId('agr', now, deps.random), version: 1 }, null);
  }
  const stored = await readStoredAgreement(tx, source.digest);
  if (stored === null) return absent;
  const { document } = stored.agreement;
  const joining = others.filter(({ authorityId }) => !document.parties.some((party) => party.authorityId === authorityId));
  if (stored.isSigned && document.parties.some(({ authorityId }) => authorityId === deps.own.authorityId)) {
    const from = document.inForceFrom > inForceFrom(now) ? document.inForceFrom : inForceFrom(now);
    const amended = { ...document, version: document.version + 1, parties: [...document.parties, ...joining], inForceFrom: from };
    return written(amended, stored.agreement.digest);
  }
  if (others.length === 0) return issue('counterparts', 'An agreement has two parties or more.', 'Choose at least one peer.');
  return written({ ...document, id: newId('agr', now, deps.random), version: 1, parties, inForceFrom: inForceFrom(now) }, null);
}

function asIs(document: AgreementDocument, text: string): Begun {
  return { document, text, replaces: null };
}

function written(document: AgreementDocument, replaces: string | null): Begun {
  return { document, text: draftTextOf(document), replaces };
}

/** A document as a person edits it. */
export function draftTextOf(document: AgreementDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** At the beginning of a day, so that nobody reads more into the hour than there is. */
function inForceFrom(now: Instant): Instant {
  const day = new Date(Date.parse(now) + inForceAfterMs).toISOString().slice(0, 10);
  return `${day}T00:00:00.000Z` as Instant;
}

/** Keeps our text; null throws it away, where there is something to go back to. */
export async function keepDraft(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly text: string },
): Promise<Outcome> {
  const { negotiation, text, now } = given;
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, negotiation);
    if (row === null || row.kind === 'life') return absent;
    if (row.state !== 'draft' && row.state !== 'open')
      return issue('state', 'The text is not open any more.', 'Amend the agreement once it is in force.');
    const read = readAgreement(new TextEncoder().encode(text));
    const title = row.state === 'draft' && read.ok ? read.value.document.title : row.title;
    const parties = row.state === 'draft' && read.ok ? read.value.document.parties : row.parties;
    const named = parties.map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction }));
    await putNegotiation(tx, { ...row, title, parties: named, draft: text, updated_at: now });
    await deps.announce(tx, 'negotiations');
    return { kind: 'done', negotiation };
  });
}

/** Sends our text: as the proposal that opens the negotiation, else as a counter to the version that stands. */
export async function sendDraft(
  deps: NegotiationDeps,
  given: Doing & { readonly negotiation: string; readonly remark: string },
): Promise<Outcome> {
  const { negotiation, remark, officer, now } = given;
  return changeNegotiation(deps, async (tx) => {
    const row = await lockNegotiation(tx, negotiation);
    if (row === null || row.kind === 'life') return absent;
    if (row.draft === null) return issue('draft', 'There is no text of yours to send.', 'Write a counter-proposal first.');
    const content = await contentOf(tx, deps, row, { text: row.draft, remark });
    if ('issues' in content) return content;
    const first = await goesFirst(tx, content.row);
    if (first !== null) return yields(first);
    await putNegotiation(tx, { ...content.row, draft: null });
    return writeNote(tx, deps, { ...content.row, draft: null }, { content: content.note, officer, now });
  });
}

export function yields(first: NegotiationRecord): Outcome {
  return issue('negotiation', `Another negotiation for this version was begun earlier and goes first (${first.id}).`, 'Go on there.');
}

async function contentOf(
  tx: Transaction,
  deps: NegotiationDeps,
  row: NegotiationRecord,
  { text, remark }: { readonly text: string; readonly remark: string },
): Promise<{ readonly note: AnyContent; readonly row: NegotiationRecord } | Extract<Outcome, { kind: 'issues' }>> {
  const read = readAgreement(new TextEncoder().encode(text));
  if (!read.ok) return { kind: 'issues', issues: read.issues };
  const { document } = read.value;
  const strangers = await strangersAmong(tx, deps, document.parties);
  if (strangers.length > 0)
    return issue('parties', `Not a confirmed peer here: ${strangers.join(', ')}.`, 'Exchange invitations and compare fingerprints first.');
  const state = negotiationState(await notesOf(tx, row.id));
  if (state !== null) return { row, note: { kind: 'counter', answers: state.standing.note, document: text, remark } };
  const replaced = row.replaces === null ? null : await readStoredAgreement(tx, row.replaces);
  const barred = replaced === null ? null : barredFrom(replaced.agreement.document, document);
  if (barred !== null) return { kind: 'issues', issues: barred.issues };
  const named = document.parties.map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction }));
  return {
    row: { ...row, agreement_id: document.id, version: document.version, title: document.title, parties: named },
    note: {
      kind: 'propose',
      document: text,
      remark,
      replaces:
        replaced === null
          ? null
          : {
              ref: { id: replaced.agreement.document.id, version: replaced.agreement.document.version, digest: replaced.agreement.digest },
              parties: replaced.agreement.document.parties.map(({ authorityId }) => authorityId),
              inForceFrom: replaced.agreement.document.inForceFrom,
              accession: accessionOf(replaced.agreement.document),
            },
    },
  };
}
