// SPDX-License-Identifier: Apache-2.0
/**
 * Suspicious reports to goAML 5: one `report` for each, in the order of the schema.
 *
 * A report that came as goAML and is unchanged is given out as it came. Any other is written from the model: a transaction for each
 * movement, or an activity with the parties where there is none; reports of a form (MiCA, MAR) and of FinCEN included.
 *
 * What goAML demands and the record does not tell is written as the code for unknown (`-`), and said in a note beside the file:
 * nothing is invented. Sides are written as `t_from` and `t_to`, not as an institution's clients: an authority that passes a report on
 * has no clients in it.
 */
import { isCurrency } from '../../../kernel/index.ts';
import type { AccountOfReport, MovementOfReport, PartyOfRecord, SuspiciousReport } from '../../suspicious-reports/wire.ts';
import type { XmlElement } from '../../xml/read-xml.ts';
import { branch, branchIf, leaf, leafIf, xmlDeclaration, xmlText } from '../../xml/write-xml.ts';
import type { WritingNote } from '../format-reading.ts';
import { originalOf } from '../keep-original.ts';
import { type GoamlLocal, goamlLocalOf } from './code-lists.ts';
import { goamlWritten } from './moments.ts';

export interface GoamlSettings {
  readonly jurisdiction: string;
  /** Its local currency: amounts in another unit are given as foreign. */
  readonly currency: string;
  readonly local?: GoamlLocal;
}

const unknownCode = '-';

/** One report alone is the root of its file; several stand inside `reports`. */
export function writeGoaml(reports: readonly SuspiciousReport[], settings: GoamlSettings): { text: string; notes: readonly WritingNote[] } {
  const notes: WritingNote[] = [];
  const single = reports.length === 1;
  const texts = reports.map((report) => {
    const kept = originalOf(report, 'goaml');
    return kept ?? xmlText(goamlReport(report, settings, notes));
  });
  const text = single ? texts.join('') : `<reports>\n${texts.join('')}</reports>\n`;
  return { text: xmlDeclaration + text, notes };
}

interface Writing {
  readonly report: SuspiciousReport;
  readonly settings: GoamlSettings;
  readonly local: GoamlLocal;
  readonly note: (path: string, note: string) => void;
}

function goamlReport(report: SuspiciousReport, settings: GoamlSettings, notes: WritingNote[]): XmlElement {
  const local = settings.local ?? goamlLocalOf(settings.jurisdiction);
  const writing: Writing = { report, settings, local, note: (path, note) => notes.push({ reference: report.reference, path, note }) };
  const { reporter, follows, indicators = [] } = report;
  if (!/^[1-9]\d{0,9}$/.test(reporter?.id ?? ''))
    writing.note('rentity_id', 'The record tells no number of the institution; 1 was written.');
  if (indicators.length === 0) writing.note('report_indicators', `The record has no indicator; "${unknownCode}" was written.`);
  return branch('report', [
    leaf('rentity_id', /^[1-9]\d{0,9}$/.test(reporter?.id ?? '') ? (reporter?.id ?? '1') : '1'),
    leafIf('rentity_branch', reporter?.branch),
    leaf('submission_code', 'E'),
    leaf('report_code', reportCode(writing)),
    leaf('entity_reference', report.reference.slice(0, 255)),
    leafIf('fiu_ref_number', follows?.relation === 'corrects' ? null : follows?.reference),
    leafIf('prev_rejected_ref_number', follows?.relation === 'corrects' ? follows.reference : null),
    leaf('submission_date', goamlWritten(report.reportedAt, local.utcOffset)),
    leaf('currency_code_local', settings.currency),
    personNamed('reporting_person', reporter?.person),
    leaf('reason', cut(report.narrative, 8000, 'reason', writing)),
    leafIf('action', report.action === undefined ? null : cut(report.action, 8000, 'action', writing)),
    ...report.movements.map((movement, index) => transactionOf(movement, index, writing)),
    activityOf(writing),
    branch(
      'report_indicators',
      (indicators.length === 0 ? [unknownCode] : indicators).map((code) => leaf('indicator', code)),
    ),
  ]);
}

