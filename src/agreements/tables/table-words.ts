// SPDX-License-Identifier: Apache-2.0
/**
 * The words of a verdict table: one line says an act as a lawyer would, and what the instrument answers.
 *
 *     freezing-orders | ask freeze for freeze-confiscation | permitted | allowed | 4
 *     freezing-orders | refuse R07 without consulting      | needs     | consultation | 9
 *
 * Everything that a line does not speak of is in order: the form is filled, a second officer has approved, reasons are given, data
 * carry their conditions. So each line is about one thing.
 */
import assert from 'node:assert/strict';
import { type Purpose, purposeWords } from '../../conditions/index.ts';
import { purposes } from '../../conditions/wire.ts';
import type { Instant } from '../../kernel/index.ts';
import type { KnownAgreement } from '../documents/agreement-document.ts';
import { refOf } from '../documents/agreement-document.ts';
import type { Act } from '../verdicts/act.ts';
import { type Facts, noFacts } from '../verdicts/decide.ts';
import { assistanceWords, recallGroundWords, urgencyGroundWords } from '../verdicts/words.ts';
import { alertTellingWords } from '../terms/words.ts';
import {
  alertTellings,
  assistanceKinds,
  contentFields,
  jointWorks,
  recallGrounds,
  refusalGrounds,
  urgencyGrounds,
} from '../terms/vocabulary.ts';

export interface TableRow {
  readonly template: string;
  readonly act: string;
  readonly outcome: string;
  readonly kind: string;
  /** The clause that the first reason cites; null where it cites none. */
  readonly clause: string | null;
}

/** The rows of a table; throws on a line that is none, since tables are part of the program. */
export function readTable(text: string): readonly TableRow[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [template = '', act = '', outcome = '', kind = '', clause = ''] = line.split('|').map((cell) => cell.trim());
      assert(kind !== '', `a row has five cells: ${line}`);
      return { template, act, outcome, kind, clause: clause === '' ? null : clause };
    });
}

export interface ActAtTable {
  readonly act: Act;
  readonly facts: Facts;
  /** The act as a sentence without its verdict. */
  readonly situation: string;
}

/** The first party asks, gives and recalls; the second is asked, and refuses. */
export function actOfWords(words: string, agreement: KnownAgreement, at: Instant): ActAtTable {
  const [verb = '', ...rest] = words.split(' ');
  const [first, second] = agreement.document.parties;
  assert(first !== undefined && second !== undefined, 'an agreement has two parties');
  const between = { from: first.authorityId, to: second.authorityId };
  const said = { rest, has: (...sought: string[]) => rest.join(' ').includes(sought.join(' ')) };
  const subject = { agreement, between, back: { from: between.to, to: between.from } };
  const made = verbs[verb]?.(said, subject);
  assert(made !== undefined, `a table does not know the act "${words}"`);
  const approvals = said.has('unapproved')
    ? []
    : ['off_a', 'off_b'].map((officer) => ({ officer, subject: 'step', at, authenticator: officer }));
  return { ...made, facts: { ...noFacts, preparedBy: 'off_p', stepDigest: 'step', approvals } };
}

interface Said {
  readonly rest: readonly string[];
  readonly has: (...sought: string[]) => boolean;
}
interface Subject {
  readonly agreement: KnownAgreement;
  readonly between: { readonly from: string; readonly to: string };
  readonly back: { readonly from: string; readonly to: string };
}
type Made = Omit<ActAtTable, 'facts'>;

const verbs: Readonly<Record<string, (said: Said, subject: Subject) => Made>> = {
  ask,
  reply,
  refuse,
  rebut,
  cure,
  disclose,
  'ask-consent': askConsent,
  grant: (said, subject) => answerConsent(said, subject, 'granted'),
  deny: (said, subject) => answerConsent(said, subject, 'denied'),
  recall,
  keep,
  open: openMatter,
  note: writeNote,
};

function oneOf<Word extends string>(list: readonly Word[], { rest }: Said): Word {
  const found = list.find((word) => rest.includes(word));
  assert(found !== undefined, `none of ${list.join(', ')} stands in "${rest.join(' ')}"`);
  return found;
}

