// SPDX-License-Identifier: Apache-2.0
/**
 * Sample agreements among invented authorities: the demonstration makes its own from these, examples/agreements shows them
 * with fixed identities, and the tests judge acts under them.
 *
 * Two shapes of the field. The memorandum is multilateral and broad: many securities regulators, enforcement and
 * supervision, general deadlines. The arrangement is bilateral and narrow: a securities commission and a financial
 * intelligence unit, suspicious-transaction reports, short deadlines and a track for urgent requests. Both follow, in their
 * own words, what such texts agree on; neither is the text of any real one.
 */
import assert from 'node:assert/strict';
import { addMs, type Instant } from '../../kernel/index.ts';
import type { AgreementDocument, Party } from '../documents/agreement-document.ts';
import { idFromDigest } from '../documents/derived-id.ts';
import { fillTemplate } from '../templates/fill-template.ts';
import { freezingOrders } from '../templates/freezing-orders.ts';
import { jointOperations } from '../templates/joint-operations.ts';
import { personalDataArrangement } from '../templates/personal-data-arrangement.ts';
import { sanctionsNotification } from '../templates/sanctions-notification.ts';
import type { AgreementTemplate } from '../templates/template.ts';
import {
  arrangementClauses,
  arrangementPreamble,
  memorandumClauses,
  memorandumPreamble,
  oralClause,
  publicationClause,
} from './sample-clauses.ts';
import type { FillTemplateWire, TermWire } from '../wire.ts';

export interface SampleInput {
  readonly parties: readonly Party[];
  readonly inForceFrom: Instant;
}

/**
 * The agreements of the demonstration among these parties, each a year older than the one before: the arrangement between the
 * first two, the memorandum among all, three from templates, on sanctions, on personal data and on joint operations, and one between the first two
 * on orders to freeze and to confiscate. So the arrangement governs where several cover a request, and the memorandum goes before those from templates.
 */
export function demoAgreements({ parties, inForceFrom }: SampleInput): readonly AgreementDocument[] {
  const yearsBefore = (years: number): Instant => addMs(inForceFrom, -years * yearMs);
  const memorandum = multilateralMemorandum({ parties, inForceFrom: yearsBefore(1) });
  return [
    demoAgreement({ parties, inForceFrom }),
    memorandum,
    fromTemplate(sanctionsNotification, { parties: [...parties], inForceFrom: yearsBefore(2) }),
    fromTemplate(personalDataArrangement, {
      parties: [...parties],
      inForceFrom: yearsBefore(3),
      thirdCountry: parties.slice(2).map(({ authorityId }) => authorityId),
      besides: memorandum.id,
    }),
    fromTemplate(jointOperations, { parties: [...parties], inForceFrom: yearsBefore(4) }),
    fromTemplate(freezingOrders, { parties: parties.slice(0, 2), inForceFrom: yearsBefore(5) }),
  ];
}

function fromTemplate(template: AgreementTemplate, input: FillTemplateWire): AgreementDocument {
  const filled = fillTemplate(template, input);
  assert(filled.ok, 'a template that passes its tests is filled with parties that an agreement may have');
  return filled.value.document;
}

const yearMs = 365 * 86_400_000;

/**
 * The arrangement between the first two parties, which let it be published, so that others can see what the two may ask each other; and in
 * which an urgent request may be made by telephone first.
 */
export function demoAgreement({ parties, inForceFrom }: SampleInput): AgreementDocument {
  const arrangement = bilateralArrangement({ parties: parties.slice(0, 2), inForceFrom });
  return {
    ...arrangement,
    clauses: [...arrangement.clauses, publicationClause, oralClause],
    terms: [
      ...arrangement.terms,
      { kind: 'channels', clause: oralClause.number, channels: ['comity', 'secure-electronic', 'telephone'], isOralWhenUrgent: true },
      { kind: 'deadline', clause: oralClause.number, step: 'confirm-in-writing', class: 'urgent', amount: 2, unit: 'working-day' },
      { kind: 'publication', clause: publicationClause.number, isPublished: true, where: 'the website of each party' },
    ],
  };
}

export function multilateralMemorandum({ parties, inForceFrom }: SampleInput): AgreementDocument {
  return sample({
    title: 'Multilateral Memorandum on Enforcement and Supervision',
    preamble: memorandumPreamble,
    parties,
    inForceFrom,
    clauses: memorandumClauses,
    terms: memorandumTerms,
  });
}

