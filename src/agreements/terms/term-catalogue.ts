// SPDX-License-Identifier: Apache-2.0
/**
 * What each kind of term is for, who applies it, where it comes from, and an example: the reference page of the language, written
 * once. A test reads every example as a term, and sees that no kind is missing.
 */
import type { TermKind, TermOf } from './term-schema.ts';

export interface TermEntry<Kind extends TermKind = TermKind> {
  /** What it says and what follows, for a legal adviser who drafts. */
  readonly says: string;
  /**
   * Who applies it: `verdicts` (the server, whenever it judges an act), `life` (the server, in the negotiation and life of the
   * agreement), `officers` (people, who see it where it matters).
   */
  readonly appliedBy: 'verdicts' | 'life' | 'officers';
  readonly source: string;
  readonly example: TermOf<Kind>;
}

const someone = 'ca1xaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxaxa';

export const termCatalogue: { readonly [Kind in TermKind]: TermEntry<Kind> } = {
  powers: {
    says:
      'How parties use the powers that they have declared: by themselves (`directly`), `with-others`, by delegation (`delegated`), or on the order of a court ' +
      '(`through-court`). What goes through a court takes longer and is more likely to be evidence. `law` names the provision.',
    appliedBy: 'verdicts',
    source: 'MAR article 23, MiCA article 94; the flags of the enhanced memorandum of IOSCO',
    example: {
      kind: 'powers',
      clause: '4',
      parties: [someone],
      capabilities: ['telephone-records'],
      mode: 'through-court',
      law: 'Telecommunications Act, section 12',
    },
  },
  'party-status': {
    says:
      'Whether parties are able to carry the agreement out, or have committed themselves and are not yet (`committed-not-yet-able`): these neither ask nor are ' +
      'asked. `expectedFrom` says when that should change.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, appendix B',
    example: {
      kind: 'party-status',
      clause: '24',
      parties: [someone],
      status: 'committed-not-yet-able',
      expectedFrom: '2028-01-01T00:00:00.000Z',
    },
  },
  'legal-nature': {
    says: 'Whether it binds in law, and whether persons who are no parties gain rights from it. It must agree with `legalNature` of the document.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 6',
    example: { kind: 'legal-nature', clause: '2', nature: 'non-binding', givesRightsToOthers: false },
  },
  'contact-points': {
    says: 'Whom to turn to at each party, and whether somebody answers at all hours.',
    appliedBy: 'officers',
    source: 'Implementing Regulation (EU) 2024/2545, contact points',
    example: {
      kind: 'contact-points',
      clause: '9',
      points: [{ party: someone, office: 'International cooperation', contact: 'desk@xa.example', isAllHours: true }],
    },
  },
  roles: {
    says: 'Who chairs, who is a member, who observes, and whether with a vote.',
    appliedBy: 'officers',
    source: 'MiCA articles 119 and 120',
    example: { kind: 'roles', clause: '5', role: 'chair', parties: [someone], hasVote: true },
  },
  assistance: {
    says:
      'Which kinds of assistance may be asked for. A party can be asked only for what it has declared that it can provide: `files` for the first four kinds, ' +
      '`records`, `statements`, `inspections` and so on for the others.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 7; MiCA article 94',
    example: { kind: 'assistance', clause: '3', kinds: ['information-from-files', 'statement'] },
  },
  purposes: {
    says:
      'For what assistance may be asked and used. `tax` and `immigration` draw a warning; `commercial` is refused always. With `extendsToGeneralCharge` an ' +
      'investigation for a general charge that applies to the violation is within the purpose.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 10(a); FATF Recommendation 40',
    example: { kind: 'purposes', clause: '8', purposes: ['supervision', 'admin-enforcement'], extendsToGeneralCharge: true },
  },
  'material-scope': {
    says: 'Which matters it is about, such as insider dealing or the financing of terrorism.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 4',
    example: { kind: 'material-scope', clause: '3', matters: ['insider-dealing', 'market-manipulation'] },
  },
  'person-scope': {
    says: 'About which persons it is; `onlyFirms` limits it to firms by their LEI.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraphs 1 to 4; colleges of supervisors',
    example: { kind: 'person-scope', clause: '3', persons: ['supervised-firms'], onlyFirms: ['529900T8BM49AURSDO55'] },
  },
  'dual-criminality': {
    says:
      'Whether the conduct must be a violation where the authority asked is: `never-asked`, for coercive measures only (`coercive-only`), not for listed offences ' +
      '(`unless-listed`, with the least maximum penalty in years), or `always`. It must agree with the ground R07.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 7(c); Regulation (EU) 2018/1805 on double criminality; FATF Recommendation 37',
    example: {
      kind: 'dual-criminality',
      clause: '10',
      rule: 'unless-listed',
      kinds: [],
      listedOffences: ['corruption', 'fraud'],
      penaltyYearsMin: 3,
    },
  },
  'on-behalf': {
    says: 'For whom a party may ask beside itself, and whether each authority on the way consents. Who asks on behalf of another always says for whom.',
    appliedBy: 'verdicts',
    source: 'FATF Recommendation 40, interpretive note, paragraphs 21 and 22',
    example: { kind: 'on-behalf', clause: '5', of: 'any-authority', needsConsentOfEachHolder: true },
  },
  'request-content': {
    says:
      'Which fields a request must fill; `for` limits that to kinds of assistance, such as the questions to a statement. A field of blanks is empty. The form shows a ' +
      'field that few agreements ask for where this term does.',
    appliedBy: 'verdicts',
    source: 'Implementing Regulation (EU) 2024/2545, annex I',
    example: { kind: 'request-content', clause: '5', fields: ['questions', 'formalities'], for: ['statement'] },
  },
  channels: {
    says: 'By which means requests and answers go, and whether an urgent request may be made orally first.',
    appliedBy: 'officers',
    source: 'Implementing Regulations (EU) 2024/2545 and 2018/292',
    example: { kind: 'channels', clause: '6', channels: ['comity', 'secure-electronic'], isOralWhenUrgent: true },
  },
  languages: {
    says: 'In which languages (BCP 47) requests and answers are written, and who has translations made.',
    appliedBy: 'officers',
    source: 'practice of agreements',
    example: { kind: 'languages', clause: '23', languages: ['en', 'pt'], translatedBy: 'requesting' },
  },
  urgency: {
    says:
      'The grounds on which a request may be urgent, and the test in the words of the agreement, shown where an officer gives the reason. Without this term there are ' +
      'no urgent requests.',
    appliedBy: 'verdicts',
    source: 'Implementing Regulation (EU) 2024/2545, recitals 3 and 4',
    example: { kind: 'urgency', clause: '7', grounds: ['investor-harm'], test: 'A prompt answer is needed to stop significant harm.' },
  },
  deadline: {
    says:
      'How long a step may take, for normal and for urgent requests; `for` makes it the clock of some kinds of assistance, which goes before that of all. Clocks run in ' +
      'the calendar of the party that owes the step, counted as Regulation (EEC, Euratom) 1182/71 does; an urgent request runs on the urgent clocks, and on the normal one ' +
      'of each step that has no urgent one. Only what starts at the receipt of a request is shown among its deadlines.',
    appliedBy: 'verdicts',
    source: 'Implementing Regulation (EU) 2024/2545; Regulation (EU) 2018/1805; Directive 2014/41/EU, article 12',
    example: { kind: 'deadline', clause: '7', step: 'decide', class: 'urgent', amount: 48, unit: 'hour', for: ['freeze'] },
  },
  execution: {
    says: 'How a kind of assistance is carried out: by the party asked alone, with the requesting party present or asking, by it, with experts, shared.',
    appliedBy: 'officers',
    source: 'MAR article 25(6), MiCA article 95(4)',
    example: {
      kind: 'execution',
      clause: '10',
      kinds: ['statement'],
      modes: ['requested-alone', 'requesting-attends'],
      followsFormalities: true,
    },
  },
  'revealing-request': {
    says: 'Whether those who hold the information, or whom it concerns, may learn of the request.',
    appliedBy: 'officers',
    source: 'Implementing Regulation (EU) 2024/2545, on disclosing a request in order to carry it out',
    example: { kind: 'revealing-request', clause: '9', mode: 'with-consent' },
  },
  'refusal-grounds': {
    says: 'On which grounds a request may be refused, and on which it may not. An officer can choose only what is allowed and not forbidden; X1 to X4 are accepted by no agreement.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 6(e); MiCA article 95(2); FATF Recommendation 40',
    example: { kind: 'refusal-grounds', clause: '8', allowed: ['R01', 'R02', 'R04', 'R05'], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
  },
  'refusal-step': {
    says:
      'What comes before a refusal on these grounds: the parties `consult`, the requester may `rebut` the ground or `cure` its request, or the request is carried out later ' +
      '(`postpone`).',
    appliedBy: 'verdicts',
    source: 'Regulation (EU) 2018/1805, articles 8 and 10; IOSCO memorandum, paragraph 6(e)',
    example: { kind: 'refusal-step', clause: '8', step: 'rebut', grounds: ['R04', 'R05'], days: 30 },
  },
  approvals: {
    says:
      'How many officers other than the one who prepared it must approve an act before it is sent. With `method: passkey` only approvals that an officer’s own authenticator ' +
      'has signed count. What a server carries for another authority was approved where it was written.',
    appliedBy: 'verdicts',
    source: 'four eyes, as authorities keep them',
    example: { kind: 'approvals', clause: '4', act: 'ask', approversMin: 1, method: 'passkey' },
  },
  'dispatch-kinds': {
    says:
      'Which dispatches that join servers may pass. This is the term of the built-in peering instrument, by which two servers can make their first agreement; other ' +
      'agreements have no need of it.',
    appliedBy: 'verdicts',
    source: 'the peering instrument',
    example: { kind: 'dispatch-kinds', clause: '2', kinds: ['peering', 'keys', 'receipt', 'negotiation'] },
  },
  'use-conditions': {
    says:
      'What every datum given must carry at least: its purposes, its audience (`handling`, after TLP 2.0), whether it may be passed on, whether it may be evidence, whether the ' +
      'person concerned may be told, a note, and for how many days it may be used. Who gives it may always be stricter, never looser. `onward: listed` means the parties to the ' +
      'agreement. Without this term the careful default holds: the purposes of the agreement, the receiving authority alone, passing on and evidence with consent.',
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
      'What a change of use needs: nothing more where `presumed-consent` holds and the giver has not said no; a notice and no objection in time (`notify-and-object`, with a deadline ' +
      '`object-to-new-use`); or leave given before (`prior-consent`).',
    appliedBy: 'verdicts',
    source: 'Egmont Principles; Implementing Regulation (EU) 2024/2545, annex III; FATF Recommendation 40',
    example: { kind: 'use-mode', clause: '12', change: 'purpose-within', mode: 'notify-and-object' },
  },
  onward: {
    says:
      'Provides for the question whether something received may be passed on, and for its answer. `mayRelay`: whether a holder carries the question of a later holder to where it had the ' +
      'datum from, and the answer back. Without this term nobody can be asked, and what its conditions bind to consent stays where it is. Only the authority that first gave a datum answers.',
    appliedBy: 'verdicts',
    source: 'Directive (EU) 2024/1640, article 34; FATF Recommendation 40',
    example: { kind: 'onward', clause: '14', mayRelay: true },
  },
  recall: {
    says:
      'Provides for correcting and withdrawing what was given. `grounds` are those on which a holder may keep it; `isAutomatic`: the holder’s server carries the recall out by itself. ' +
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
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 11',
    example: { kind: 'legal-demand', clause: '16', notice: 'before-complying', assertsPrivileges: true },
  },
  'self-regulatory-bodies': {
    says: 'Whether a self-regulatory body may receive information, and what must be ensured first.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 11',
    example: { kind: 'self-regulatory-bodies', clause: '17', mayReceive: true, safeguards: ['kept-confidential', 'permitted-use-only'] },
  },
  'report-secrecy': {
    says: 'To which kinds of authority it may be made known that a suspicious-transaction report exists.',
    appliedBy: 'verdicts',
    source: 'FATF Recommendation 21',
    example: { kind: 'report-secrecy', clause: '13', mayReach: ['financial-intelligence-unit'] },
  },
  confidentiality: {
    says: 'Whether confidentiality outlasts the agreement, and for how many years; that is recorded so that text and terms agree, since the server keeps everything confidential in any case.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 11',
    example: { kind: 'confidentiality', clause: '15', survivesTermination: true, survivesYears: 10 },
  },
  'personal-data': {
    says:
      'On what basis which kinds of personal data go to which parties (`to`; empty: every party), where the safeguards stand (`annex`), how the data are marked, when a breach is notified, ' +
      'which rights persons have and where they turn to. Where the basis stands in for an adequate law, a mark, an end and a contact for redress must be there.',
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
    says: 'By which scheme what is given is marked, and the least mark. One of the Traffic Light Protocol must agree with `handling` of the conditions of use.',
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
  notification: {
    says: 'Of which events a party tells the others, how long after they happened or before they take effect.',
    appliedBy: 'officers',
    source: 'FATF Recommendations 6 and 7; EMIR article 20; MiCA articles 103 to 106',
    example: { kind: 'notification', clause: '4', event: 'designation', amount: 8, unit: 'hour', isBefore: false },
  },
  consultation: {
    says: 'What makes the parties consult, and how often they meet in any case.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 12',
    example: { kind: 'consultation', clause: '19', triggers: ['law-change', 'before-refusal'], everyMonths: 12 },
  },
  mediation: {
    says: 'The way of a disagreement: who tries first and who then, for how long, and whether the outcome binds.',
    appliedBy: 'officers',
    source: 'Regulation (EU) 1095/2010, article 19; Regulation (EU) 2024/1620, article 46',
    example: {
      kind: 'mediation',
      clause: '24',
      route: [
        { step: 'contact-points', by: '', days: 30 },
        { step: 'mediator', by: 'the supervisory authority of the Union', days: null },
      ],
      isBinding: true,
    },
  },
  'joint-work': {
    says: 'Which work the parties may do jointly, and whether subjects may be matched blindly. What comes out of matching is a lead, not evidence.',
    appliedBy: 'officers',
    source: 'Regulation (EU) 2024/1620, articles 40 to 43',
    example: { kind: 'joint-work', clause: '8', forms: ['joint-analysis'], matching: 'with-consent-of-all' },
  },
  voting: {
    says: 'How a vote is counted, and whether its outcome binds.',
    appliedBy: 'officers',
    source: 'MiCA articles 119 and 120; EMIR article 19',
    example: { kind: 'voting', clause: '6', rule: 'simple-majority', per: 'jurisdiction', perJurisdictionMax: 1, isBinding: false },
  },
  review: {
    says: 'How often the parties review the agreement.',
    appliedBy: 'verdicts',
    source: 'Delegated Regulation (EU) 2025/292, annex, part 10',
    example: { kind: 'review', clause: '10', everyMonths: 24 },
  },
  publication: {
    says: 'Whether the text is published, and where.',
    appliedBy: 'officers',
    source: 'EDPB Guidelines 2/2020, paragraphs 27 to 30',
    example: { kind: 'publication', clause: '13', isPublished: true, where: 'the website of each authority' },
  },
  signing: {
    says: 'By how many signatories with a mandate each party signs, and in which order the parties do.',
    appliedBy: 'life',
    source: 'practice of agreements',
    example: { kind: 'signing', clause: '25', signersMin: 2, order: [] },
  },
  amendment: {
    says: 'How many of the parties must agree to a change of the text.',
    appliedBy: 'officers',
    source: 'practice of agreements',
    example: { kind: 'amendment', clause: '25', consent: 'all' },
  },
  accession: {
    says: 'Which kinds of authority may join, by which steps, and how many of the parties must agree. Without kinds nobody may.',
    appliedBy: 'life',
    source: 'IOSCO memorandum, paragraphs 14 to 17 and appendix B',
    example: {
      kind: 'accession',
      clause: '24',
      kinds: ['securities-regulator'],
      steps: ['questionnaire', 'screening', 'vote'],
      consent: 'two-thirds',
    },
  },
  reservations: {
    says: 'Whether a party may sign with reservations.',
    appliedBy: 'life',
    source: 'Vienna Convention on the Law of Treaties, articles 19 to 23',
    example: { kind: 'reservations', clause: '25', areAllowed: false },
  },
  suspension: {
    says: 'Whether a party may suspend its own participation, or be suspended by the others, with what consent and notice. The one concerned has no vote.',
    appliedBy: 'life',
    source: 'Regulation (EU) 2024/1620, article 47',
    example: { kind: 'suspension', clause: '16', of: 'own-participation', consent: 'none', areReasonsNeeded: true, noticeDays: 0 },
  },
  withdrawal: {
    says: 'The days of notice. It also carries on requests under way when the agreement ends, for `tailDays` or until they are done; without this term, nothing is done under an agreement that has ended.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraphs 14 to 17',
    example: { kind: 'withdrawal', clause: '26', noticeDays: 30, tailDays: 365 },
  },
  precedence: {
    says: 'How it stands to another agreement between the same authorities: which goes first, for which kinds of assistance. A circle is refused.',
    appliedBy: 'verdicts',
    source: 'IOSCO, on the enhanced memorandum beside the memorandum',
    example: { kind: 'precedence', clause: '28', agreement: 'agr_01234567890123456789012345', relation: 'prevails-over', kinds: [] },
  },
};