function purposeOf(said: Said): Purpose {
  return oneOf(purposes, { ...said, rest: said.rest.slice(said.rest.indexOf('for') + 1) });
}

function ask(said: Said, { between }: Subject): Made {
  const assistance = oneOf(assistanceKinds, said);
  const purpose = purposeOf(said);
  const ground = urgencyGrounds.find((word) => said.rest.includes(word)) ?? null;
  const isUrgent = said.has('urgently');
  const isReasoned = isUrgent && !said.has('without', 'reason');
  const content = said.has('empty') ? [] : contentFields.filter((field) => field !== 'on-behalf-of' || said.has('on-behalf'));
  const act: Act = {
    kind: 'ask',
    ...between,
    assistance,
    purpose,
    class: isUrgent ? 'urgent' : 'normal',
    urgencyGround: ground,
    urgencyReasonGiven: isReasoned,
    content: [...content].toSorted(),
  };
  const urgency = isUrgent ? `, urgently${ground === null ? ', without saying why' : `, for ${urgencyGroundWords[ground]}`}` : '';
  const lacks = [
    ...(isUrgent && ground !== null && !isReasoned ? ['with no reason in words'] : []),
    ...(said.has('empty') ? ['with an empty form'] : []),
    ...(said.has('unapproved') ? ['approved by nobody'] : []),
    ...(said.has('on-behalf') ? ['on behalf of another authority'] : []),
  ];
  return {
    act,
    situation: `Asking for ${assistanceWords[assistance]} for ${purposeWords[purpose]}${urgency}${lacks.map((lack) => `, ${lack}`).join('')}`,
  };
}

const givenData = { dataCount: 1, everyDatumConditioned: true, passedOnCount: 0, everyPassOnAllowed: true };

function reply(said: Said, { agreement, back }: Subject): Made {
  const assistance = oneOf(assistanceKinds, said);
  const purpose = purposeOf(said);
  const isLoose = said.has('loosely');
  const isFromThird = said.has('from a third');
  const told = alertTellings.filter((telling) => said.has(`telling ${telling}`));
  const act: Act = {
    kind: 'reply',
    ...back,
    agreement: refOf(agreement),
    requestId: 'req_1',
    completeness: 'complete',
    assistance,
    purpose,
    ...givenData,
    everyDatumConditioned: !isLoose,
    passedOnCount: isFromThird ? 1 : 0,
    everyPassOnAllowed: !isFromThird,
    ...(told.length === 0 ? {} : { alertTells: told }),
  };
  const how = isLoose
    ? ', one datum without the conditions'
    : isFromThird
      ? ', with a datum of a third authority that has not consented'
      : told.map((telling) => `, an alert that tells ${alertTellingWords[telling]}`).join('');
  return { act, situation: `Replying with ${assistanceWords[assistance]} for ${purposeWords[purpose]}${how}` };
}

function refuse(said: Said, { agreement, back }: Subject): Made {
  const ground = oneOf(refusalGrounds, said);
  const isConsulted = !said.has('without', 'consulting');
  const areReasonsGiven = !said.has('without', 'reasons');
  const act: Act = {
    kind: 'refuse',
    ...back,
    agreement: refOf(agreement),
    requestId: 'req_1',
    ground,
    reasonsGiven: areReasonsGiven,
    ...(isConsulted ? { consultedFirst: true as const } : {}),
  };
  const lacks = [...(isConsulted ? [] : ['without having consulted']), ...(areReasonsGiven ? [] : ['without reasons'])];
  return { act, situation: `Refusing on ground ${ground}${lacks.map((lack) => `, ${lack}`).join('')}` };
}

/** The party that asked takes a step against a refusal. */
function rebut(said: Said, { agreement, between }: Subject): Made {
  const ground = oneOf(refusalGrounds, said);
  const areReasonsGiven = !said.has('without', 'reasons');
  const act: Act = { kind: 'rebut', ...between, agreement: refOf(agreement), requestId: 'req_1', ground, reasonsGiven: areReasonsGiven };
  return { act, situation: `Rebutting a refusal on ground ${ground}${areReasonsGiven ? '' : ', without reasons'}` };
}

