// SPDX-License-Identifier: Apache-2.0
/**
 * The text of the sample agreements, clause by clause, in Markdown. What a clause promises, a term in samples.ts carries;
 * a test runs lint over both and finds nothing.
 */
import type { AgreementWire } from '../wire.ts';

type Clauses = AgreementWire['clauses'];

export const memorandumPreamble = paragraph(
  `The parties supervise markets whose participants, instruments and ledgers do not stop at a border. They wish to give each
   other the fullest assistance that their laws allow, so that no one escapes supervision by acting elsewhere.`,
);

export const arrangementPreamble = paragraph(
  `One party supervises the markets in digital assets, the other receives and analyses reports of suspicious transactions.
   Each holds what the other needs to see the whole of a scheme.`,
);

export const memorandumClauses: Clauses = [
  clause(
    '1',
    'Terms used',
    `The *requesting* party asks; the *requested* party is asked. A *person* is a natural or legal person, a
     partnership or an unincorporated entity. *Laws* are those that a party applies to securities, derivatives and
     digital assets.`,
  ),
  clause(
    '2',
    'Nature of this memorandum',
    `This memorandum states what the parties intend. It creates no legally binding duty, overrides no law, and gives
     no right to any person that is not a party.`,
  ),
  clause(
    '3',
    'Scope of assistance',
    `A party asked under this memorandum gives: (a) information and documents from its files; (b) registrations of
     firms and persons it supervises; (c) its compliance records, including findings and measures; (d) records from
     which transactions can be reconstructed, with the accounts and holdings behind them and who owns or controls
     these; (e) statements of persons, compelled where its law provides for it. A party that is asked for the other
     leg of an alert of market surveillance tells what those asked about did; it may tell as well what others did
     who belong to the matter, by a number or by name, what its own surveillance found of them, and which accounts
     belong together by its registers.`,
  ),
  clause(
    '4',
    'Officers who act',
    `A request, a reply and a refusal are each prepared by one officer and approved by another before they are sent.`,
  ),
  clause(
    '5',
    'Content of requests',
    `A request is made in writing and states: its subject; the facts that give rise to it; why the information will
     help; the provisions that may have been infringed; and any precaution that its sensitivity calls for.`,
  ),
  clause(
    '6',
    'Time limits',
    `The requested party acknowledges a request within 10 working days of receipt and replies within 60 working days
     of receipt. Days are counted in the calendar of the requested party.`,
  ),
  clause(
    '7',
    'Denial of assistance',
    `Assistance may be denied only where it would breach the domestic law of the requested party; where it would harm
     national security, an essential national interest or public order; where proceedings on the same acts against
     the same persons are pending there or have ended in a final judgment; where the request is not made as this
     memorandum provides; or where it lies outside its scope. It may not be denied because the conduct would be no
     violation there, because the matter is fiscal, because a financial institution owes secrecy, because the
     requesting party is of another kind, or because an inquiry is open there that would not be impeded. A denial is
     reasoned, and the parties consult. Within 30 working days of receipt the requesting party may show that the relief it
     seeks is of another nature than that of the proceedings there, or complete a request that was not made as this
     memorandum provides; the requested party reopens the request or upholds its denial within 15 working days of that.`,
  ),
  clause(
    '8',
    'Permissible use',
    `Information may be asked for and used in order to supervise, to check compliance, to enforce the laws in
     administrative and civil proceedings, to support surveillance by a self-regulatory organisation, and to assist a
     criminal prosecution. Any other purpose needs the prior consent of the party that gave the information.`,
  ),
  clause(
    '9',
    'Conditions of use',
    `Each datum carries the conditions of the party that gave it. They are at least these: it is used for the
     purposes of clause 8, kept within the receiving party and those it acts with, passed on only with consent, and
     not made known to the person it concerns. It may serve as evidence.`,
  ),
  clause(
    '10',
    'Confidentiality',
    `Requests, their content, and what is exchanged are kept confidential, also after this memorandum has ended.
     Where a legally enforceable demand is made for information received, the receiving party tells the other before
     it complies and asserts whatever exemption applies.`,
  ),
  clause(
    '11',
    'Unsolicited information',
    `A party may give information unasked where it expects this to be useful to another. It names the basis and the
     conditions as in a reply.`,
  ),
  clause(
    '12',
    'Consultation',
    `The parties consult when markets, business or laws change in a way that affects this memorandum, and before
     assistance is denied.`,
  ),
  clause(
    '13',
    'Withdrawal',
    `A party may withdraw by written notice of 30 days to all others. Requests made before the end are carried on,
     and confidentiality continues.`,
  ),
  clause(
    '14',
    'Passing on',
    `Information received goes to an authority that the party that gave it did not name only with that party's prior
     consent. Who wishes to pass it on names the recipient, the purpose and the reason. Who had the information from
     another holder carries the question of a third to it, and the answer back. The consent may be limited, and what is
     passed on carries the strictest of all conditions set on the way. The party that gave it answers within 10 working
     days; its silence is no consent. A second officer approves the answer, and also what is given unasked.`,
  ),
  clause(
    '15',
    'Correction and recall',
    `A party that finds that information it gave is wrong, or should not have been given, says so with its reasons to
     every party it gave it to, once a second officer has approved it. Each of them carries this to everyone it has given
     the information to, replaces or destroys what it holds, and says so within 10 working days. It may keep it only where
     a legal hold or a duty in its law forbids destroying it, or where it has been used in proceedings already.`,
  ),
  clause(
    '16',
    'Suspension of a party',
    `A party that endangers the exchange may be suspended from this memorandum by two thirds of the parties that are not
     concerned. It is told the reason, may answer, and has no vote. Work under way goes on. The same majority ends the
     suspension.`,
  ),
];

