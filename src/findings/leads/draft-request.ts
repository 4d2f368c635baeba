// SPDX-License-Identifier: Apache-2.0
/**
 * From a lead to a request for assistance: a lead is no evidence; what another authority answers under an agreement is.
 *
 * The draft is opened in room assistance, filled with what may stand in it, and the officer goes on there: verdict beside the form, approval,
 * dispatch. What one's own record says is read by a use of the record for the purpose of the request. What another authority gave us does
 * not enter the text: passing that on is a matter of its own, with its originator's consent. From an alert it asks for the other leg.
 */
import type { AssistanceKind } from '../../agreements/index.ts';
import { openDraftIn, type RequestDraftWire } from '../../assistance/index.ts';
import type { LinkRelation } from '../../assistance/wire.ts';
import type { Purpose } from '../../conditions/index.ts';
import { limits, type Transaction } from '../../kernel/index.ts';
import { noteReportMatter, subjectsOfRecord, useRecord } from '../../records/index.ts';
import type { ListedSubject } from '../../screening/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { requestOfAlert } from '../alerts/draft-of-alert.ts';
import { alertOfLead } from '../alerts/store.ts';
import { otherLegQuestion } from '../joint-alerts/ask-other-leg.ts';
import { listedSubject } from '../lists/store.ts';
import { requestOfShape } from '../shapes/request-of-shape.ts';
import { shapeByDigest } from '../shapes/store.ts';
import { subjectOfQuestion, subjectToWire } from '../screenings/subject-wire.ts';
import { leadTransition } from './lead-states.ts';
import { changeState, stateIssue } from './move-lead.ts';
import { type LeadRecord, lockLead } from './store.ts';

export interface DraftOrder {
  readonly counterpart: string;
  readonly assistance: AssistanceKind;
  readonly purpose: Purpose;
  /** Of an alert: asked about besides those whom it names. */
  readonly participants?: readonly string[] | undefined;
  /** Of an alert: in which ways accounts that belong with them are asked for. */
  readonly links?: readonly LinkRelation[] | undefined;
}

export interface Drafted {
  readonly lead: LeadRecord;
  readonly caseId: string;
}

export async function draftRequest(deps: FindingsDeps, id: string, order: DraftOrder, by: By): Promise<Outcome<Drafted>> {
  // What is asked about is computed over the alert's events, outside of any transaction.
  const about = await alertOfLead(deps.database, id);
  const { counterpart, participants = [], links = [] } = order;
  const asked = about === null ? null : await otherLegQuestion(deps, about, { counterpart, participants, links });
  if (asked !== null && asked.kind !== 'done') return asked;
  return change(deps, async (tx) => {
    const lead = await lockLead(tx, id);
    if (lead === null) return absent;
    if (lead.kind === 'flow')
      return issue(
        'lead',
        'It is a trace, with entry points to ask about.',
        'Open its trace, and hand it on to the authority that it reached.',
      );
    // The first request is the lead's; further ones for other legs of its alert belong to it as well.
    const isFurther = asked !== null && lead.state === 'requested';
    if (!isFurther && leadTransition(lead.state, 'draft') === null) return stateIssue(lead, 'draft');
    const subject = await ownSubject(tx, deps, lead, order.purpose, by);
    const listed = await listedOf(tx, lead);
    const content = about === null ? await contentOfShape(tx, deps, lead) : requestOfAlert(about.body, { others: participants, links });
    const leg = asked === null ? {} : { alert: asked.value };
    const draft = { ...draftOf(lead, order, subject, listed), ...(content === null ? {} : { content }), ...leg };
    const opened = await openDraftIn(tx, deps.assistance, draft, by.officer, by.now);
    if (opened.kind !== 'done') return opened;
    const { caseId } = opened;
    if (lead.facts.about.kind === 'record') await noteReportMatter(tx, caseId, [lead.facts.about.record]);
    const moved = isFurther ? lead : await changeState(tx, deps, lead, { event: 'draft', reason: '', caseRef: caseId }, by);
    await deps.announce(tx, 'findings');
    return done({ lead: moved, caseId });
  });
}

async function contentOfShape(
  tx: Transaction,
  deps: FindingsDeps,
  { kind, facts }: LeadRecord,
): Promise<RequestDraftWire['content'] | null> {
  if (kind !== 'shape' || facts.about.kind !== 'document') return null;
  const finding = await shapeByDigest(tx, facts.about.digest);
  if (finding === null) return null;
  return requestOfShape(finding, deps.flows.shapes.find(({ id }) => id === finding.shape.id)?.lookAlikes ?? []);
}

/** The subject on our side, where it is our own to tell; null otherwise. */
async function ownSubject(tx: Transaction, deps: FindingsDeps, lead: LeadRecord, purpose: Purpose, by: By): Promise<ListedSubject | null> {
  const { about } = lead.facts;
  if (about.kind === 'asked') return subjectOfQuestion(about.question);
  if (about.kind !== 'record') return null;
  const use = {
    recordId: about.record,
    purpose,
    manner: 'read',
    officer: by.officer,
    caseRef: null,
    note: `Draft from lead ${lead.id}`,
  } as const;
  const answer = await useRecord(tx, use, deps.records, by.now, deps.random);
  if (answer === null || answer.record === null || answer.row?.isReceived !== false) return null;
  return subjectsOfRecord(answer.record.body).find(({ place }) => place === about.place)?.subject ?? null;
}

async function listedOf(tx: Transaction, lead: LeadRecord): Promise<ListedSubject | null> {
  const { listed } = lead.facts;
  return listed === null ? null : ((await listedSubject(tx, listed.list, listed.id))?.body ?? null);
}

function draftOf(lead: LeadRecord, order: DraftOrder, own: ListedSubject | null, listed: ListedSubject | null): RequestDraftWire {
  const { counterpart, assistance, purpose } = order;
  const name = own?.names[0]?.text ?? lead.title;
  const facts = [
    lead.sentence,
    own === null ? '' : `Known to us: ${lineOf(own)}.`,
    listed === null ? '' : `On the list ${lead.list ?? ''}: ${lineOf(listed)}.`,
    'This is a lead from a comparison of names and facts, not a finding.',
  ];
  return {
    counterpart,
    assistance,
    purpose,
    class: 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content: {
      subject: name.slice(0, limits.nameCharactersMax),
      facts: facts
        .filter((part) => part !== '')
        .join('\n')
        .slice(0, limits.textCharactersMax),
      'why-useful': 'To establish whether the two are one, and what is known about the subject.',
    },
    reference: '',
  };
}

function lineOf(subject: ListedSubject): string {
  const { names, births, countries, identifiers, wallets } = subjectToWire(subject);
  const parts = [
    names.map(({ text }) => text).join('; '),
    births.length === 0 ? '' : `born ${births.join(' or ')}`,
    countries.length === 0 ? '' : `of ${countries.join(', ')}`,
    identifiers.map(({ kind, value }) => `${kind} ${value}`).join(', '),
    wallets.map(({ asset, address }) => `wallet ${asset} ${address}`.replace(/\s+/g, ' ')).join(', '),
  ];
  return parts.filter((part) => part !== '').join(', ');
}
