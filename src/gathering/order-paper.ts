// SPDX-License-Identifier: Apache-2.0
/**
 * The order on paper: the form as the executing authority reads it, and beneath it what was done, with every formality that was asked
 * for and whether it was met. A court that is given the evidence reads on this page whether it was taken as it needed.
 *
 * The source at the foot is the dispatch that carried the order, or the digest of the draft where none has.
 */
import type { Instant } from '../kernel/index.ts';
import { knownFacts, minuteOf, type Paper, type PaperPart, textUnder, whatFollowed } from '../paper/index.ts';
import { kindWords } from './measure-words.ts';
import type { GatheringDetailWire, GatheringOrderWire } from './wire.ts';

type Facts = readonly (readonly [name: string, value: string])[];

export interface PrintedOrder {
  readonly detail: GatheringDetailWire;
  readonly ownName: string;
  readonly source: { readonly name: string; readonly digest: string };
  readonly now: Instant;
}

export function orderPaper({ detail, ownName, source, now }: PrintedOrder): Paper {
  const { order, row } = detail;
  const [issuing, executing] = row.side === 'requesting' ? [ownName, row.counterpart] : [row.counterpart, ownName];
  return {
    title: `${kindWords[order.kind]} ${order.reference}`,
    subtitle: `${issuing} to ${executing}`,
    language: 'en',
    madeAt: now,
    source,
    parts: [
      { kind: 'facts', rows: knownFacts(headOf(order)) },
      ...(order.urgency === null ? [] : textUnder('Urgency', `${order.urgency.reason}${wished(order.urgency.wishedAt)}`)),
      ...soughtPart(detail),
      ...personsPart(order),
      ...textUnder('Facts', order.facts),
      ...textUnder('Offence', offenceOf(order)),
      ...textUnder('Why it is needed and in proportion', order.necessity),
      ...ownPart(order),
      ...formalitiesPart(detail),
      ...(order.confidential.isAsked ? textUnder('To be kept secret', order.confidential.reason) : []),
      ...textUnder('Remedies', order.remedies),
      ...whatFollowed(detail.history),
      { kind: 'heading', level: 1, text: 'Signature' },
      { kind: 'blanks', rows: [{ name: `${order.issuer}: name, function, place and day, signature, stamp`, lines: 2 }] },
    ],
  };
}

function headOf(order: GatheringOrderWire): Facts {
  return [
    ['Issued by', `${order.issuer} (${spelt(order.capacity)})`],
    ['Validated by', order.validatedBy],
    ['Reference', order.reference],
    ['Identifier', order.orderId],
    ['Issued on', order.issuedOn],
    ['Proceedings', proceedingsWords[order.proceedings]],
    ['Contact', order.contact],
    ['Earlier orders', order.earlierOrders.map((one) => `${one.kind} of ${one.date}, ${one.reference}`).join('; ')],
  ];
}

const proceedingsWords = {
  criminal: 'criminal proceedings',
  administrative: 'proceedings of an administrative authority that may come before a criminal court',
  judicial: 'proceedings of a judicial authority that may come before a criminal court',
  'legal-person': 'proceedings against a legal person',
} as const;

function offenceOf({ offence }: GatheringOrderWire): string {
  const listed = offence.listed.length === 0 ? 'Not among the listed offences.' : `Listed offences: ${offence.listed.join(', ')}.`;
  return `${offence.classification}. At most ${offence.penaltyYearsMax} years. ${listed}`;
}

function ownPart(order: GatheringOrderWire): readonly PaperPart[] {
  switch (order.kind) {
    case 'investigation':
      return textUnder('At home', 'The measure could have been ordered under the same conditions in a similar domestic case.');
    case 'preservation': {
      const expected = order.production.expectedOn === null ? '' : `, expected on ${order.production.expectedOn}`;
      return textUnder('How long, and what follows', `To be kept as it is for ${order.days} days. ${order.production.what}${expected}.`);
    }
    case 'letter-of-request': {
      const rests =
        order.basis === 'reciprocity'
          ? `This letter rests on no instrument. Reciprocity is assured: ${order.assurance}`
          : 'This letter rests on no instrument and asks by the courtesy of nations.';
      const speciality = 'What is given will be used in these proceedings alone, unless leave is given before.';
      return [...textUnder('On what it rests', `${rests} ${speciality}`), ...textUnder('Channel', order.channel)];
    }
  }
}

function soughtPart({ order, sought }: GatheringDetailWire): readonly PaperPart[] {
  const standing = new Map(sought.map((one) => [one.id, one]));
  const rows = order.sought.map((one) => {
    const found = standing.get(one.id);
    const period = one.from === null && one.to === null ? '' : `${one.from ?? ''} to ${one.to ?? ''}`;
    const where = [one.heldBy, one.locator, period].filter((word) => word !== '').join('\n');
    const done = [found?.instead ?? '', spelt(found?.outcome ?? ''), found?.what ?? ''];
    return [one.description, where, done.filter((word) => word !== '').join('\n')];
  });
  const columns = [
    { title: 'What', weight: 4 },
    { title: 'Holder, place, period', weight: 3 },
    { title: 'What was done', weight: 3 },
  ];
  const questions = order.sought.filter((one) => one.questions.trim() !== '');
  return [
    { kind: 'heading', level: 1, text: order.kind === 'preservation' ? 'What is to be preserved' : 'What is sought' },
    { kind: 'table', caption: 'Things sought', columns, rows, empty: 'Nothing.' },
    ...questions.flatMap((one) => textUnder(`Questions: ${one.description}`, one.questions)),
  ];
}

function personsPart({ persons }: GatheringOrderWire): readonly PaperPart[] {
  if (persons.length === 0) return [];
  const items = persons.map((one) =>
    [one.name, one.otherNames, spelt(one.position), one.bornOrRegistered, one.identity, one.address]
      .filter((word) => word !== '')
      .join(', '),
  );
  return [
    { kind: 'heading', level: 1, text: 'Persons' },
    { kind: 'list', items },
  ];
}

function formalitiesPart({ formalities, order }: GatheringDetailWire): readonly PaperPart[] {
  if (order.kind === 'preservation') return [];
  const columns = [
    { title: 'Asked for', weight: 4 },
    { title: 'Will be observed', weight: 3 },
    { title: 'Met', weight: 3 },
  ];
  const rows = formalities.map((one) => [
    [one.what, one.why].filter((word) => word !== '').join('\n'),
    one.willObserve === null ? '' : one.willObserve ? 'yes' : `no: ${one.reason}`,
    one.answer === null ? '' : [spelt(one.answer), one.note].filter((word) => word !== '').join(': '),
  ]);
  const attendance = order.attendance === 'none' ? [] : textUnder('Attendance', attendanceWords[order.attendance]);
  return [
    { kind: 'heading', level: 1, text: 'Formalities' },
    { kind: 'table', caption: 'Formalities', columns, rows, empty: 'None was asked for.' },
    ...attendance,
  ];
}

const attendanceWords = {
  attend: 'Officers of the issuing authority ask to be present.',
  'attend-and-ask': 'Officers of the issuing authority ask to be present and to put questions.',
} as const;

function wished(at: string | null): string {
  return at === null ? '' : ` Wished by ${minuteOf(at)} UTC.`;
}

const spelt = (word: string): string => word.replaceAll('-', ' ');