function reportCode({ report, local, note }: Writing): string {
  const fallback = report.movements.length > 0 ? 'STR' : 'SAR';
  const { reportType } = report;
  const known = local.lists['report_type'];
  if (reportType !== undefined && (known === undefined || known.has(reportType))) return reportType;
  if (reportType !== undefined) note('report_code', `"${reportType}" is no code of ${local.jurisdiction}; ${fallback} was written.`);
  return fallback;
}

function cut(text: string, charactersMax: number, path: string, { note }: Writing): string {
  if (text.length <= charactersMax) return text;
  note(path, `It has ${text.length} characters; goAML takes ${charactersMax}, the rest was left out.`);
  return text.slice(0, charactersMax).toWellFormed();
}

function personNamed(element: string, name: string | undefined): XmlElement | null {
  if (name === undefined || name === '') return null;
  const { first, last } = splitName(name);
  return branch(element, [leaf('first_name', first), leaf('last_name', last)]);
}

/** goAML wants two names of everybody; who has one is written with the code for unknown as the other. */
function splitName(name: string): { first: string; last: string } {
  const at = name.lastIndexOf(' ');
  return at === -1
    ? { first: unknownCode, last: name.slice(0, 100) }
    : { first: name.slice(0, at).slice(0, 100), last: name.slice(at + 1).slice(0, 100) };
}

function transactionOf(movement: MovementOfReport, index: number, writing: Writing): XmlElement {
  const { report, settings, local, note } = writing;
  const path = `transaction[${index + 1}]`;
  const isLocal = movement.unit === settings.currency;
  if (!isLocal) note(`${path}/amount_local`, `The amount is in ${movement.unit}; it stands as foreign, and 0 as the local amount.`);
  const foreign = isLocal ? movement.otherAmount : { amount: movement.amount, unit: movement.unit };
  return branch('transaction', [
    leaf(
      'transactionnumber',
      movement.reference === '' ? `${report.reference}/${index + 1}`.slice(-100) : movement.reference.slice(0, 100),
    ),
    leaf('transaction_location', report.reporter?.branch ?? unknownCode),
    leaf('transaction_description', movement.description ?? ''),
    leaf('date_transaction', goamlWritten(movement.at, local.utcOffset)),
    leaf('transmode_code', movement.mode ?? unknownCode),
    leaf('transmode_comment', unknownCode),
    leaf('amount_local', isLocal ? movement.amount : '0'),
    sideOf('from', { movement, path, foreign }, writing),
    sideOf('to', { movement, path, foreign }, writing),
  ]);
}

type Foreign = { readonly amount: string; readonly unit: string } | undefined;

function sideOf(
  side: 'from' | 'to',
  { movement, path, foreign }: { movement: MovementOfReport; path: string; foreign: Foreign },
  writing: Writing,
): XmlElement {
  const { report, note } = writing;
  const words = movement[side];
  const account = report.accounts?.[movement[`${side}Account`] ?? -1];
  const party = report.parties[movement[`${side}Party`] ?? -1] ?? partyKnownAs(words, report.parties);
  const isAccount = account !== undefined || (party !== undefined && party.name !== words && words !== '');
  if (party === undefined && account === undefined)
    note(`${path}/t_${side}`, 'The record does not tell who this side is; its words stand as a name.');
  const isCrypto = account?.kind === 'wallet' || !isCurrency(movement.unit);
  const country = party?.jurisdiction ?? unknownCode;
  if (country === unknownCode) note(`${path}/t_${side}/${side}_country`, `The record tells no country; "${unknownCode}" was written.`);
  return branch(`t_${side}`, [
    leaf(`${side}_funds_code`, isCrypto ? 'CRPTC' : 'B'),
    foreign === undefined
      ? null
      : branch(`${side}_foreign_currency`, [leaf('foreign_currency_code', foreign.unit), leaf('foreign_amount', foreign.amount)]),
    leaf(`${side}_is_suspected`, party?.role === 'suspected' ? 'true' : 'false'),
    isAccount
      ? accountElement(`${side}_account`, account ?? { kind: 'account', number: words, holders: [] }, party, report)
      : party === undefined
        ? branch(`${side}_entity`, [leaf('name', words === '' ? unknownCode : words.slice(0, 255))])
        : partyElement(`${side}_${party.kind}`, party),
    leaf(`${side}_country`, country),
  ]);
}

/** The party that has these words as its name or among its numbers. */
function partyKnownAs(words: string, parties: readonly PartyOfRecord[]): PartyOfRecord | undefined {
  if (words === '') return undefined;
  return parties.find(({ name, identifiers }) => name === words || identifiers.some(({ value }) => value === words));
}

