// SPDX-License-Identifier: Apache-2.0
/**
 * What is written from an alert: the request for its other leg, and the draft of a market abuse report.
 *
 * The other leg is what another authority sees and we do not: the same people, or accounts behind which they stand, in the same underlying,
 * at its venues, in the same period. So period, instruments and accounts stand in the request, and how to run the alert again.
 */
import type { LinkRelation } from '../../assistance/wire.ts';
import { limits } from '../../kernel/index.ts';
import type { StorDraft } from '../../records/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import type { reportTemplates } from './wire.ts';

/** Accounts and events that are named one by one; the rest are counted, and the alert itself has them all. */
const namedMax = 60;

export interface AskedBeside {
  /** Asked about besides those whom the alert names. */
  readonly others: readonly string[];
  /** In which ways accounts that belong with them are asked for. */
  readonly links: readonly LinkRelation[];
}

export function requestOfAlert(
  alert: AlertWire,
  { others, links }: AskedBeside = { others: [], links: [] },
): Readonly<Record<'subject' | 'facts' | 'period' | 'why-useful' | 'legal-provisions', string>> {
  const names = alert.participants.map(({ name }) => name).join(', ');
  const accounts = alert.participants.flatMap((participant) => participant.accounts);
  const instruments = alert.instruments.map(({ venue, symbol }) => `${symbol} at ${venue}`).join(', ');
  const facts = [
    `${alert.pattern.title}, found by a pattern of market surveillance in ${instruments}.`,
    ...alert.sentences,
    `Accounts: ${listed(accounts)}.`,
    ...(others.length === 0 ? [] : [`Asked about as well: ${listed(others)}.`]),
    `Asked for: orders, changes, withdrawals and trades of these persons, and of accounts behind which the same persons stand, in these ` +
      `instruments and in others on the same underlying, at venues under your supervision, in the period named; and who holds and controls those accounts.`,
    ...(links.length === 0
      ? []
      : [`Asked for as well: which accounts belong with theirs, by your registers: ${links.map(linkWords).join('; ')}.`]),
    `The alert rests on ${alert.evidence.count} events. Pattern ${alert.pattern.id}, version ${alert.pattern.version}; ` +
      `events ${alert.input.events}; alert ${alert.digest}.`,
    'This is a lead from a pattern, not a finding.',
  ];
  return {
    subject: (names === '' ? instruments : names).slice(0, limits.nameCharactersMax),
    facts: facts.join('\n').slice(0, limits.textCharactersMax),
    period: `${alert.from} to ${alert.until} (UTC)`,
    'why-useful':
      'The conduct seen at our venues may have its other leg at yours; together they show whether anything changed hands, and who gained.',
    'legal-provisions': legalWords(alert).slice(0, limits.textCharactersMax),
  };
}

function linkWords(relation: LinkRelation): string {
  return relation === 'same-subject' ? 'those of the same person' : 'those of the same group of beneficial owners';
}

/** The provisions, as a pattern names them. */
function legalWords({ legal }: AlertWire): string {
  const { marAnnexI, annexII } = legal;
  return [
    'Regulation 596/2014 (MAR), articles 12 and 15; for crypto-assets Regulation 2023/1114 (MiCA), article 91',
    ...(marAnnexI === null ? [] : [`MAR Annex I, section A(${marAnnexI})`]),
    ...(annexII === null ? [] : [`Delegated Regulation 2016/522, Annex II, ${annexII}`]),
  ].join('; ');
}

function listed(names: readonly string[]): string {
  const more = names.length - namedMax;
  return `${names.slice(0, namedMax).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The reference of the report of an alert: the same alert always has the same. */
export function referenceOfAlert({ digest }: AlertWire): string {
  return `ALERT-${digest.slice('sha256:'.length, 'sha256:'.length + 16).toUpperCase()}`;
}

export interface ReportWish {
  readonly template: (typeof reportTemplates)[number];
  readonly suspicion: 'market-manipulation' | 'insider-dealing';
  readonly authority: string;
  readonly officer: string;
  readonly jurisdiction: string | null;
  readonly reportedAt: string;
  /** What officers said of it, the newest first. */
  readonly judged: readonly string[];
}

export function reportOfAlert(alert: AlertWire, wish: ReportWish): StorDraft {
  const { template, suspicion, authority, officer, reportedAt, judged } = wish;
  const events = alert.evidence.events.slice(0, namedMax);
  const symbols = [...new Set(alert.instruments.map(({ symbol }) => symbol))];
  const reasons = [`${alert.pattern.title}.`, ...alert.sentences, ...judged, `Alert ${alert.digest}, over events ${alert.input.events}.`];
  return {
    template,
    reference: referenceOfAlert(alert),
    reportedAt,
    whyMissing: 'Not known to the authority from the events of the venue; to be completed.',
    known: {
      'submitter-person': officer,
      'submitter-entity': authority,
      'submitter-capacity': 'Authority that found it by its own surveillance of the market',
      'contact-name': officer,
      'asset-name': symbols,
      'instrument-name': symbols,
      platform: [...new Set(alert.instruments.map(({ venue }) => venue))].join(', '),
      'executed-at': events.map(({ at }) => `${at.slice(0, 23)}Z`),
      'transaction-reference': events.map(({ name }) => name),
      'order-changes': alert.sentences.join(' ').slice(0, limits.textCharactersMax),
      breach: suspicion,
      reasons: reasons.join('\n').slice(0, limits.textCharactersMax),
      'suspected-name': alert.participants.map(({ name }) => name.slice(0, limits.nameCharactersMax)),
      'suspected-accounts': alert.participants.map((participant) => listed(participant.accounts).slice(0, 200)),
    },
  };
}
