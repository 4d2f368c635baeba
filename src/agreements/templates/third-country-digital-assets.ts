// SPDX-License-Identifier: Apache-2.0
/**
 * The arrangement with an authority of a third country on digital assets, after the template of Delegated Regulation (EU)
 * 2025/292 under MiCA article 107: its eleven parts in its own order, and the annex on personal data that it needs where it
 * relies on one.
 */
import { correctionAndRecall, languagesClause, officersWhoAct, passingOn, signingAndAmendment } from './common-clauses.ts';
import { type AgreementTemplate, clause, contactPoints, ownDesign, powersOf, read, remembered } from './template.ts';

const template = (part: string) => read(`Delegated Regulation (EU) 2025/292, annex, part ${part}`);
const forms = (what: string) => read(`Implementing Regulation (EU) 2024/2545, ${what}`);
const uses = ['supervision', 'compliance-check', 'admin-enforcement'] as const;
const grounds = ['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R10'] as const;

export const thirdCountryDigitalAssets: AgreementTemplate = {
  key: 'third-country-digital-assets',
  title: 'Arrangement on Cooperation in the Supervision of Markets in Digital Assets',
  summary:
    'For an authority of the Union and one of a third country: files, statements, documents, traffic data, freezing and stopping conduct in ' +
    'markets in digital assets.',
  instruments: [
    'Delegated Regulation (EU) 2025/292',
    'Regulation (EU) 2023/1114 (MiCA), article 107',
    'Implementing Regulation (EU) 2024/2545',
  ],
  legalNature: 'non-binding',
  preamble:
    'Services in digital assets are offered across borders from anywhere. Each authority wishes to give the other, on the footing of ' +
    'reciprocity, what it needs to supervise its own markets.',
  partyKinds: ['securities-regulator', 'market-authority', 'central-bank', 'prudential-supervisor'],
  partiesMax: 2,
  options: ['thirdCountry', 'throughCourt', 'redressContact'],
  clauses: [
    clause(
      '1',
      'Introduction and nature of this arrangement',
      `Each authority names the law under which it makes this arrangement. It rests on reciprocity, is not legally binding, overrides no law,
       and gives no right to anybody else.`,
      [template('1')],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '2',
      'Terms used and matters covered',
      `The *requesting* authority asks, the *requested* authority is asked. The arrangement covers services in digital assets, tokens that
       refer to assets or are electronic money, and the abuse of their markets.`,
      [template('2')],
      [
        {
          kind: 'material-scope',
          matters: ['digital-asset-services', 'stablecoins', 'insider-dealing', 'market-manipulation', 'issue-and-offer'],
        },
      ],
    ),
    clause(
      '3',
      'Assistance',
      `The requested authority (a) gives information from its files; (b) obtains statements and information from any person; (c) obtains
       documents, by inspection where needed; (d) obtains existing traffic data of internet and telephone, within its law and through a court
       where that is needed; (e) freezes or sequesters assets, or assists in having that done; (f) orders conduct to stop.`,
      [template('3')],
      (given) => [
        {
          kind: 'assistance',
          kinds: [
            'information-from-files',
            'registrations',
            'compliance-records',
            'statement',
            'transaction-records',
            'inspection',
            'internet-records',
            'telephone-records',
            'freeze',
            'freeze-advice',
            'cease-conduct',
          ],
        },
        ...powersOf(given, ['internet-records', 'telephone-records', 'freeze', 'freeze-advice', 'cease-conduct']),
      ],
    ),
    clause(
      '4',
      'Denial of assistance',
      `Assistance may be denied where the request is not made as this arrangement provides, or lies outside of it; where it would breach
       domestic law; where it would harm the security of the state; where it would harm the requested authority's own investigation or
       enforcement; where judicial proceedings on the same actions against the same persons are pending there; or where a final judgment has
       been given on these, unless the requesting authority shows that the relief it seeks is not of the same nature or duplicative. It is
       not denied because the conduct would be no violation there. The authorities consult before a denial.`,
      [template('4'), { ...ownDesign, reference: 'the four grounds never accepted, after FATF Recommendation 40' }],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'refusal-step', step: 'rebut', grounds: ['R05'], days: null },
        { kind: 'dual-criminality', rule: 'never-asked', kinds: [], listedOffences: [], penaltyYearsMin: null },
      ],
    ),
    clause(
      '5',
      'Sending and processing requests',
      `A request is made in writing by secure electronic means. It states its subject and purpose, the facts behind it, why the answer will
       help, the provisions that may have been infringed, who is likely to hold the information, its sensitivity with the precautions wished
       and whether the requesting authority may be named, and other authorities contacted; for records of transactions the period; for a
       statement the questions and the formalities. It is acknowledged within 5 working days of receipt.`,
      [template('5'), forms('annex I and the steps of its articles')],
      [
        { kind: 'channels', channels: ['comity', 'secure-electronic', 'post', 'telephone'], isOralWhenUrgent: true },
        {
          kind: 'request-content',
          fields: [
            'subject',
            'facts',
            'why-useful',
            'legal-provisions',
            'likely-holder',
            'precautions',
            'revealing-requester',
            'other-authorities',
          ],
        },
        { kind: 'request-content', fields: ['period'], for: ['transaction-records'] },
        { kind: 'request-content', fields: ['questions', 'formalities'], for: ['statement'] },
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 5, unit: 'working-day' },
      ],
    ),
    clause(
      '5.1',
      'Urgent requests',
      `A request is urgent where a prompt answer is needed to stop or prevent significant harm to investors, to the stability of markets or to
       trust in them, and the urgency does not come from the requesting authority's own delay. It may be made orally first. It is
       acknowledged, or its urgency contested with reasons, within 3 working days, and answered within 10 working days; where that cannot be
       done in full, in part by then and in full within 20 working days of receipt.`,
      [forms('on urgent requests, and recitals 3 and 4')],
      [
        {
          kind: 'urgency',
          grounds: ['investor-harm', 'market-stability'],
          test: "A prompt answer is needed to stop or prevent significant harm, and the urgency does not come from the requester's own delay.",
        },
        { kind: 'deadline', step: 'acknowledge', class: 'urgent', amount: 3, unit: 'working-day' },
        { kind: 'deadline', step: 'contest-urgency', class: 'urgent', amount: 3, unit: 'working-day' },
        { kind: 'deadline', step: 'interim-reply', class: 'urgent', amount: 10, unit: 'working-day' },
        { kind: 'deadline', step: 'reply', class: 'urgent', amount: 20, unit: 'working-day' },
      ],
    ),
    clause(
      '6',
      'Permissible use',
      `Information is used to perform the tasks of the requesting authority and for the purposes stated in the request only. Any other purpose
       needs prior consent. It may be used in the authority's own proceedings.`,
      [template('6')],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber+strict',
            onward: 'consent',
            evidentialUse: 'allowed',
            mayNotifySubject: false,
            note: '',
          },
          retentionDays: null,
        },
        { kind: 'use-mode', change: 'purpose-within', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
      ],
    ),
    passingOn('6.1', 10, [template('8: no disclosure to another authority or entity without prior agreement'), ownDesign]),
    clause(
      '7',
      'Personal data',
      `Personal data go to the authority of the third country on the footing of the administrative arrangement annexed in clause 12. Each
       transfer is decided case by case.`,
      [template('7'), read('Regulation (EU) 2016/679, article 46(3)(b)')],
      (given) => [
        {
          kind: 'personal-data',
          basis: 'administrative-arrangement',
          to: [...given.thirdCountry],
          annex: '12',
          categories: ['identity', 'contact', 'identity-documents', 'financial', 'movements', 'communications', 'employment'],
          marking: 'of Union origin: no onward transfer without express authorisation',
          breachNoticeHours: 72,
          rights: ['information', 'access', 'rectification', 'erasure', 'restriction', 'objection', 'no-automated-decision', 'redress'],
          redressContact: given.redressContact,
          onward: 'with-authorisation',
        },
        { kind: 'retention', of: 'personal-data', days: 1825, afterwards: 'destroy' },
      ],
    ),
    clause(
      '8',
      'Professional secrecy',
      `All business, operational, economic and personal information exchanged is confidential, unless the authority that gives it says
       otherwise when it does, or it is needed for legal proceedings. That binds present and former staff. Who holds the information, or whom
       it concerns, learns of a request only with the consent of the requesting authority; without it, that step is not taken. A legally
       enforceable demand is told to the authority that gave the information before it is complied with.`,
      [template('8'), forms('on disclosing the request in order to carry it out')],
      [
        { kind: 'confidentiality', survivesTermination: true },
        { kind: 'revealing-request', mode: 'with-consent' },
        { kind: 'legal-demand', notice: 'before-complying', assertsPrivileges: true },
      ],
    ),
    clause(
      '8.1',
      'Unsolicited information',
      `An authority may give unasked what it expects to be useful to the other; it names the legal basis.`,
      [forms('annex IV')],
      [{ kind: 'unsolicited', isAllowed: true }],
    ),
    clause('9', 'Contact points', `Each authority names its contact point and keeps it current.`, [template('9')], contactPoints),
    clause(
      '10',
      'Periodic review and consultation',
      `The authorities review this arrangement every 24 months, and consult when law or markets change, or what either is able to do.`,
      [template('10'), { ...ownDesign, reference: 'the number of months' }],
      [
        { kind: 'review', everyMonths: 24 },
        { kind: 'consultation', triggers: ['law-change', 'market-change', 'ability-change', 'before-refusal'], everyMonths: null },
      ],
    ),
    clause(
      '11',
      'Costs and other provisions',
      `Each authority bears its own costs; where they would be substantial, they consult first.`,
      [template('11'), ownDesign],
      [{ kind: 'costs', rule: 'consult-when-substantial', threshold: null }],
    ),
    correctionAndRecall('11.1', 10),
    officersWhoAct('11.2'),
    languagesClause('11.3'),
    signingAndAmendment('11.4'),
    clause(
      '11.5',
      'Withdrawal',
      `Either authority may withdraw by written notice of 30 days. Requests made before the end are carried on; confidentiality and the
       protection of personal data continue.`,
      [remembered('Delegated Regulation (EU) 2025/292, annex, part 11', 'whether it sets a period of notice')],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
    clause(
      '12',
      'Annex: safeguards',
      `Data are limited to what the purpose needs, kept correct, and kept no longer than 5 years. They are secured, marked as of Union origin
       and open to those only who need them; a breach is told to the authority that gave them not later than 72 hours after its discovery. Persons
       concerned are informed individually unless an exception of the law applies, and have the rights of access, rectification, erasure,
       restriction and objection, and not to be subject to a decision made by a machine alone. Data do not go onward, also not within the
       receiving country, without prior express authorisation, asked for with the kinds of data, the reasons and the purposes. Compliance is
       reviewed from within and from outside. The transfer is suspended where the safeguards cannot be kept.`,
      [
        read('EDPB Guidelines 2/2020, paragraphs 15 to 40'),
        remembered('IOSCO and ESMA administrative arrangement (2019)', 'the safeguards on rights, redress and oversight in detail'),
        { ...ownDesign, reference: 'the number of hours, and the five years' },
      ],
      [{ kind: 'suspension', of: 'own-participation', consent: 'none', areReasonsNeeded: true, noticeDays: 0 }],
    ),
  ],
};
