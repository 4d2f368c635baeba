// SPDX-License-Identifier: Apache-2.0
/** What is explained of the terms on who is bound, what may be asked, how, and when it may be refused. */
import type { askingTerms } from './asking-terms.ts';
import { someone, type TermEntries } from './term-entry.ts';

export const askingEntries: TermEntries<(typeof askingTerms)[number]['shape']['kind']['value']> = {
  powers: {
    says:
      'How parties use the powers that they have declared: by themselves (`directly`), `with-others`, by delegation ' +
      '(`delegated`), or on the order of a court ' +
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
      'Whether parties are able to carry the agreement out, or have committed themselves and are not yet ' +
      '(`committed-not-yet-able`): these neither ask nor are ' +
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
    says:
      'Whether it binds in law, and whether persons who are no parties gain rights from it. It must agree with `legalNature` ' +
      'of the document.',
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
      'Which kinds of assistance may be asked for. A party can be asked only for what it has declared that it can provide: ' +
      '`files` for the first four kinds, ' +
      '`records`, `statements`, `inspections` and so on for the others.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 7; MiCA article 94',
    example: { kind: 'assistance', clause: '3', kinds: ['information-from-files', 'statement'] },
  },
  purposes: {
    says:
      'For what assistance may be asked and used. `tax` and `immigration` draw a warning; `commercial` is refused always. ' +
      'With `extendsToGeneralCharge` an ' +
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
      'Whether the conduct must be a violation where the authority asked is: `never-asked`, for coercive measures only ' +
      '(`coercive-only`), not for listed offences ' +
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
    says:
      'For whom a party may ask beside itself, and whether each authority on the way consents. Who asks on behalf of another ' +
      'always says for whom.',
    appliedBy: 'verdicts',
    source: 'FATF Recommendation 40, interpretive note, paragraphs 21 and 22',
    example: { kind: 'on-behalf', clause: '5', of: 'any-authority', needsConsentOfEachHolder: true },
  },
  'request-content': {
    says:
      'Which fields a request must fill; `for` limits that to kinds of assistance, such as the questions to a statement. A ' +
      'field of blanks is empty. The form shows a ' +
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
      'The grounds on which a request may be urgent, and the test in the words of the agreement, shown where an officer gives ' +
      'the reason. Without this term there are ' +
      'no urgent requests.',
    appliedBy: 'verdicts',
    source: 'Implementing Regulation (EU) 2024/2545, recitals 3 and 4',
    example: { kind: 'urgency', clause: '7', grounds: ['investor-harm'], test: 'A prompt answer is needed to stop significant harm.' },
  },
  deadline: {
    says:
      'How long a step may take, for normal and for urgent requests; `for` makes it the clock of some kinds of assistance, ' +
      'which goes before that of all. Clocks run in ' +
      'the calendar of the party that owes the step, counted as Regulation (EEC, Euratom) 1182/71 does; an urgent request ' +
      'runs on the urgent clocks, and on the normal one ' +
      'of each step that has no urgent one. Only what starts at the receipt of a request is shown among its deadlines.',
    appliedBy: 'verdicts',
    source: 'Implementing Regulation (EU) 2024/2545; Regulation (EU) 2018/1805; Directive 2014/41/EU, article 12',
    example: { kind: 'deadline', clause: '7', step: 'decide', class: 'urgent', amount: 48, unit: 'hour', for: ['freeze'] },
  },
  execution: {
    says:
      'How a kind of assistance is carried out: by the party asked alone, with the requesting party present or asking, by it, ' +
      'with experts, shared.',
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
    says:
      'On which grounds a request may be refused, and on which it may not. An officer can choose only what is allowed and not ' +
      'forbidden; X1 to X4 are accepted by no agreement.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraph 6(e); MiCA article 95(2); FATF Recommendation 40',
    example: { kind: 'refusal-grounds', clause: '8', allowed: ['R01', 'R02', 'R04', 'R05'], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
  },
  'refusal-step': {
    says:
      'What stands before a refusal on these grounds or against it: the parties `consult`, or the request is carried out later ' +
      '(`postpone`); the requester may `rebut` the ground with reasons and facts, or `cure` its request by what it lacked, and the ' +
      'party asked then reopens the request, upholds its refusal, or postpones. `days` is how long the requester has for that from ' +
      'the receipt of the refusal, in its own calendar (`unit`: working days; left out: calendar days); null sets no end. The time ' +
      'for the answer is the deadline `reconsider`.',
    appliedBy: 'verdicts',
    source: 'Regulation (EU) 2018/1805, articles 8 and 10; IOSCO memorandum, paragraph 6(e)',
    example: { kind: 'refusal-step', clause: '8', step: 'rebut', grounds: ['R04', 'R05'], days: 30, unit: 'working-day' },
  },
  approvals: {
    says:
      'How many officers other than the one who prepared it must approve an act before it is sent. With `method: passkey` ' +
      'only approvals that an officer’s own authenticator ' +
      'has signed count. What a server carries for another authority was approved where it was written.',
    appliedBy: 'verdicts',
    source: 'four eyes, as authorities keep them',
    example: { kind: 'approvals', clause: '4', act: 'ask', approversMin: 1, method: 'passkey' },
  },
  'dispatch-kinds': {
    says:
      'Which dispatches that join servers may pass. This is the term of the built-in peering instrument, by which two servers ' +
      'can make their first agreement; other ' +
      'agreements have no need of it.',
    appliedBy: 'verdicts',
    source: 'the peering instrument',
    example: { kind: 'dispatch-kinds', clause: '2', kinds: ['peering', 'keys', 'receipt', 'negotiation'] },
  },
};
