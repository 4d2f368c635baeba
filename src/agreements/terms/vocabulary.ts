// SPDX-License-Identifier: Apache-2.0
/**
 * The closed lists of words in which terms speak: what a machine must understand has no free text.
 *
 * A word here is part of the format of agreements. One may be added; none changes its meaning or goes, because agreements
 * that were signed with it stay in force for years.
 *
 * Sources: the denial grounds and powers of the IOSCO memoranda; articles 23 and 94 of MAR and MiCA for powers; Annex I of the
 * implementing standards for what a request holds; FATF Recommendation 40; GDPR chapter V for transfers; TLP, PAP, the
 * Europol handling codes and the Admiralty scale for markings.
 */
export const authorityKinds = [
  'securities-regulator',
  'market-authority',
  'financial-intelligence-unit',
  'central-bank',
  'prudential-supervisor',
  'prosecutor',
  'law-enforcement',
  'judicial-authority',
  'central-authority',
  'sanctions-authority',
  'supranational-body',
  'training-authority',
] as const;
export const assistanceKinds = [
  'information-from-files',
  'suspicious-reports',
  'registrations',
  'compliance-records',
  'transaction-records',
  'statement',
  'inspection',
  'audit-papers',
  'internet-records',
  'telephone-records',
  'freeze',
  'compelled-attendance',
  'firm-communications',
  'search-and-seizure',
  'freeze-advice',
  'confiscation',
  'suspend-movement',
  'cease-conduct',
  'joint-analysis',
  'preserve-data',
] as const;
export const capabilities = [
  'files',
  'records',
  'statements',
  'inspections',
  'audit-papers',
  'compel-attendance',
  'freeze',
  'internet-records',
  'telephone-records',
  'firm-communications',
  'search-and-seizure',
  'freeze-advice',
  'confiscate',
  'suspend-movements',
  'cease-conduct',
  'joint-analysis',
  'preserve-data',
] as const;
/** The kind of an authority that a program plays, for practice. */
export const trainingKind = 'training-authority' satisfies (typeof authorityKinds)[number];
/** How a power is used: by the authority itself, with or by another body of its country, or on the order of a court. */
export const exerciseModes = ['directly', 'with-others', 'delegated', 'through-court'] as const;

/** Refusal grounds: R01 to R12 may be allowed by an agreement; X1 to X4 are grounds that no agreement accepts. */
export const refusalGrounds = [
  'R01',
  'R02',
  'R03',
  'R04',
  'R05',
  'R06',
  'R07',
  'R08',
  'R09',
  'R10',
  'R11',
  'R12',
  'X1',
  'X2',
  'X3',
  'X4',
] as const;
/** What stands before a refusal or against it: talk, doing it later; the requester's rebuttal, its mending of the request. */
export const refusalSteps = ['consult', 'rebut', 'cure', 'postpone'] as const;

/** What a request may have to contain. The names are those of the request form's fields. */
export const contentFields = [
  'subject',
  'facts',
  'why-useful',
  'legal-provisions',
  'likely-holder',
  'period',
  'precautions',
  'earlier-request',
  'other-authorities',
  'foreseen-use',
  'link-with-requested',
  'on-behalf-of',
  'revealing-requester',
  'questions',
  'formalities',
  'offence',
  'property',
  'domestic-order',
  'earlier-proceedings',
] as const;

/** What is known of proceedings against the same persons for the same acts. */
export const earlierProceedings = ['pending', 'final'] as const;

export const urgencyGrounds = ['investor-harm', 'market-stability', 'loss-of-evidence', 'flight-of-assets'] as const;
/** Those that an act of asking starts first, in the order in which they fall due. */
export const deadlineSteps = [
  'acknowledge',
  'contest-urgency',
  'decide',
  'provisional-measure',
  'interim-reply',
  'reply',
  'object-to-new-use',
  'answer-consent',
  'answer-recall',
  'execute',
  'confirm-in-writing',
  'answer-limit-request',
  'reconsider',
  'give-opinion',
  'invite',
  'decline-invitation',
  'launch',
] as const;
export const deadlineUnits = ['working-day', 'day', 'hour'] as const;
export const requestClasses = ['normal', 'urgent'] as const;
/** Changes of use that a holder tells of, or asks for, by itself; the others come with their own matters. */
export const newUseChanges = ['purpose-within', 'purpose-outside', 'evidence'] as const satisfies readonly (typeof useChanges)[number][];
export type NewUseChange = (typeof newUseChanges)[number];

/** How an item of evidence goes to another authority: for good, lent until a day, or back to whoever lent it. */
export const handOverManners = ['transfer', 'loan', 'return'] as const;

/** Why a holder may keep what its originator recalls, where the agreement accepts it. */
export const recallGrounds = ['legal-hold', 'used-in-proceedings', 'duty-to-keep'] as const;
/** Acts that an agreement may have approved by other officers. */
export const approvedActs = ['ask', 'reply', 'refuse', 'ask-consent', 'answer-consent', 'disclose', 'recall', 'answer-recall'] as const;

