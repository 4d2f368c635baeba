// SPDX-License-Identifier: Apache-2.0
/**
 * The working procedure of competent authorities of the Union, in two forms that differ in their clocks: after the
 * implementing standards under MiCA (2024/2545) and under MAR (2018/292). The duty to cooperate is law; this text says how.
 */
import {
  contactPointsClause,
  correctionAndRecall,
  languagesClause,
  officersWhoAct,
  passingOn,
  signingAndAmendment,
} from './common-clauses.ts';
import {
  type AgreementTemplate,
  clause,
  ownDesign,
  powersOf,
  read,
  remembered,
  type Source,
  type TemplateClause,
  type TermOfClause,
} from './template.ts';

interface Regime {
  readonly key: string;
  readonly name: string;
  readonly law: string;
  readonly standard: string;
  readonly articles: { readonly cooperation: string; readonly powers: string; readonly refusal: string };
  readonly matters: Extract<TermOfClause, { kind: 'material-scope' }>['matters'];
  readonly matterText: string;
  readonly clocks: { readonly text: string; readonly terms: readonly TermOfClause[]; readonly sources: readonly Source[] };
  readonly urgent: { readonly text: string; readonly terms: readonly TermOfClause[]; readonly sources: readonly Source[] };
  readonly use: { readonly text: string; readonly terms: readonly TermOfClause[]; readonly sources: readonly Source[] };
  readonly channels: Extract<TermOfClause, { kind: 'channels' }>['channels'];
  readonly inspection: Extract<TermOfClause, { kind: 'execution' }>['modes'];
}