export const arrangementClauses: Clauses = [
  clause(
    '1',
    'Purpose',
    `The parties combine what the supervision of digital-asset markets and the analysis of suspicious transactions
     can each see alone.`,
  ),
  clause(
    '2',
    'Terms used',
    `A *report* is a report of a suspicious transaction or order, including the analyses that led to it. The
     *requesting* party asks; the *requested* party is asked.`,
  ),
  clause(
    '3',
    'Nature of this arrangement',
    `This arrangement states what the parties intend, binds neither in law and gives no right to anybody else. Where another arrangement between them
     covers the same matter, the more specific one is applied first.`,
  ),
  clause(
    '4',
    'Kinds of assistance',
    `The requested party gives information from its files, reports it has received, registrations of firms, and its
     compliance records. It looks for them as it would for its own purposes.`,
  ),
  clause(
    '5',
    'Approval by a second officer',
    `Every request, reply and refusal is approved by an officer other than the one who prepared it. A change after
     the approval voids it.`,
  ),
  clause(
    '6',
    'Permitted purposes',
    `Assistance is asked for supervision, administrative enforcement, criminal investigation, analysis by a financial
     intelligence unit, and the tracing of assets. It is never asked for a commercial end.`,
  ),
  clause(
    '7',
    'Content of a request',
    `A request states its subject, the facts that give rise to it, why the information will help, and the provisions
     that may have been infringed.`,
  ),
  clause(
    '8',
    'Urgent requests',
    `A request is urgent where a prompt answer is needed to stop or prevent significant harm to investors, the loss
     of evidence or the flight of assets. The urgency must not come from the requester's own delay. The reason is
     given in words.`,
  ),
  clause('9', 'Time limits', `Periods run from receipt, in the calendar of the requested party.`),
  clause('9.1', 'Normal requests', `The requested party acknowledges within 5 working days and replies within 30 working days.`),
  clause(
    '9.2',
    'Requests on the urgent track',
    `The requested party acknowledges within 3 working days and may within 3 working days contest the urgency with
     reasons; the request is then treated as a normal one. It gives at least an interim reply within 10 working days
     and its full reply within 20 working days.`,
  ),
  clause(
    '10',
    'Refusal',
    `The requested party may refuse where complying would breach its law, harm security or public order, prejudice
     its own investigation, or breach a privilege or a fundamental right; where the request is incomplete or outside
     this arrangement; or where the requesting party cannot protect the information. It does not refuse because the
     conduct would be no violation there, because the matter is fiscal, because a financial institution owes secrecy,
     because the other party is of another kind, or because of an inquiry that would not be impeded. It names the
     ground and its reasons, and what an incomplete request lacks. Within 20 working days of receipt the requesting
     party may complete such a request, or show that it can protect the information; the requested party reopens the
     request or upholds its refusal within 10 working days of that.`,
  ),
  clause(
    '11',
    'Conditions of use',
    `What is given is used for the purposes of clause 6 by the receiving party alone. It is passed on only with
     consent, and serves as evidence only with permission. The person concerned is not told, and in particular does
     not learn that a report exists. It may be used for 1,825 days after it was given.`,
  ),
  clause(
    '12',
    'New purposes',
    `A party that wishes to use information for another of the purposes of clause 6 than the one it asked for says
     so; the other may object within 10 working days.`,
  ),
  clause(
    '13',
    'Confidentiality',
    `The parties keep confidential that a request was made, what it says and what was given, also after this
     arrangement has ended.`,
  ),
  clause(
    '14',
    'Information given on own initiative',
    `A party may give a report or other information unasked where it concerns a risk in the markets or the
     jurisdiction of the other.`,
  ),
  clause('15', 'Feedback', `The requesting party tells the other, when its case is closed, how the information helped.`),
  clause('16', 'Withdrawal', `Either party may withdraw by written notice of 60 days. Requests made before the end are carried on.`),
  clause(
    '17',
    'Passing on',
    `Neither party passes on what it received, unless the other has consented before, for a named recipient and a named
     purpose. A party carries the question of a later holder to the other, and the answer back. The consent may be
     limited; the strictest of all conditions hold. It is answered within 5 working days, approved by a second officer,
     and silence is no consent. What is given unasked is approved by a second officer as well.`,
  ),
  clause(
    '18',
    'Correction and recall',
    `Each party tells the other when information that it gave is wrong or should not have been given. The other tells
     everyone to whom it has passed it on, replaces or destroys it, and confirms this within 5 working days. It keeps it
     only where a legal hold forbids destroying it or where it has been used in proceedings already. A second officer
     approves the recall.`,
  ),
];

/** Added to the arrangement of the demonstration. */
export const publicationClause = clause(
  '19',
  'Publication',
  `Each party may publish this arrangement; what is exchanged under it stays secret.`,
);

export const oralClause = clause(
  '20',
  'Requests made orally',
  `Requests and answers go by Comity, or by other secure electronic means. An urgent request may be made by telephone first; the requesting
   party confirms it in writing within 2 working days, and the other may leave it undone if that does not come.`,
);

function clause(number: string, heading: string, text: string): Clauses[number] {
  return { number, heading, text: paragraph(text) };
}

/** The line breaks of this file are not part of the text. */
function paragraph(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
