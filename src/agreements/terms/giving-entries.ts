// SPDX-License-Identifier: Apache-2.0
/** What is explained of the terms on what is given and what becomes of it. */
import type { givingTerms } from './giving-terms.ts';
import { someone, type TermEntries } from './term-entry.ts';

export const givingEntries: TermEntries<(typeof givingTerms)[number]['shape']['kind']['value']> = {
  'use-conditions': {
    says:
      'What every datum given must carry at least: its purposes, its audience (`handling`, after TLP 2.0), whether it may be ' +
      'passed on, whether it may be evidence, whether the ' +
      'person concerned may be told, a note, and for how many days it may be used. Who gives it may always be stricter, never ' +
      'looser. `onward: listed` means the parties to the ' +
      'agreement. Without this term the careful default holds: the purposes of the agreement, the receiving authority alone, ' +
      'passing on and evidence with consent.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraphs 10 and 11; FATF Recommendation 40; TLP 2.0; Europol handling codes',
    example: {
      kind: 'use-conditions',
      clause: '9',
      limits: {
        purposes: ['supervision'],
        handling: 'amber',
        onward: 'consent',
        evidentialUse: 'allowed',
        mayNotifySubject: false,
        note: '',
      },
      retentionDays: 1825,
    },
  },
  'use-mode': {
    says:
      'What a change of use needs: nothing more where `presumed-consent` holds and the giver has not said no; a notice and no ' +
      'objection in time (`notify-and-object`, with a deadline ' +
      '`object-to-new-use`); or leave given before (`prior-consent`).',
    appliedBy: 'verdicts',
    source: 'Egmont Principles; Implementing Regulation (EU) 2024/2545, annex III; FATF Recommendation 40',
    example: { kind: 'use-mode', clause: '12', change: 'purpose-within', mode: 'notify-and-object' },
  },
  onward: {
    says:
      'Provides for the question whether something received may be passed on, and for its answer. `mayRelay`: whether a ' +
      'holder carries the question of a later holder to where it had the ' +
      'datum from, and the answer back. Without this term nobody can be asked, and what its conditions bind to consent stays ' +
      'where it is. Only the authority that first gave a datum answers. `takesAttested`: whether what an authority attests from ' +
      'a letter (the datum, and the consent of an originator that has no server) is taken on its word. Left out, it is not.',
    appliedBy: 'verdicts',
    source: 'Directive (EU) 2024/1640, article 34; FATF Recommendation 40',
    example: { kind: 'onward', clause: '14', mayRelay: true },
  },
  recall: {
    says:
      'Provides for correcting and withdrawing what was given. `grounds` are those on which a holder may keep it; ' +
      '`isAutomatic`: the holder’s server carries the recall out by itself. ' +
      'It is carried to every later holder in either case.',
    appliedBy: 'verdicts',
    source: 'practice of exchanges; none of the instruments provides it',
    example: { kind: 'recall', clause: '15', isAutomatic: false, grounds: ['legal-hold', 'used-in-proceedings'] },
  },
  unsolicited: {
    says: 'Whether information may be given unasked. Without it, or where it says no, nothing is given but in answer to a request.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 13',
    example: { kind: 'unsolicited', clause: '11', isAllowed: true },
  },
  'legal-demand': {
    says: 'When the giver hears of a legally enforceable demand for what it gave, and whether privileges are asserted.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 11',
    example: { kind: 'legal-demand', clause: '16', notice: 'before-complying', assertsPrivileges: true },
  },
  'self-regulatory-bodies': {
    says: 'Whether a self-regulatory body may receive information, and what must be ensured first.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 11',
    example: { kind: 'self-regulatory-bodies', clause: '17', mayReceive: true, safeguards: ['kept-confidential', 'permitted-use-only'] },
  },
  'report-secrecy': {
    says: 'To which kinds of authority it may be made known that a suspicious-transaction report exists.',
    appliedBy: 'verdicts',
    source: 'FATF Recommendation 21',
    example: { kind: 'report-secrecy', clause: '13', mayReach: ['financial-intelligence-unit'] },
  },
  'joint-alerts': {
    says:
      'What may be told, beside what those asked about did, by an authority that is asked for the other leg of an alert of market surveillance: ' +
      'others by a number or by name, what its own surveillance found, and which accounts belong together by its registers. An empty list: nothing ' +
      'of it. Without this term all of it may be told but which accounts belong together.',
    appliedBy: 'verdicts',
    source: 'own design, after Regulation (EU) 596/2014, article 25, and Delegated Regulation (EU) 2016/957',
    example: { kind: 'joint-alerts', clause: '10', mayTell: ['others-by-number', 'own-alerts', 'linked-accounts'] },
  },
  confidentiality: {
    says:
      'Whether confidentiality outlasts the agreement, and for how many years; that is recorded so that text and terms agree, ' +
      'since the server keeps everything confidential in any case.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 11',
    example: { kind: 'confidentiality', clause: '15', survivesTermination: true, survivesYears: 10 },
  },
  'personal-data': {
    says:
      'On what basis which kinds of personal data go to which parties (`to`; empty: every party), where the safeguards stand ' +
      '(`annex`), how the data are marked, when a breach is notified, ' +
      'which rights persons have and where they turn to. Where the basis stands in for an adequate law, a mark, an end and a ' +
      'contact for redress must be there.',
    appliedBy: 'verdicts',
    source: 'GDPR articles 44 to 49; EDPB Guidelines 2/2020',
    example: {
      kind: 'personal-data',
      clause: '7',
      basis: 'administrative-arrangement',
      to: [someone],
      annex: '12',
      categories: ['identity', 'financial'],
      marking: 'of Union origin',
      breachNoticeHours: 72,
      rights: ['access', 'rectification', 'redress'],
      redressContact: 'dpo@xa.example',
      onward: 'with-authorisation',
    },
  },
  retention: {
    says: 'For how many days what was received, or the personal data in it, may be kept, and what becomes of it then.',
    appliedBy: 'officers',
    source: 'MAR article 28; EDPB Guidelines 2/2020',
    example: { kind: 'retention', clause: '8', of: 'personal-data', days: 1825, afterwards: 'destroy' },
  },
  marking: {
    says:
      'By which scheme what is given is marked, and the least mark. One of the Traffic Light Protocol must agree with ' +
      '`handling` of the conditions of use.',
    appliedBy: 'officers',
    source: 'TLP 2.0, PAP, Europol handling codes and 4 x 4, Admiralty scale',
    example: { kind: 'marking', clause: '18', scheme: 'europol-handling', least: 'H2' },
  },
  costs: {
    says: 'Who bears costs, and from which sum they are substantial.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 9',
    example: { kind: 'costs', clause: '11', rule: 'consult-when-substantial', threshold: { amountMinor: 500000, currency: 'EUR' } },
  },
  'recovered-assets': {
    says: 'What becomes of property that was confiscated: up to which sum the executing party keeps it, and how it is shared above.',
    appliedBy: 'officers',
    source: 'Regulation (EU) 2018/1805, on the disposal of property',
    example: { kind: 'recovered-assets', clause: '15', currency: 'EUR', keptUpToMinor: 1000000, sharedPercent: 50, areVictimsFirst: true },
  },
  feedback: {
    says: 'When the requesting party says how it used the answer and whether it helped.',
    appliedBy: 'officers',
    source: 'FATF Recommendation 40, paragraphs 7 to 10',
    example: { kind: 'feedback', clause: '17', when: 'after-closure', days: 60 },
  },
};