const mica: Regime = {
  key: 'competent-authorities-digital-assets',
  name: 'Digital Assets',
  law: 'Regulation (EU) 2023/1114 (MiCA)',
  standard: 'Implementing Regulation (EU) 2024/2545',
  articles: { cooperation: '95', powers: '94', refusal: '95(2)' },
  matters: ['digital-asset-services', 'stablecoins', 'insider-dealing', 'market-manipulation', 'issue-and-offer'],
  matterText: 'services in digital assets, tokens that refer to assets or are electronic money, and the abuse of their markets',
  clocks: {
    text:
      'The requested authority acknowledges a request within 5 working days of receipt, with the date on which it expects to reply or, failing ' +
      'that, how often it will report. Where that date will be missed it says so, with reasons and a new date.',
    terms: [{ kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 5, unit: 'working-day' }],
    sources: [read('Implementing Regulation (EU) 2024/2545, acknowledgement and delay')],
  },
  urgent: {
    text:
      'It is acknowledged within 3 working days of receipt; the requested authority may contest the urgency with reasons, and the request then ' +
      'follows the normal track. It is answered within 10 working days; where that is impossible, in part by then and in full within 20 working ' +
      'days of receipt, or the constraints are explained.',
    terms: [
      { kind: 'deadline', step: 'acknowledge', class: 'urgent', amount: 3, unit: 'working-day' },
      { kind: 'deadline', step: 'contest-urgency', class: 'urgent', amount: 3, unit: 'working-day' },
      { kind: 'deadline', step: 'interim-reply', class: 'urgent', amount: 10, unit: 'working-day' },
      { kind: 'deadline', step: 'reply', class: 'urgent', amount: 20, unit: 'working-day' },
    ],
    sources: [read('Implementing Regulation (EU) 2024/2545, urgent requests, and recitals 3 and 4')],
  },
  use: {
    text:
      'Who wishes to use information for another purpose under the same regulation notifies the authority that gave it, which may object ' +
      'within 10 working days or set a date. A use outside of it needs prior consent, which may be conditional.',
    terms: [
      { kind: 'use-mode', change: 'purpose-within', mode: 'notify-and-object' },
      { kind: 'deadline', step: 'object-to-new-use', class: 'normal', amount: 10, unit: 'working-day' },
      { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
      { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
    ],
    sources: [read('Implementing Regulation (EU) 2024/2545, annex III, and MiCA, article 100')],
  },
  channels: ['comity', 'secure-electronic', 'post', 'telephone'],
  inspection: ['requested-alone', 'requesting-attends', 'requesting-carries-out', 'shared'],
};

const mar: Regime = {
  key: 'competent-authorities-market-abuse',
  name: 'Market Abuse',
  law: 'Regulation (EU) 596/2014 (MAR)',
  standard: 'Implementing Regulation (EU) 2018/292',
  articles: { cooperation: '25', powers: '23', refusal: '25(2)' },
  matters: ['insider-dealing', 'market-manipulation', 'misrepresentation', 'markets-and-infrastructure', 'intermediaries'],
  matterText: 'insider dealing, unlawful disclosure of inside information, market manipulation, and the duties that prevent them',
  clocks: {
    text:
      'The requested authority acknowledges a request within 10 working days of receipt, with an estimated date of reply where it can. Where ' +
      'that date slips by more than 10 working days it says so without undue delay.',
    terms: [{ kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 10, unit: 'working-day' }],
    sources: [read('Implementing Regulation (EU) 2018/292, acknowledgement and delay')],
  },
  urgent: {
    text: 'The authorities agree on how often they report to each other until it is answered.',
    terms: [],
    sources: [read('Implementing Regulation (EU) 2018/292, urgent requests')],
  },
  use: {
    text: 'Any other use, and any other recipient, needs the prior consent of the authority that gave the information.',
    terms: [
      { kind: 'use-mode', change: 'purpose-within', mode: 'prior-consent' },
      { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
      { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
    ],
    sources: [remembered('Implementing Regulation (EU) 2018/292, article 11', 'the rest of the article on other uses')],
  },
  channels: ['comity', 'secure-electronic', 'post', 'telefax', 'telephone'],
  inspection: ['requested-alone', 'requesting-attends', 'requesting-carries-out', 'experts', 'shared'],
};

const uses = ['supervision', 'compliance-check', 'admin-enforcement', 'authorisation-fit-proper'] as const;
const grounds = ['R02', 'R03', 'R04', 'R05'] as const;

function scopeClauses({ law, articles, matters, matterText }: Regime): readonly TemplateClause[] {
  return [
    clause('1', 'Terms used', `The *requesting* authority asks, the *requested* authority is asked. The *regulation* is ${law}.`, [
      read(law),
    ]),
    clause(
      '2',
      'Nature of this procedure',
      `The duty to cooperate binds the authorities by the regulation itself. This procedure carries it out and gives no right to anybody else.`,
      [read(`${law}, article ${articles.cooperation}`)],
      [{ kind: 'legal-nature', nature: 'binding', givesRightsToOthers: false }],
    ),
    clause('3', 'Matters covered', `It covers ${matterText}.`, [read(law)], [{ kind: 'material-scope', matters: [...matters] }]),
    clause(
      '4',
      'Assistance',
      `The requested authority uses its powers under the regulation for the requesting one: it gives information from its files and its
       registers; obtains records of orders and transactions, recordings and communications kept by firms; takes statements; inspects;
       obtains traffic data within its law; freezes or sequesters assets; and orders conduct to stop. Each does so directly, with other
       authorities, by delegation, or through a court.`,
      [read(`${law}, article ${articles.powers}`)],
      (given) => [
        {
          kind: 'assistance',
          kinds: [
            'information-from-files',
            'registrations',
            'compliance-records',
            'transaction-records',
            'firm-communications',
            'statement',
            'inspection',
            'telephone-records',
            'internet-records',
            'freeze',
            'cease-conduct',
          ],
        },
        ...powersOf(given, ['telephone-records', 'internet-records', 'freeze', 'cease-conduct', 'inspections']),
      ],
    ),
  ];
}

function askingClauses({ standard, channels, clocks, urgent }: Regime): readonly TemplateClause[] {
  return [
    clause(
      '5',
      'Form and content of requests',
      `A request is made on the form of the standard, by a means that keeps completeness, integrity and confidentiality. It states its subject
       and purpose, why the answer is needed and how it will help, the provisions that may have been infringed or give competence, who is
       likely to hold the information, its sensitivity with the precautions wished and whether the requesting authority may be named, and
       other authorities contacted. Facts that raise a suspicion are not needed where the information is needed for the authority's duties.
       For records of transactions it names the period; for a statement the questions and the formalities.`,
      [read(`${standard}, annex I and recital 7`)],
      [
        { kind: 'channels', channels: [...channels], isOralWhenUrgent: true },
        {
          kind: 'request-content',
          fields: ['subject', 'why-useful', 'legal-provisions', 'likely-holder', 'precautions', 'revealing-requester', 'other-authorities'],
        },
        { kind: 'request-content', fields: ['period'], for: ['transaction-records', 'telephone-records', 'internet-records'] },
        { kind: 'request-content', fields: ['questions', 'formalities'], for: ['statement'] },
      ],
    ),
    clause('6', 'Time limits', clocks.text, clocks.sources, clocks.terms),
    clause(
      '7',
      'Urgent requests',
      `A request is urgent where a prompt answer is needed to stop or prevent significant harm to investors, to the stability of markets or to
       trust in them, and the urgency does not come from the requesting authority's own delay. It may be made orally where that is justified,
       and is confirmed in writing without undue delay. ${urgent.text}`,
      urgent.sources,
      [
        {
          kind: 'urgency',
          grounds: ['investor-harm', 'market-stability'],
          test: "A prompt answer is needed to stop or prevent significant harm, and the urgency does not come from the requester's own delay.",
        },
        ...urgent.terms,
      ],
    ),
  ];
}

function refusingClauses({ standard }: Regime): readonly TemplateClause[] {
  return [
    clause(
      '8',
      'Refusal',
      `A request is refused only where it would harm the security of the state, in particular the fight against terrorism and serious crime;
       where it would harm the requested authority's own investigation or enforcement, or a criminal investigation; where proceedings on the
       same actions against the same persons are before the courts there; or where a final judgment has been given on these. The ground is
       named in writing as soon as possible. Where the harm will pass, the request is carried out later instead.`,
      [read(`the regulation, article on cooperation, second paragraph; ${standard}, on refusal`)],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: [] },
        { kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
      ],
    ),
    clause(
      '9',
      'Naming the request to carry it out',
      `Where carrying a request out means that it becomes known, the authorities discuss how much is said, and the requesting authority
       consents. Without its consent that step is not taken; it may withdraw or suspend its request.`,
      [read(`${standard}, on disclosure of the request`)],
      [{ kind: 'revealing-request', mode: 'with-consent' }],
    ),
  ];
}

function workClauses({ standard, law, inspection }: Regime): readonly TemplateClause[] {
  return [
    clause(
      '10',
      'Statements, inspections and investigations',
      `Before a statement is taken the authorities settle the rights of the person, who takes which part, the form, and what makes it
       admissible. An inspection or an investigation is done by the requested authority, with the requesting one, or by the latter, as the
       two agree; they may hold it jointly, with a plan that says who does what, and how it ends.`,
      [read(`${standard}, on statements, inspections and joint investigations`)],
      [
        {
          kind: 'execution',
          kinds: ['statement'],
          modes: ['requested-alone', 'requesting-attends', 'requesting-asks'],
          followsFormalities: true,
        },
        { kind: 'execution', kinds: ['inspection'], modes: [...inspection], followsFormalities: false },
        { kind: 'joint-work', forms: ['joint-investigation', 'joint-inspection'], matching: 'never' },
      ],
    ),
    clause(
      '11',
      'Permitted use',
      `Information is used to perform the tasks of the receiving authority under the regulation, to secure compliance with it and its
       enforcement, and in proceedings for that.`,
      [read(`${law}, on cooperation and professional secrecy`)],
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
      ],
    ),
  ];
}

function keepingClauses({ standard, law, use }: Regime): readonly TemplateClause[] {
  return [
    clause('12', 'Other uses and recipients', use.text, use.sources, use.terms),
    passingOn('13', 10, [read(`${standard}, on other uses`), ownDesign]),
    clause(
      '14',
      'Professional secrecy',
      `What passes is covered by professional secrecy, also after this procedure has ended.`,
      [read(`${law}, on professional secrecy`)],
      [{ kind: 'confidentiality', survivesTermination: true }],
    ),
    clause(
      '15',
      'Retention of personal data',
      `Personal data are kept for 5 years at most, by the Union's own rules on their protection.`,
      [read('Regulation (EU) 596/2014, article 28'), { ...ownDesign, reference: 'the same period where the regulation names none' }],
      [{ kind: 'retention', of: 'personal-data', days: 1825, afterwards: 'destroy' }],
    ),
    clause(
      '16',
      'Unsolicited information',
      `An authority gives another unasked what it needs for the regulation, on the form of the standard, and names the legal basis. It is used
       to secure compliance with the same regulation and its enforcement only.`,
      [read(`${standard}, annex IV`)],
      [{ kind: 'unsolicited', isAllowed: true }],
    ),
  ];
}

function togetherClauses({ standard, law }: Regime): readonly TemplateClause[] {
  return [
    clause(
      '17',
      'Parallel cases and consultation',
      `Authorities that look into the same acts or persons tell each other of measures, planned or taken, and of criminal investigations that
       they know of. They consult before they speak in public. Asked for the other leg of an alert of market surveillance, an authority tells
       what those asked about did; it may tell as well, each by a number, what others did who belong to the matter, what its own surveillance
       found of them, and which accounts belong together by its registers.`,
      [read('Delegated Regulation (EU) 2025/885, article 8'), read(`${standard}, on joint investigations`), ownDesign],
      [
        { kind: 'joint-alerts', mayTell: ['others-by-number', 'own-alerts', 'linked-accounts'] },
        { kind: 'consultation', triggers: ['parallel-proceedings', 'public-statement', 'urgency-doubt'], everyMonths: null },
        { kind: 'notification', event: 'investigation-opened', amount: 5, unit: 'working-day', isBefore: false },
      ],
    ),
    clause(
      '18',
      'Disagreements',
      `A request that is refused, or not answered in reasonable time, may be brought before the European supervisory authority, which
       conciliates within a time that it sets and then decides.`,
      [read(`${law}, on cooperation; Regulation (EU) 1095/2010, articles 19 and 31(c)`)],
      [
        {
          kind: 'mediation',
          route: [
            { step: 'contact-points', by: '', days: null },
            { step: 'mediator', by: 'the European supervisory authority', days: null },
          ],
          isBinding: true,
        },
      ],
    ),
    correctionAndRecall('19', 10),
    officersWhoAct('20'),
    contactPointsClause('21', [read(`${standard}, on contact points`)]),
    languagesClause('22'),
    signingAndAmendment('23'),
    clause(
      '24',
      'End of this procedure',
      `An authority may leave this procedure by notice of 90 days; the duty to cooperate remains. Requests made before are carried on.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 90 }],
    ),
  ];
}

function procedure(regime: Regime): AgreementTemplate {
  return {
    key: regime.key,
    title: `Procedure of Competent Authorities: ${regime.name}`,
    summary: `For competent authorities of the Union under ${regime.law}: forms, clocks, urgency, refusal and other uses as in ${regime.standard}.`,
    instruments: [regime.law, regime.standard],
    legalNature: 'binding',
    preamble:
      'The authorities are obliged to cooperate. This procedure lets their servers keep the forms and the clocks of the standard, so that ' +
      'officers can keep to the matter.',
    partyKinds: ['securities-regulator', 'market-authority', 'central-bank', 'prudential-supervisor', 'supranational-body'],
    partiesMax: 60,
    options: ['throughCourt'],
    clauses: [scopeClauses, askingClauses, refusingClauses, workClauses, keepingClauses, togetherClauses].flatMap((part) => part(regime)),
  };
}

export const competentAuthoritiesDigitalAssets = procedure(mica);
export const competentAuthoritiesMarketAbuse = procedure(mar);