export function bilateralArrangement({ parties, inForceFrom }: SampleInput): AgreementDocument {
  const jurisdictions = parties.map((party) => party.jurisdiction).toSorted();
  return sample({
    title: `Arrangement ${jurisdictions.join('-')} on Suspicious Transactions in Digital Assets`,
    preamble: arrangementPreamble,
    parties,
    inForceFrom,
    clauses: arrangementClauses,
    terms: arrangementTerms,
  });
}

function sample(input: SampleInput & Pick<AgreementDocument, 'title' | 'preamble' | 'clauses' | 'terms'>): AgreementDocument {
  const { title, preamble, parties, inForceFrom, clauses, terms } = input;
  return {
    format: 'comity-agreement/1',
    id: idFromDigest([title, ...parties.map((party) => party.authorityId).toSorted()]),
    version: 1,
    title,
    legalNature: 'non-binding',
    preamble,
    parties: parties.map((party) => ({ ...party })),
    clauses,
    terms,
    inForceFrom,
    inForceUntil: null,
  };
}

const memorandumTerms: TermWire[] = [
  { kind: 'legal-nature', clause: '2', nature: 'non-binding', givesRightsToOthers: false },
  {
    kind: 'assistance',
    clause: '3',
    kinds: ['information-from-files', 'registrations', 'compliance-records', 'transaction-records', 'statement'],
  },
  { kind: 'joint-alerts', clause: '3', mayTell: ['others-by-number', 'others-by-name', 'own-alerts', 'linked-accounts'] },
  {
    kind: 'purposes',
    clause: '8',
    purposes: ['supervision', 'compliance-check', 'admin-enforcement', 'civil-enforcement', 'sro-surveillance', 'criminal-prosecution'],
  },
  { kind: 'request-content', clause: '5', fields: ['subject', 'facts', 'why-useful', 'legal-provisions', 'precautions'] },
  { kind: 'deadline', clause: '6', step: 'acknowledge', class: 'normal', amount: 10, unit: 'working-day' },
  { kind: 'deadline', clause: '6', step: 'reply', class: 'normal', amount: 60, unit: 'working-day' },
  {
    kind: 'refusal-grounds',
    clause: '7',
    allowed: ['R01', 'R02', 'R04', 'R05', 'R06', 'R10'],
    forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'],
  },
  {
    kind: 'use-conditions',
    clause: '9',
    limits: {
      purposes: ['supervision', 'compliance-check', 'admin-enforcement', 'civil-enforcement', 'sro-surveillance', 'criminal-prosecution'],
      handling: 'amber',
      onward: 'consent',
      evidentialUse: 'allowed',
      mayNotifySubject: false,
      note: '',
    },
    retentionDays: null,
  },
  { kind: 'refusal-step', clause: '7', step: 'consult', grounds: ['R01', 'R02', 'R04', 'R05', 'R06', 'R10'], days: null },
  { kind: 'refusal-step', clause: '7', step: 'rebut', grounds: ['R04', 'R05'], days: 30, unit: 'working-day' },
  { kind: 'refusal-step', clause: '7', step: 'cure', grounds: ['R06'], days: 30, unit: 'working-day' },
  { kind: 'deadline', clause: '7', step: 'reconsider', class: 'normal', amount: 15, unit: 'working-day' },
  { kind: 'approvals', clause: '4', act: 'ask', approversMin: 1 },
  { kind: 'approvals', clause: '4', act: 'reply', approversMin: 1 },
  { kind: 'approvals', clause: '4', act: 'refuse', approversMin: 1 },
  { kind: 'confidentiality', clause: '10', survivesTermination: true },
  { kind: 'legal-demand', clause: '10', notice: 'before-complying', assertsPrivileges: true },
  { kind: 'unsolicited', clause: '11', isAllowed: true },
  { kind: 'consultation', clause: '12', triggers: ['before-refusal', 'market-change', 'law-change'], everyMonths: null },
  { kind: 'withdrawal', clause: '13', noticeDays: 30 },
  { kind: 'onward', clause: '14', mayRelay: true },
  { kind: 'deadline', clause: '14', step: 'answer-consent', class: 'normal', amount: 10, unit: 'working-day' },
  { kind: 'approvals', clause: '14', act: 'answer-consent', approversMin: 1 },
  { kind: 'approvals', clause: '14', act: 'disclose', approversMin: 1 },
  { kind: 'recall', clause: '15', isAutomatic: false, grounds: ['legal-hold', 'used-in-proceedings', 'duty-to-keep'] },
  { kind: 'deadline', clause: '15', step: 'answer-recall', class: 'normal', amount: 10, unit: 'working-day' },
  { kind: 'approvals', clause: '15', act: 'recall', approversMin: 1 },
  { kind: 'suspension', clause: '16', of: 'another-party', consent: 'two-thirds', areReasonsNeeded: true, noticeDays: 0 },
];

