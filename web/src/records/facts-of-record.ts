// SPDX-License-Identifier: Apache-2.0
/**
 * The facts of a record one by one, each with its place in the record (JSON pointer), so that its provenance can be found.
 *
 *     factsOfRecord(registration)[0]    // { pointer: '/reference', label: 'fact.reference', value: { text: 'R-100' } }
 *
 * Provenance is the entry with the longest scope that covers a fact; the empty scope covers the whole record.
 */
import type { ComplianceRecordWire, DisclosedRecordWire, RecordBodyWire, TravelRuleMessageWire } from '../../../src/records/wire.ts';
import type { PlainKey } from '../messages/translate.ts';

export type FactValue =
  | { readonly kind: 'text'; readonly text: string }
  /** A word of ours, shown by its message. */
  | { readonly kind: 'word'; readonly word: PlainKey }
  | { readonly kind: 'moment'; readonly at: string };
export interface Fact {
  readonly pointer: string;
  readonly label: PlainKey;
  readonly value: FactValue;
}
type Provenance = DisclosedRecordWire['provenance'][number];

export function factsOfRecord(body: RecordBodyWire): readonly Fact[] {
  switch (body.kind) {
    case 'suspicious-report':
      return kept([
        text('/reference', 'fact.reference', body.reference),
        { pointer: '/reportedAt', label: 'fact.reportedAt', value: { kind: 'moment', at: body.reportedAt } },
        text('/reportingFirm', 'fact.reportingFirm', body.reportingFirm),
        word('/suspicion', 'fact.suspicion', `suspicion.${body.suspicion}`),
        text('/narrative', 'fact.narrative', body.narrative),
        text('/action', 'fact.action', body.action ?? null),
        text('/reportType', 'fact.reportType', body.reportType ?? null),
        text('/indicators', 'fact.indicators', body.indicators?.join(', ') ?? null),
        text('/reporter', 'fact.reporter', Object.values(body.reporter ?? {}).join(', ')),
        body.follows === undefined ? null : text('/follows', `fact.${body.follows.relation}`, body.follows.reference),
        text('/instruments', 'fact.instruments', body.instruments.join(', ')),
      ]);
    case 'registration':
      return kept([
        text('/reference', 'fact.reference', body.reference),
        body.subject === undefined ? null : word('/subject', 'fact.subject', `subject.${body.subject}`),
        text('/firm', 'fact.firm', body.firm),
        text('/legalForm', 'fact.legalForm', body.legalForm ?? null),
        text('/commercialName', 'fact.commercialName', body.commercialName),
        text('/lei', 'fact.lei', body.lei),
        text('/jurisdiction', 'fact.jurisdiction', body.jurisdiction),
        text('/authority', 'fact.authority', body.authority),
        word('/status', 'fact.status', `registrationStatus.${body.status}`),
        text('/services', 'fact.services', body.services.join('\n')),
        text('/hostJurisdictions', 'fact.hostJurisdictions', body.hostJurisdictions.join(', ')),
        text('/address', 'fact.address', body.address),
        text('/phone', 'fact.phone', body.phone ?? null),
        text('/email', 'fact.email', body.email ?? null),
        text('/websites', 'fact.websites', body.websites.join('\n')),
        text('/authorisedFrom', 'fact.authorisedFrom', body.authorisedFrom),
        text('/authorisedUntil', 'fact.authorisedUntil', body.authorisedUntil),
        text('/admission', 'fact.admission', body.admission ?? null),
        text('/comments', 'fact.comments', body.comments),
      ]);
    case 'compliance-record':
      return kept([
        text('/reference', 'fact.reference', body.reference),
        text('/firm', 'fact.firm', body.firm),
        text('/lei', 'fact.lei', body.lei),
        word('/recordType', 'fact.recordType', `recordType.${body.recordType}`),
        body.subject === undefined ? null : text('/subject', 'fact.subjectOf', partyText(body.subject)),
        body.determination === undefined ? null : word('/determination', 'fact.determination', `determination.${body.determination}`),
        text('/date', 'fact.date', body.date),
        text('/authority', 'fact.authority', body.authority),
        text('/summary', 'fact.summary', body.summary),
        text('/outcome', 'fact.outcome', body.outcome),
        text('/from', 'fact.holds', holdsText(body)),
        text('/provisions', 'fact.provisions', body.provisions?.join('\n') ?? null),
        text('/amount', 'fact.amount', body.amount === null ? null : `${body.amount.amount} ${body.amount.currency}`),
      ]);
    case 'travel-rule-message':
      return kept(factsOfTransfer(body));
  }
}

function factsOfTransfer({
  reference,
  version,
  sentAt,
  transfer = {},
  selfHosted,
  ownership,
}: TravelRuleMessageWire): readonly (Fact | null)[] {
  const { at, amount, asset, value, network, transaction } = transfer;
  const moved = [amount, asset].filter((part) => part !== undefined).join(' ');
  return [
    text('/reference', 'fact.reference', reference),
    moment('/sentAt', 'travel.sentAt', sentAt),
    moment('/transfer/at', 'travel.at', at),
    text('/transfer/amount', 'fact.amount', value === undefined ? moved : `${moved} (${value.amount} ${value.currency})`),
    text('/transfer/network', 'supervision.network', network ?? null),
    text('/transfer/transaction', 'travel.transaction', transaction ?? null),
    selfHosted === undefined ? null : word('/selfHosted', 'travel.selfHosted', `travel.${selfHosted}`),
    ownership === undefined ? null : word('/ownership', 'travel.ownership', `travel.ownership.${ownership}`),
    text('/version', 'travel.version', version === '101' ? 'IVMS101.2020' : 'IVMS101.2023'),
  ];
}

/** A moment, or a day as it was written. */
function moment(pointer: string, label: PlainKey, at: string | undefined): Fact | null {
  if (at === undefined) return null;
  return at.includes('T') ? { pointer, label, value: { kind: 'moment', at } } : text(pointer, label, at);
}

/** The provenance of the fact at a pointer, or null where none was recorded. */
export function provenanceOf(provenance: readonly Provenance[], pointer: string): Provenance | null {
  const covering = provenance.filter(({ scope }) => scope === '' || pointer === scope || pointer.startsWith(`${scope}/`));
  return covering.toSorted((left, right) => right.scope.length - left.scope.length)[0] ?? null;
}

function holdsText({ from, until }: ComplianceRecordWire): string | null {
  return from === undefined && until === undefined ? null : `${from ?? '…'} – ${until ?? '…'}`;
}

function partyText({ name, birthDate, jurisdiction, identifiers }: NonNullable<ComplianceRecordWire['subject']>): string {
  return [name, birthDate, jurisdiction, ...identifiers.map(({ value }) => value)].filter((part) => part !== null).join(' · ');
}

function text(pointer: string, label: PlainKey, value: string | null): Fact | null {
  return value === null || value === '' ? null : { pointer, label, value: { kind: 'text', text: value } };
}

function word(pointer: string, label: PlainKey, key: PlainKey): Fact {
  return { pointer, label, value: { kind: 'word', word: key } };
}

function kept(facts: readonly (Fact | null)[]): readonly Fact[] {
  return facts.filter((fact) => fact !== null);
}
