// SPDX-License-Identifier: Apache-2.0
/**
 * Mutual recognition of freezing and confiscation orders, after Regulation (EU) 2018/1805: forty-eight hours to recognise and
 * forty-eight to carry out where it is urgent, an exhaustive list of grounds, consultation before any of them, postponement
 * instead of refusal, and what becomes of the money.
 */
import {
  contactPointsClause,
  correctionAndRecall,
  languagesClause,
  officersWhoAct,
  passingOn,
  signingAndAmendment,
  listedOffences,
} from './common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, powersOf, read, remembered, reported } from './template.ts';

const regulation = (part: string) => read(`Regulation (EU) 2018/1805, ${part}`);
const uses = ['freeze-confiscation', 'criminal-investigation', 'criminal-prosecution', 'asset-tracing'] as const;
const grounds = ['R05', 'R06', 'R07', 'R08', 'R09', 'R12'] as const;

export const freezingOrders: AgreementTemplate = {
  key: 'freezing-orders',
  title: 'Arrangement on the Mutual Recognition of Freezing and Confiscation Orders',
  summary:
    'For prosecutors and courts: orders are recognised as they are, urgent freezing within 48 hours and again 48 hours, refusal on six grounds ' +
    'only and after consultation.',
  instruments: ['Regulation (EU) 2018/1805'],
  legalNature: 'binding',
  preamble:
    'Property moves in hours. The authorities recognise each other’s orders without more formality, so that what was gained by crime can be held ' +
    'where it lies.',
  partyKinds: ['prosecutor', 'judicial-authority', 'central-authority', 'law-enforcement'],
  partiesMax: 60,
  options: ['throughCourt'],
  clauses: [
    clause(
      '1',
      'Terms used',
      `The *issuing* authority has made or validated an order and asks; the *executing* authority is asked. A *certificate* accompanies the
       order.`,
      [regulation('on definitions')],
    ),
    clause(
      '2',
      'Nature of this arrangement',
      `Recognition is a duty by law. The merits of an order can be challenged in the issuing state only; remedies against its execution lie in
       the executing state.`,
      [regulation('on recognition and on legal remedies')],
      [{ kind: 'legal-nature', nature: 'binding', givesRightsToOthers: true }],
    ),
    clause(
      '3',
      'Matters covered',
      `It covers orders to freeze and to confiscate property in proceedings in criminal matters.`,
      [regulation('on its subject matter')],
      [{ kind: 'material-scope', matters: ['criminal-offences', 'money-laundering'] }],
    ),
    clause(
      '4',
      'Assistance',
      `The executing authority freezes the property named in the order, or confiscates it, as it would in a similar domestic case, and gives
       from its files what the issuing authority needs to find it.`,
      [regulation('on recognition and execution')],
      (given) => [
        { kind: 'assistance', kinds: ['freeze', 'confiscation', 'information-from-files'] },
        ...powersOf(given, ['freeze', 'confiscate']),
      ],
    ),
    clause(
      '5',
      'The certificate and its content',
      `A certificate names the persons affected and where it is to be carried out; states the facts, their legal classification, the
       maximum penalty, and the link of the property with the offence; says what is to be kept confidential; names other states to which it
       goes and earlier orders. For freezing and for confiscation it names the order with its court, date and reference, and the property: money,
       items or their equivalent, the amount here and in total, the grounds for believing that it is there, its description and place. An
       order goes to one state at a time, unless items lie in several or one is not enough; the total never exceeds the maximum.`,
      [regulation('annexes I and II, and the articles on transmission')],
      [
        { kind: 'request-content', fields: ['subject', 'facts', 'offence', 'precautions', 'other-authorities', 'earlier-request'] },
        { kind: 'request-content', fields: ['property', 'domestic-order'], for: ['freeze', 'confiscation'] },
      ],
    ),
    clause(
      '6',
      'Channels',
      `Certificates go by a means that leaves a written record and lets the receiver verify where they come from. Who is not competent passes
       them on and says so.`,
      [
        regulation('on transmission'),
        remembered('Regulation (EU) 2023/2844', 'from when transmissions run over the decentralised system of the Union'),
      ],
      [{ kind: 'channels', channels: ['comity', 'secure-electronic', 'post'], isOralWhenUrgent: false }],
    ),
    clause(
      '7',
      'Urgent freezing',
      `Where property is about to be removed or destroyed, or the needs of the proceedings ask for it, freezing is urgent. Recognition is
       decided within 48 hours of receipt, and carried out within 48 hours of the decision. Who cannot keep these times says so at once, with
       reasons, and agrees on others; that a time has passed does not end the duty. A requested date is kept as far as possible.`,
      [regulation('on time limits for freezing orders')],
      [
        {
          kind: 'urgency',
          grounds: ['flight-of-assets', 'loss-of-evidence'],
          test: 'The property is about to be removed or destroyed, or the needs of the proceedings ask for it.',
        },
        { kind: 'deadline', step: 'decide', class: 'urgent', amount: 48, unit: 'hour', for: ['freeze'] },
        { kind: 'deadline', step: 'execute', class: 'urgent', amount: 48, unit: 'hour', for: ['freeze'] },
      ],
    ),
    clause(
      '8',
      'Time limits',
      `Freezing that is not urgent is decided and carried out as fast as in a similar domestic case, without delay. Recognition of an order to
       confiscate is decided within 45 days of receipt. A freeze lasts until the order to confiscate is answered or the freeze is withdrawn.
       The executing authority may ask to limit it; where that is not answered within 42 days, it is no longer bound.`,
      [
        regulation('on the duration of freezing: six weeks'),
        reported('Regulation (EU) 2018/1805, on time limits for confiscation orders', 'the 45 days, read in a summary'),
      ],
      [
        { kind: 'deadline', step: 'decide', class: 'normal', amount: 45, unit: 'day', for: ['confiscation'] },
        { kind: 'deadline', step: 'answer-limit-request', class: 'normal', amount: 42, unit: 'day' },
      ],
    ),
    clause(
      '9',
      'Refusal',
      `Recognition may be refused only where it would be contrary to the principle of ne bis in idem; where a privilege, an immunity, or the
       rules on the freedom of the press stand against it; where the certificate is incomplete or manifestly wrong and was not completed after
       consultation; where the act was committed, in part at least, outside the issuing state and inside the executing state and is no offence
       there; where an offence that is not listed is none there; or where there are, exceptionally, specific and objective grounds to believe
       that a fundamental right would be breached manifestly. The authorities always consult first.`,
      [regulation('article 8')],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['X1', 'X2'] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
      ],
    ),
    clause(
      '10',
      'Dual criminality',
      `It is not examined for the listed offences that the issuing state punishes with at least three years at most. For others the same conduct
       must be an offence in the executing state, whatever it is called; that taxes or customs differ is no ground.`,
      [
        regulation('on double criminality'),
        remembered('Regulation (EU) 2018/1805, on double criminality', 'the exact wording of the thirty-two kinds of offence'),
      ],
      [{ kind: 'dual-criminality', rule: 'unless-listed', kinds: [], listedOffences: [...listedOffences], penaltyYearsMin: 3 }],
    ),
    clause(
      '11',
      'Postponement',
      `Execution is postponed rather than refused where it would harm an ongoing criminal investigation, or where the property is under an earlier
       order or one that goes first. The grounds and the expected time are told, and the order is carried out once they have ended.`,
      [regulation('article 10')],
      [{ kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null }],
    ),
    clause(
      '12',
      'Secrecy of the order and notice to persons affected',
      `Until it is carried out, an order is known to those only who carry it out. Persons affected are told afterwards, with the name of the
       issuing authority, the reasons in brief and the remedies, unless the issuing authority has asked to put that off.`,
      [regulation('on confidentiality and on informing affected persons')],
      [
        { kind: 'confidentiality', survivesTermination: true },
        { kind: 'revealing-request', mode: 'with-consent' },
      ],
    ),
    clause(
      '13',
      'Permitted use',
      `What is given is used to freeze, to confiscate and to trace property, and in the proceedings that the order serves, as evidence too.`,
      [ownDesign],
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
            note: 'Persons affected are told after execution, by the authority that carried the order out.',
          },
          retentionDays: null,
        },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
      ],
    ),
    passingOn('14', 5, [ownDesign]),
    clause(
      '15',
      'Recovered property',
      `Victims come first. Of what was confiscated, sums up to EUR 10,000 stay with the executing state; of larger ones half goes to the issuing
       state. Property keeps its value, by early sale where needed.`,
      [regulation('on the management and disposal of property')],
      [{ kind: 'recovered-assets', currency: 'EUR', keptUpToMinor: 1_000_000, sharedPercent: 50, areVictimsFirst: true }],
    ),
    clause(
      '16',
      'Costs and consultation',
      `Each state bears its own costs; where they are exceptional, the authorities may agree to share them.`,
      [regulation('on costs')],
      [
        { kind: 'costs', rule: 'consult-when-substantial', threshold: null },
        { kind: 'consultation', triggers: ['before-refusal', 'substantial-cost', 'parallel-proceedings'], everyMonths: null },
      ],
    ),
    correctionAndRecall('17', 5),
    officersWhoAct('18'),
    contactPointsClause('19', [regulation('annex I, sections M to O')]),
    languagesClause('20'),
    signingAndAmendment('21'),
    clause(
      '22',
      'End of this arrangement',
      `A party may leave this arrangement by notice of 90 days; what the law asks of it remains. Orders received before are carried on.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 90 }],
    ),
  ],
};
