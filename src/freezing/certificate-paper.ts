// SPDX-License-Identifier: Apache-2.0
/**
 * The certificate on paper, in the order of the sections of annexes I and II of Regulation (EU) 2018/1805, and beneath it the ledger: what
 * is frozen, line by line, its values, claims of third parties, and what both authorities said. It is what a court of either state puts into its file.
 *
 * The source at the foot is the dispatch that carried the certificate, or the digest of the draft where none has.
 */
import type { Instant } from '../kernel/index.ts';
import { knownFacts, minuteOf, type Paper, type PaperPart, textUnder, whatFollowed } from '../paper/index.ts';
import { sumWords } from './sum-words.ts';
import type { FreezeDetailWire, OrderWire } from './wire.ts';

type Facts = readonly (readonly [name: string, value: string])[];

const titles = {
  freezing: 'Freezing certificate',
  confiscation: 'Confiscation certificate',
  suspension: 'Order to hold back a movement',
} as const;

export interface PrintedCertificate {
  readonly detail: FreezeDetailWire;
  readonly ownName: string;
  readonly source: { readonly name: string; readonly digest: string };
  readonly now: Instant;
}

export function certificatePaper({ detail, ownName, source, now }: PrintedCertificate): Paper {
  const { order, row } = detail;
  const [issuing, executing] = row.side === 'requesting' ? [ownName, row.counterpart] : [row.counterpart, ownName];
  return {
    title: `${titles[order.kind]} ${order.reference}`,
    subtitle: `${issuing} to ${executing}`,
    language: 'en',
    madeAt: now,
    source,
    parts: [
      { kind: 'facts', rows: knownFacts(headOf(order)) },
      ...textUnder('Urgency', order.urgency === null ? '' : order.urgency.coordination),
      ...personsPart(order),
      ...propertyPart(order),
      ...textUnder('Facts', order.facts),
      ...textUnder('Offence', offenceOf(order)),
      ...textUnder('Link of the property with the offence', order.offence.link),
      ...textUnder('Formalities', order.formalities),
      ...textUnder('Notice to persons affected', noticeOf(order)),
      ...textUnder('Other states', statesOf(order)),
      ...textUnder('Alternative measures', order.alternatives),
      ...textUnder('Restitution to victims', order.restitution),
      ...textUnder('Remedies', order.remedies),
      ...ledgerPart(detail),
      ...whatFollowed(detail.history),
      { kind: 'heading', level: 1, text: 'Signature' },
      { kind: 'blanks', rows: [{ name: `${order.court}: name, function, place and day, signature, stamp`, lines: 2 }] },
    ],
  };
}

function headOf(order: OrderWire): Facts {
  return [
    ['Issued by', order.court],
    ['Validated by', order.validatedBy],
    ['Reference', order.reference],
    ['Identifier', order.orderId],
    ['Issued on', order.issuedOn],
    ['Final on', order.finalOn ?? ''],
    ['At most for', order.hoursMax === null ? '' : `${order.hoursMax} hours`],
    ['Contact', order.contact],
    ['Earlier orders', order.earlierOrders.map((one) => `${one.kind} of ${one.date}, ${one.reference}`).join('; ')],
  ];
}

function personsPart({ persons }: OrderWire): readonly PaperPart[] {
  const items = persons.map((one) =>
    [one.name, one.otherNames, one.position.replaceAll('-', ' '), one.bornOrRegistered, one.identity, one.address]
      .filter((word) => word !== '')
      .join(', '),
  );
  return [
    { kind: 'heading', level: 1, text: 'Persons affected' },
    { kind: 'list', items },
  ];
}

function propertyPart(order: OrderWire): readonly PaperPart[] {
  const { property } = order;
  const sum = sumWords(order);
  const columns = [
    { title: 'What it is', weight: 4 },
    { title: 'Held by', weight: 3 },
    { title: 'Account, address or register', weight: 3 },
  ];
  const rows = property.items.map(({ description, heldBy, locator }) => [description, heldBy, locator]);
  const sums = `${sum(property.hereMinor)} here, ${sum(property.totalMinor)} in all states (${property.basis.replaceAll('-', ' ')}).`;
  return [
    { kind: 'heading', level: 1, text: 'Property' },
    { kind: 'paragraph', text: sums, manner: 'strong' },
    { kind: 'paragraph', text: property.grounds },
    { kind: 'table', caption: 'Items', columns, rows, empty: 'No item is named.' },
  ];
}

function offenceOf({ offence }: OrderWire): string {
  const listed = offence.listed.length === 0 ? 'Not among the listed offences.' : `Listed offences: ${offence.listed.join(', ')}.`;
  return `${offence.classification}. At most ${offence.penaltyYearsMax} years. ${listed}`;
}

function noticeOf({ confidential }: OrderWire): string {
  return confidential.deferNotice ? `To be put off: ${confidential.reason}` : 'After it is carried out, with the remedies.';
}

function statesOf(order: OrderWire): string {
  const sum = sumWords(order);
  return order.otherStates.map((one) => `${one.jurisdiction}: ${one.why}, ${sum(one.amountMinor)}`).join('\n');
}

function ledgerPart({ order, lines, totals }: FreezeDetailWire): readonly PaperPart[] {
  if (lines.length === 0) return [];
  const sum = sumWords(order);
  const columns = [
    { title: 'Line', weight: 2 },
    { title: 'What, where and how it is held', weight: 5 },
    { title: 'Value when frozen', weight: 2.4, align: 'right' as const },
    { title: 'Now', weight: 3 },
  ];
  const rows = lines.map((line) => [
    `${line.lineId}\n${minuteOf(line.at)}`,
    [line.description, line.quantity, line.heldBy, line.custody].filter((word) => word !== '').join(', '),
    sum(line.valueMinor),
    [
      line.state,
      line.latestMinor === line.valueMinor ? '' : `valued at ${sum(line.latestMinor)} (${line.method})`,
      ...line.claims.map(({ claimant, claim }) => `claim of ${claimant}: ${claim}`),
    ]
      .filter((word) => word !== '')
      .join('\n'),
  ]);
  const figures = `Frozen ${sum(totals.frozenMinor)}, released ${sum(totals.releasedMinor)}, disposed of ${sum(totals.disposedMinor)}.`;
  return [
    { kind: 'heading', level: 1, text: 'Ledger' },
    { kind: 'table', caption: 'Ledger', columns, rows, empty: '' },
    { kind: 'paragraph', text: figures, manner: 'strong' },
  ];
}