function accountElement(element: string, account: AccountOfReport, party: PartyOfRecord | undefined, report: SuspiciousReport): XmlElement {
  const holders = account.holders.flatMap((at) => report.parties[at] ?? []);
  const people = holders.length === 0 && party !== undefined ? [party] : holders;
  const owner = people.find(({ kind }) => kind === 'entity');
  return branch(element, [
    leafIf('institution_name', account.institution),
    leaf('institution_code', account.institutionCode ?? unknownCode),
    leaf('account', account.number.slice(0, 255)),
    leafIf('currency_code', account.currency),
    leaf('account_name', (account.name ?? people[0]?.name ?? unknownCode).slice(0, 255)),
    leafIf('iban', account.iban),
    account.kind === 'wallet' ? leaf('account_type', 'CRYWT') : null,
    owner === undefined ? null : partyElement('t_entity', owner),
    ...people
      .filter(({ kind }) => kind === 'person')
      .map((person, at) => branch('signatory', [at === 0 ? leaf('is_primary', 'true') : null, partyElement('t_person', person)])),
    leafIf('opened', account.openedOn === undefined ? null : `${account.openedOn}T00:00:00`),
    leafIf('closed', account.closedOn === undefined ? null : `${account.closedOn}T00:00:00`),
    leafIf('balance', account.balance),
    leafIf('status_code', account.status),
  ]);
}

function partyElement(element: string, party: PartyOfRecord): XmlElement {
  const number = (scheme: string): string | undefined => party.identifiers.find((each) => each.scheme === scheme)?.value;
  if (party.kind === 'entity') {
    return branch(element, [
      leaf('name', party.name.slice(0, 255)),
      leafIf('commercial_name', party.aliases?.[0]),
      leafIf('incorporation_number', (number('register') ?? number('lei'))?.slice(0, 50)),
      leafIf('business', party.occupation),
      leafIf('incorporation_country_code', party.jurisdiction),
      leafIf('tax_number', number('tax-id')),
    ]);
  }
  const { first, last } = splitName(party.name);
  const passport = number('passport');
  return branch(element, [
    leaf('first_name', first),
    leaf('last_name', last),
    leafIf('birthdate', party.birthDate === null ? null : `${party.birthDate}T00:00:00`),
    leafIf('alias', party.aliases?.[0]?.slice(0, 100)),
    ...(passport === undefined || party.jurisdiction === null
      ? []
      : [leaf('passport_number', passport), leaf('passport_country', party.jurisdiction)]),
    leafIf('id_number', number('national-id')),
    leafIf('nationality1', party.jurisdiction),
    leafIf('occupation', party.occupation),
    leafIf('tax_number', number('tax-id')),
  ]);
}

/** Parties that no transaction names: all of them where there is none, else those who would be lost. */
function activityOf({ report }: Writing): XmlElement | null {
  const held = new Map<number, AccountOfReport>();
  for (const account of report.accounts ?? []) if (account.holders[0] !== undefined) held.set(account.holders[0], account);
  const named = new Set(report.movements.flatMap((movement) => partiesIn(movement, report)));
  const parties = [...report.parties.entries()]
    .filter(([at]) => !named.has(at))
    .map(([at, party]) => {
      const account = held.get(at);
      return branch('report_party', [
        account === undefined ? partyElement(party.kind, party) : accountElement('account', account, party, report),
        leafIf('country', party.jurisdiction),
        leaf('is_suspected', party.role === 'suspected' ? 'true' : 'false'),
        leaf('reason', ''),
      ]);
    });
  const listed = branchIf('report_parties', parties);
  return listed === null ? null : branch('activity', [listed]);
}

function partiesIn(movement: MovementOfReport, report: SuspiciousReport): readonly number[] {
  return (['from', 'to'] as const).flatMap((side) => {
    const account = report.accounts?.[movement[`${side}Account`] ?? -1];
    const party = movement[`${side}Party`] ?? report.parties.findIndex((each) => each === partyKnownAs(movement[side], report.parties));
    // A side says of one party that it is suspected; a second holder who is too is told among the parties.
    const others = account?.holders.filter((at) => at !== party && report.parties[at]?.role !== 'suspected') ?? [];
    return [party, ...others];
  });
}