const arrangementTerms: TermWire[] = [
  { kind: 'legal-nature', clause: '3', nature: 'non-binding', givesRightsToOthers: false },
  { kind: 'assistance', clause: '4', kinds: ['information-from-files', 'suspicious-reports', 'registrations', 'compliance-records'] },
  {
    kind: 'purposes',
    clause: '6',
    purposes: ['supervision', 'admin-enforcement', 'criminal-investigation', 'fiu-analysis', 'asset-tracing'],
  },
  { kind: 'request-content', clause: '7', fields: ['subject', 'facts', 'why-useful', 'legal-provisions'] },
  {
    kind: 'urgency',
    clause: '8',
    grounds: ['investor-harm', 'loss-of-evidence', 'flight-of-assets'],
    test: "A prompt answer is needed to stop or prevent significant harm, and the urgency does not come from the requester's own delay.",
  },
  { kind: 'deadline', clause: '9.1', step: 'acknowledge', class: 'normal', amount: 5, unit: 'working-day' },
  { kind: 'deadline', clause: '9.1', step: 'reply', class: 'normal', amount: 30, unit: 'working-day' },
  { kind: 'deadline', clause: '9.2', step: 'acknowledge', class: 'urgent', amount: 3, unit: 'working-day' },
  { kind: 'deadline', clause: '9.2', step: 'contest-urgency', class: 'urgent', amount: 3, unit: 'working-day' },
  { kind: 'deadline', clause: '9.2', step: 'interim-reply', class: 'urgent', amount: 10, unit: 'working-day' },
  { kind: 'deadline', clause: '9.2', step: 'reply', class: 'urgent', amount: 20, unit: 'working-day' },
  { kind: 'use-mode', clause: '12', change: 'purpose-within', mode: 'notify-and-object' },
  { kind: 'deadline', clause: '12', step: 'object-to-new-use', class: 'normal', amount: 10, unit: 'working-day' },
  {
    kind: 'refusal-grounds',
    clause: '10',
    allowed: ['R01', 'R02', 'R03', 'R06', 'R08', 'R09', 'R10', 'R11'],
    forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'],
  },
  {
    kind: 'use-conditions',
    clause: '11',
    limits: {
      purposes: ['supervision', 'admin-enforcement', 'criminal-investigation', 'fiu-analysis', 'asset-tracing'],
      handling: 'amber+strict',
      onward: 'consent',
      evidentialUse: 'with-permission',
      mayNotifySubject: false,
      note: 'That a suspicious-transaction report exists may not be made known to the person it concerns.',
    },
    retentionDays: 1825,
  },
  { kind: 'refusal-step', clause: '10', step: 'cure', grounds: ['R06'], days: 20, unit: 'working-day' },
  { kind: 'refusal-step', clause: '10', step: 'rebut', grounds: ['R11'], days: 20, unit: 'working-day' },
  { kind: 'deadline', clause: '10', step: 'reconsider', class: 'normal', amount: 10, unit: 'working-day' },
  { kind: 'approvals', clause: '5', act: 'ask', approversMin: 1 },
  { kind: 'approvals', clause: '5', act: 'reply', approversMin: 1 },
  { kind: 'approvals', clause: '5', act: 'refuse', approversMin: 1 },
  { kind: 'confidentiality', clause: '13', survivesTermination: true },
  { kind: 'unsolicited', clause: '14', isAllowed: true },
  { kind: 'feedback', clause: '15', when: 'after-closure', days: null },
  { kind: 'withdrawal', clause: '16', noticeDays: 60 },
  { kind: 'onward', clause: '17', mayRelay: true },
  { kind: 'deadline', clause: '17', step: 'answer-consent', class: 'normal', amount: 5, unit: 'working-day' },
  { kind: 'approvals', clause: '17', act: 'answer-consent', approversMin: 1 },
  { kind: 'approvals', clause: '17', act: 'disclose', approversMin: 1 },
  { kind: 'recall', clause: '18', isAutomatic: false, grounds: ['legal-hold', 'used-in-proceedings'] },
  { kind: 'deadline', clause: '18', step: 'answer-recall', class: 'normal', amount: 5, unit: 'working-day' },
  { kind: 'approvals', clause: '18', act: 'recall', approversMin: 1 },
];
