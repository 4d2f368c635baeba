// SPDX-License-Identifier: Apache-2.0
/**
 * The words of terms as they stand in a sentence, for screen, command line and pages alike. Words that verdicts use stand
 * with the verdicts, since those are signed.
 */
import type * as words from './vocabulary.ts';

type WordsFor<List extends readonly string[]> = Readonly<Record<List[number], string>>;

export const authorityKindWords: WordsFor<typeof words.authorityKinds> = {
  'securities-regulator': 'securities regulators',
  'market-authority': 'market authorities',
  'financial-intelligence-unit': 'financial intelligence units',
  'central-bank': 'central banks',
  'prudential-supervisor': 'prudential supervisors',
  prosecutor: 'prosecutors',
  'law-enforcement': 'law enforcement',
  'judicial-authority': 'judicial authorities',
  'central-authority': 'central authorities for legal assistance',
  'sanctions-authority': 'sanctions authorities',
  'supranational-body': 'supranational bodies',
  'training-authority': 'training authorities',
};

export const capabilityWords: WordsFor<typeof words.capabilities> = {
  files: 'giving information from its files',
  records: 'obtaining records',
  statements: 'taking statements',
  inspections: 'inspecting',
  'audit-papers': 'obtaining audit working papers',
  'compel-attendance': 'compelling attendance',
  freeze: 'freezing assets',
  'internet-records': 'obtaining internet records',
  'telephone-records': 'obtaining telephone records',
  'firm-communications': 'obtaining communications kept by supervised firms',
  'search-and-seizure': 'searching and seizing',
  'freeze-advice': 'advising how assets can be frozen',
  confiscate: 'confiscating property',
  'suspend-movements': 'holding back movements',
  'cease-conduct': 'ordering conduct to stop',
  'joint-analysis': 'analysing jointly',
  'preserve-data': 'having data preserved',
};

export const exerciseWords: WordsFor<typeof words.exerciseModes> = {
  directly: 'by itself',
  'with-others': 'together with other bodies of its country',
  delegated: 'by delegating it',
  'through-court': 'on the order of a court',
};

export const matterWords: WordsFor<typeof words.matters> = {
  'insider-dealing': 'insider dealing',
  'market-manipulation': 'market manipulation',
  misrepresentation: 'misrepresentation of material information',
  fraud: 'other fraud, solicitation of investors included',
  'client-assets': "the handling of investors' funds and orders",
  'issue-and-offer': 'the registration, issue, offer and sale of instruments, and reporting on them',
  intermediaries: 'intermediaries, advisers and collective schemes',
  'markets-and-infrastructure': 'markets, trading places, clearing and settlement',
  'digital-asset-services': 'services in digital assets',
  stablecoins: 'asset-referenced and electronic-money tokens',
  'audit-of-accounts': 'the audit of accounts',
  'money-laundering': 'money laundering and its predicate offences',
  'terrorist-financing': 'the financing of terrorism',
  'proliferation-financing': 'the financing of proliferation',
  sanctions: 'restrictive measures',
  'systemic-risk': 'risk to the financial system',
  'criminal-offences': 'criminal offences',
};

export const personWords: WordsFor<typeof words.personKinds> = {
  'natural-persons': 'natural persons',
  'legal-persons': 'legal persons',
  partnerships: 'partnerships',
  'unincorporated-entities': 'unincorporated entities',
  'supervised-firms': 'supervised firms',
  'public-bodies': 'public bodies',
};

export const channelWords: WordsFor<typeof words.channels> = {
  comity: 'sealed dispatches between the servers of the parties',
  'secure-electronic': 'another electronic means that keeps completeness, integrity and confidentiality',
  post: 'post',
  telephone: 'telephone',
  telefax: 'telefax',
  'in-person': 'delivery in person',
  'liaison-office': 'a liaison office',
  'police-network': 'a police network',
};

export const executionWords: WordsFor<typeof words.executionModes> = {
  'requested-alone': 'the party asked does it alone',
  'requesting-attends': 'officers of the requesting party attend',
  'requesting-asks': 'officers of the requesting party put questions',
  'requesting-carries-out': 'officers of the requesting party do it',
  experts: 'experts are appointed',
  shared: 'the tasks are shared',
};

export const useChangeWords: WordsFor<typeof words.useChanges> = {
  'recipient-named-in-request': 'Passing information on to an authority named in the request',
  'other-recipient': 'Passing information on to any other authority',
  'purpose-within': 'Use for another purpose within this agreement',
  'purpose-outside': 'Use for a purpose outside this agreement',
  evidence: 'Use as evidence in proceedings',
};