export const partyStatuses = ['able', 'committed-not-yet-able'] as const;
export const memberRoles = ['chair', 'member', 'observer'] as const;
export const matters = [
  'insider-dealing',
  'market-manipulation',
  'misrepresentation',
  'fraud',
  'client-assets',
  'issue-and-offer',
  'intermediaries',
  'markets-and-infrastructure',
  'digital-asset-services',
  'stablecoins',
  'audit-of-accounts',
  'money-laundering',
  'terrorist-financing',
  'proliferation-financing',
  'sanctions',
  'systemic-risk',
  'criminal-offences',
] as const;
export const personKinds = [
  'natural-persons',
  'legal-persons',
  'partnerships',
  'unincorporated-entities',
  'supervised-firms',
  'public-bodies',
] as const;
export const dualCriminalityRules = ['never-asked', 'coercive-only', 'unless-listed', 'always'] as const;
export const channels = [
  'comity',
  'secure-electronic',
  'post',
  'telephone',
  'telefax',
  'in-person',
  'liaison-office',
  'police-network',
] as const;
/** How the party asked may carry out what is asked. */
export const executionModes = [
  'requested-alone',
  'requesting-attends',
  'requesting-asks',
  'requesting-carries-out',
  'experts',
  'shared',
] as const;
/** Whether those who hold the information, or its subject, may learn of the request. */
export const revealModes = ['with-consent', 'after-consulting', 'never'] as const;

/** What changes when received information is to be used otherwise than it was given for. */
export const useChanges = ['recipient-named-in-request', 'other-recipient', 'purpose-within', 'purpose-outside', 'evidence'] as const;
export const useModes = ['presumed-consent', 'notify-and-object', 'prior-consent'] as const;
export const demandNotices = ['before-complying', 'promptly'] as const;
export const bodySafeguards = ['kept-confidential', 'permitted-use-only', 'no-competitive-advantage'] as const;
export const transferBases = [
  'adequacy',
  'binding-instrument',
  'administrative-arrangement',
  'law-enforcement-rules',
  'public-interest',
  'no-transfer',
] as const;
export const personalDataCategories = [
  'identity',
  'contact',
  'identity-documents',
  'financial',
  'movements',
  'communications',
  'employment',
  'family',
  'location',
  'criminal-record',
  'special-categories',
] as const;
export const dataRights = [
  'information',
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'no-automated-decision',
  'redress',
] as const;
export const retainedThings = ['information', 'personal-data'] as const;
export const retentionEnds = ['destroy', 'return', 'review'] as const;
/** Each scheme with its marks, from the widest to the narrowest where they are in an order. */
export const markingSchemes = ['tlp', 'pap', 'europol-handling', 'europol-4x4', 'admiralty'] as const;
export const markingCodes: Readonly<Record<(typeof markingSchemes)[number], readonly string[]>> = {
  tlp: ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'],
  pap: ['CLEAR', 'GREEN', 'AMBER', 'RED'],
  'europol-handling': ['H0', 'H1', 'H2', 'H3'],
  'europol-4x4': pairs(['A', 'B', 'C', 'X'], 4),
  admiralty: pairs(['A', 'B', 'C', 'D', 'E', 'F'], 6),
};
/** What a part of an alert of several authorities tells, beside what those asked about did. */
export const alertTellings = ['others-by-number', 'others-by-name', 'own-alerts', 'linked-accounts'] as const;
export const costRules = ['each-its-own', 'requesting-pays', 'consult-when-substantial', 'shared'] as const;
export const feedbackMoments = ['on-request', 'after-closure'] as const;

export const notifiedEvents = [
  'personal-data-breach',
  'breach-of-agreement',
  'measure-taken',
  'measure-intended',
  'investigation-opened',
  'designation',
  'delisting',
  'assets-frozen',
  'authorisation-withdrawn',
  'disruption',
  'law-change',
  'ability-change',
  'contact-change',
] as const;
export const consultationTriggers = [
  'before-refusal',
  'law-change',
  'market-change',
  'ability-change',
  'substantial-cost',
  'parallel-proceedings',
  'urgency-doubt',
  'public-statement',
  'change-of-control',
  'disruption',
] as const;
export const mediationSteps = ['contact-points', 'heads-of-authority', 'mediator', 'panel'] as const;
/** How many of the other parties, or of all, must agree. */
export const consentRules = ['none', 'simple-majority', 'two-thirds', 'all'] as const;
export const accessionSteps = ['application', 'questionnaire', 'screening', 'vote'] as const;
export const suspendedThings = ['own-participation', 'another-party'] as const;
export const precedenceRelations = ['prevails-over', 'yields-to', 'supplements', 'replaces'] as const;
export const jointForms = ['joint-analysis', 'joint-investigation', 'joint-inspection', 'joint-action', 'college'] as const;
/** What several authorities do or settle together outside a case: a form of joint operation, or what keeps their work in step. */
export const jointWorks = [
  'joint-analysis',
  'joint-investigation',
  'joint-inspection',
  'joint-action',
  'parallel-work',
  'interest',
  'difference',
  'peer-review',
] as const;
export const votingUnits = ['party', 'jurisdiction'] as const;

/** Where what a clause says was read; what was not read in the primary text is to be verified before it is relied on. */
export const sourceKinds = ['primary-text', 'secondary', 'memory', 'own-design'] as const;

export type AuthorityKind = (typeof authorityKinds)[number];
export type AssistanceKind = (typeof assistanceKinds)[number];
export type Capability = (typeof capabilities)[number];
export type RefusalGround = (typeof refusalGrounds)[number];
export type ContentField = (typeof contentFields)[number];
export type RecallGround = (typeof recallGrounds)[number];
export type UrgencyGround = (typeof urgencyGrounds)[number];
export type DeadlineStep = (typeof deadlineSteps)[number];
export type AlertTelling = (typeof alertTellings)[number];
export type JointWork = (typeof jointWorks)[number];
export type RequestClass = (typeof requestClasses)[number];

function pairs(letters: readonly string[], digits: number): readonly string[] {
  return letters.flatMap((letter) => Array.from({ length: digits }, (_, index) => `${letter}${index + 1}`));
}