function cure(said: Said, { agreement, between }: Subject): Made {
  const ground = oneOf(refusalGrounds, said);
  const isEmpty = said.has('with', 'nothing');
  const supplied = isEmpty ? [] : (['facts'] as const);
  const act: Act = { kind: 'cure', ...between, agreement: refOf(agreement), requestId: 'req_1', ground, supplied: [...supplied] };
  return { act, situation: `Supplying ${isEmpty ? 'nothing of what' : 'what'} a request lacked that was refused on ground ${ground}` };
}

function disclose(said: Said, { between }: Subject): Made {
  const assistance = oneOf(assistanceKinds, said);
  const purpose = purposeOf(said);
  const act: Act = {
    kind: 'disclose',
    ...between,
    matter: 'dis_1',
    kinds: [assistance],
    purpose,
    reasonGiven: !said.has('without', 'reason'),
    ...givenData,
  };
  const lack = act.reasonGiven ? '' : ', without a reason';
  return { act, situation: `Giving ${assistanceWords[assistance]} unasked for ${purposeWords[purpose]}${lack}` };
}

function askConsent(said: Said, { between }: Subject): Made {
  const purpose = purposeOf(said);
  const isCarried = said.has('for another');
  const act: Act = {
    kind: 'ask-consent',
    ...between,
    matter: 'cns_1',
    onBehalfOf: isCarried ? 'ca1other' : between.from,
    originator: between.to,
    recipient: 'ca1third',
    purpose,
    reasonGiven: !said.has('without', 'reason'),
  };
  const who = isCarried ? 'Carrying on the question of a later holder' : 'Asking the originator';
  return {
    act,
    situation: `${who} whether a datum may be passed on for ${purposeWords[purpose]}${act.reasonGiven ? '' : ', without a reason'}`,
  };
}

function answerConsent(said: Said, { agreement, back }: Subject, answer: 'granted' | 'denied'): Made {
  const ground = answer === 'granted' ? null : oneOf(refusalGrounds, said);
  const act: Act = {
    kind: 'answer-consent',
    ...back,
    agreement: refOf(agreement),
    matter: 'cns_1',
    onBehalfOf: back.from,
    answer,
    ground,
    reasonsGiven: answer === 'denied',
  };
  const lack = said.has('unapproved') ? ', approved by nobody' : '';
  return {
    act,
    situation: ground === null ? `Consenting to passing on${lack}` : `Denying the consent to pass on, on ground ${ground}${lack}`,
  };
}

function recall(said: Said, { agreement, between }: Subject): Made {
  const act: Act = {
    kind: 'recall',
    ...between,
    agreement: refOf(agreement),
    matter: 'rcl_1',
    onBehalfOf: between.from,
    change: 'withdrawal',
    reasonGiven: !said.has('without', 'reason'),
  };
  return { act, situation: `Recalling what was given${act.reasonGiven ? '' : ', without a reason'}` };
}

function keep(said: Said, { agreement, back }: Subject): Made {
  const ground = oneOf(recallGrounds, said);
  const act: Act = {
    kind: 'answer-recall',
    ...back,
    agreement: refOf(agreement),
    matter: 'rcl_1',
    onBehalfOf: back.from,
    outcome: 'refused',
    ground,
    reasonsGiven: true,
  };
  return { act, situation: `Keeping what was recalled because ${recallGroundWords[ground]}` };
}

function openMatter(said: Said, { between }: Subject): Made {
  const work = oneOf(jointWorks, said);
  return { act: { kind: 'open-joint-matter', ...between, matter: 'jnt_1', work }, situation: `Opening a joint matter (${work})` };
}

function writeNote(said: Said, { agreement, between }: Subject): Made {
  const work = oneOf(jointWorks, said);
  const act: Act = { kind: 'joint-note', ...between, agreement: refOf(agreement), matter: 'jnt_1', work };
  return { act, situation: `Writing a note in a joint matter (${work})` };
}