export const transferBasisWords: WordsFor<typeof words.transferBases> = {
  adequacy: 'a decision that the receiving country protects them adequately',
  'binding-instrument': 'this binding instrument',
  'administrative-arrangement': 'an administrative arrangement with enforceable rights',
  'law-enforcement-rules': 'the rules on data protection in law enforcement',
  'public-interest': 'an important public interest, case by case',
  'no-transfer': 'nothing: no personal data are transferred',
};

export const categoryWords: WordsFor<typeof words.personalDataCategories> = {
  identity: 'names, dates and places of birth',
  contact: 'addresses and other contacts',
  'identity-documents': 'identity documents',
  financial: 'accounts, wallets and holdings',
  movements: 'transactions and movements',
  communications: 'communications and traffic data',
  employment: 'employment',
  family: 'family and associates',
  location: 'location',
  'criminal-record': 'suspicions and convictions',
  'special-categories': 'special categories of data',
};

export const rightWords: WordsFor<typeof words.dataRights> = {
  information: 'to be informed',
  access: 'of access',
  rectification: 'to rectification',
  erasure: 'to erasure',
  restriction: 'to restriction',
  objection: 'to object',
  'no-automated-decision': 'not to be subject to a decision made by a machine alone',
  redress: 'to redress',
};

export const alertTellingWords: WordsFor<typeof words.alertTellings> = {
  'others-by-number': 'what others did who belong to the matter, each by a number',
  'others-by-name': 'who those others are',
  'own-alerts': 'what its own surveillance found of them',
  'linked-accounts': 'which accounts belong together by its registers',
};

export const safeguardWords: WordsFor<typeof words.bodySafeguards> = {
  'kept-confidential': 'keeps it confidential',
  'permitted-use-only': 'uses it as this agreement permits',
  'no-competitive-advantage': 'takes no competitive advantage from it',
};

export const retentionEndWords: WordsFor<typeof words.retentionEnds> = {
  destroy: 'destroyed',
  return: 'returned',
  review: 'reviewed, and kept only for a stated reason',
};

export const schemeWords: WordsFor<typeof words.markingSchemes> = {
  tlp: 'the Traffic Light Protocol (audience)',
  pap: 'the Permissible Actions Protocol (what may be done)',
  'europol-handling': 'the Europol handling codes (judicial use and dissemination)',
  'europol-4x4': 'the Europol 4 x 4 scale (source and information)',
  admiralty: 'the Admiralty scale (source and information)',
};

export const eventWords: WordsFor<typeof words.notifiedEvents> = {
  'personal-data-breach': 'a breach of the protection of received data',
  'breach-of-agreement': 'a breach of this agreement',
  'measure-taken': 'a measure that concerns the others',
  'measure-intended': 'a measure it intends',
  'investigation-opened': 'the opening of an investigation that concerns the others',
  designation: 'a designation under restrictive measures',
  delisting: 'the end of a designation',
  'assets-frozen': 'assets frozen under a designation',
  'authorisation-withdrawn': 'the withdrawal of an authorisation',
  disruption: 'a disruption that may reach the others',
  'law-change': 'a change of its law that touches this agreement',
  'ability-change': 'a change of what it is able to do under this agreement',
  'contact-change': 'a change of its contact point',
};

export const triggerWords: WordsFor<typeof words.consultationTriggers> = {
  'before-refusal': 'before a request is refused',
  'law-change': 'when law changes',
  'market-change': 'when markets or business change significantly',
  'ability-change': 'when a party can or will no longer do what it signed',
  'substantial-cost': 'when costs would be substantial',
  'parallel-proceedings': 'when several parties look into the same acts or persons',
  'urgency-doubt': 'when urgency is doubted',
  'public-statement': 'before a public statement',
  'change-of-control': 'when control of a supervised firm changes',
  disruption: 'when a firm or a market is disrupted',
};

export const mediationWords: WordsFor<typeof words.mediationSteps> = {
  'contact-points': 'the contact points',
  'heads-of-authority': 'the heads of the authorities',
  mediator: 'a mediator',
  panel: 'a panel',
};

export const consentWords: WordsFor<typeof words.consentRules> = {
  none: 'none',
  'simple-majority': 'a simple majority',
  'two-thirds': 'two thirds',
  all: 'all',
};

export const accessionWords: WordsFor<typeof words.accessionSteps> = {
  application: 'a written application',
  questionnaire: 'a questionnaire on its law and powers',
  screening: 'a screening of the answers',
  vote: 'a vote',
};

export const jointWords: WordsFor<typeof words.jointForms> = {
  'joint-analysis': 'joint analyses',
  'joint-investigation': 'joint investigations',
  'joint-inspection': 'joint inspections',
  'joint-action': 'joint actions at one moment',
  college: 'a college of supervisors',
};

export const roleWords: WordsFor<typeof words.memberRoles> = { chair: 'chairs', member: 'is a member', observer: 'observes' };
