// SPDX-License-Identifier: Apache-2.0
/**
 * The two lines by which a record stands in a list.
 *
 * After a search for a stated purpose they name who it is about. Where nobody has stated a purpose (the records of a case, a
 * refused use) the reticent form stands instead: kind and reference, no name.
 */
import { nameOf } from './travel-rule/people.ts';
import type { PersonOfMessage } from './travel-rule/wire.ts';
import type { RecordBodyWire, RecordKind } from './wire.ts';

export interface RowText {
  readonly title: string;
  readonly subtitle: string;
}

const lineCharactersMax = 300;

export function rowText(body: RecordBodyWire): RowText {
  switch (body.kind) {
    case 'suspicious-report': {
      const suspected = body.parties.filter((party) => party.role === 'suspected');
      const named = suspected.length > 0 ? suspected : body.parties;
      const others = named.length > 1 ? ` and ${named.length - 1} more` : '';
      return cut(
        `${named[0]?.name ?? body.reference}${others}`,
        `${suspicionWords[body.suspicion]}; reported by ${body.reportingFirm} on ${body.reportedAt.slice(0, 10)}`,
      );
    }
    case 'registration': {
      const trade = body.commercialName === null || body.commercialName === body.firm ? '' : ` (${body.commercialName})`;
      const lei = body.lei === null ? '' : `; LEI ${body.lei}`;
      return cut(`${body.firm}${trade}`, `${statusWords[body.status]} in ${body.jurisdiction}, ${body.authority}${lei}`);
    }
    case 'compliance-record':
      return cut(body.firm, `${recordTypeWords[body.recordType]} of ${body.date}, ${body.authority}`);
    case 'travel-rule-message': {
      const [from, to] = [sideText(body.originators), sideText(body.beneficiaries)];
      const providers = [body.originatingVasp, body.beneficiaryVasp].map((one) =>
        one === undefined ? 'no provider' : (nameOf(one) ?? 'no name'),
      );
      const { amount = '', asset = '', at = '' } = body.transfer ?? {};
      const moved = [amount, asset, at.slice(0, 10)].filter((part) => part !== '').join(' ');
      return cut(`${from} to ${to}`, `${moved === '' ? 'Transfer' : moved}; from ${providers.join(' to ')}`);
    }
  }
}

function sideText(persons: readonly PersonOfMessage[]): string {
  const [first] = persons;
  const others = persons.length > 1 ? ` and ${persons.length - 1} more` : '';
  return `${first === undefined ? 'nobody named' : (nameOf(first) ?? 'no name')}${others}`;
}

export function reticentText(kind: RecordKind, reference: string): RowText {
  return cut(`${kindWords[kind]} ${reference}`, 'Open it for a stated purpose to see whom it concerns.');
}

function cut(title: string, subtitle: string): RowText {
  return { title: cutLine(title), subtitle: cutLine(subtitle) };
}

function cutLine(text: string): string {
  return text.length <= lineCharactersMax ? text : `${text.slice(0, lineCharactersMax - 1).toWellFormed()}…`;
}

const kindWords: Readonly<Record<RecordKind, string>> = {
  'suspicious-report': 'Suspicious report',
  registration: 'Registration',
  'compliance-record': 'Compliance record',
  'travel-rule-message': 'Travel-rule message',
};

const suspicionWords: Readonly<Record<Extract<RecordBodyWire, { kind: 'suspicious-report' }>['suspicion'], string>> = {
  'money-laundering': 'Suspicion of money laundering',
  'terrorist-financing': 'Suspicion of terrorist financing',
  'market-manipulation': 'Suspicion of market manipulation',
  'insider-dealing': 'Suspicion of insider dealing',
  fraud: 'Suspicion of fraud',
  'sanctions-evasion': 'Suspicion of sanctions evasion',
  other: 'Suspicion of another kind',
};

const statusWords: Readonly<Record<Extract<RecordBodyWire, { kind: 'registration' }>['status'], string>> = {
  authorised: 'Authorised',
  notified: 'Notified',
  withdrawn: 'Withdrawn',
  refused: 'Refused',
  applied: 'Application pending',
};

const recordTypeWords: Readonly<Record<Extract<RecordBodyWire, { kind: 'compliance-record' }>['recordType'], string>> = {
  inspection: 'Inspection',
  finding: 'Finding',
  sanction: 'Sanction',
  warning: 'Warning',
  'fit-and-proper': 'Fit-and-proper assessment',
  'client-classification': 'Client classification',
};
