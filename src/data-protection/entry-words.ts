// SPDX-License-Identifier: Apache-2.0
/** What each entry says, as a sentence after the name of the officer. */
import type { RequestSaid } from './person-request.ts';
import type { BreachSaidWire, Exemption, Right } from './wire.ts';

export const rightWords: Readonly<Record<Right, string>> = {
  access: 'access to personal data',
  rectification: 'rectification of personal data',
  erasure: 'erasure of personal data',
  restriction: 'restriction of processing',
};
/** With the place in both instruments: Regulation (EU) 2016/679 and Convention 108+. */
export const exemptionWords: Readonly<Record<Exemption, string>> = {
  investigation: 'an inquiry or a supervisory task would be obstructed (article 23(1)(h); Convention 108+, article 11(1)(a))',
  'crime-prevention': 'offences could not be prevented or prosecuted (article 23(1)(d); article 11(1)(a))',
  'rights-of-others': 'rights of others would be affected (articles 15(4) and 23(1)(i); article 11(1)(b))',
  secrecy: 'a duty of professional secrecy stands against it (article 23(1)(h))',
  'legal-claims': 'the data are needed for legal claims or a legal duty (article 17(3); article 23(1)(j))',
  originator: 'the authority that gave the data has not consented',
  'not-the-person': 'the data are about somebody else',
};

export function entrySentence(said: RequestSaid | BreachSaidWire): string {
  switch (said.kind) {
    case 'identity-asked':
      return `asked the person for proof of identity: ${said.what}`;
    case 'identity-confirmed':
      return `confirmed the identity: ${said.how}`;
    case 'extended':
      return `extended the time by two months: ${said.reasons}`;
    case 'searched':
      return `searched what is held: ${said.items.length} found.`;
    case 'item-decided': {
      const consent = said.consent === null ? '' : ` Consent of the originator: ${said.consent.answer} (${said.consent.reference}).`;
      const ground = said.ground === null ? '' : ` (${exemptionWords[said.ground]})`;
      return `decided on ${said.itemId}: ${said.answer.replaceAll('-', ' ')}${ground}. ${said.reason}${consent}`;
    }
    case 'answer-proposed':
      return `proposed the answer: ${said.outcome.replaceAll('-', ' ')}.`;
    case 'answer-returned':
      return `returned the answer: ${said.reason}`;
    case 'answer-approved':
      return 'approved the answer.';
    case 'answer-sent':
      return `sent the answer: ${said.means}`;
    case 'carried-out':
      return `carried out what was granted: ${said.what}`;
    default:
      return breachSentence(said);
  }
}

function breachSentence(said: BreachSaidWire): string {
  switch (said.kind) {
    case 'assessed':
      return `assessed a risk for persons as ${said.risk}: ${said.reasons}`;
    case 'supervisor-told':
      return `told the supervisor on ${said.at} (${said.reference}).${said.lateReasons === '' ? '' : ` Late, because: ${said.lateReasons}`}`;
    case 'supervisor-not-told':
      return `did not tell the supervisor: ${said.reasons}`;
    case 'originator-told':
      return `told the authority ${said.originator} on ${said.at}: ${said.means} ${said.reference}`.trimEnd();
    case 'notice-sent':
      return `sent the authority ${said.originator} the notice ${said.notice}.`;
    case 'persons-told':
      return `told the persons on ${said.at}: ${said.how}`;
    case 'persons-not-told':
      return `did not tell the persons: ${said.reasons}`;
    case 'measure-taken':
      return `took a measure: ${said.what}`;
    case 'closed':
      return `closed it. What was learnt: ${said.lessons}`;
  }
}
