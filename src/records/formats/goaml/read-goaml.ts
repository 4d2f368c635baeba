// SPDX-License-Identifier: Apache-2.0
/**
 * goAML 5 reports to suspicious reports: one `report` is a file of its own, or one of many inside any element around them.
 *
 *     report                          ->  reference, reportedAt, narrative (reason), action, reporter, indicators
 *     transaction                     ->  a movement; its sides become parties and accounts
 *     activity/report_parties         ->  parties, with no movement
 *     signatories, related persons    ->  parties, as holders of their account
 *
 * Who is suspected: whom the report marks so (`is_suspected`); where it marks nobody, the institution's own clients and the parties of
 * an activity, since it is they that the report was written about.
 *
 * goAML writes moments without a zone; the authority's own offset is applied (code-lists.ts). Midnight exactly means that the
 * hour is not known. The institution is known by its number; who keeps the register of institutions puts the name to it.
 */
import { failWith, ok } from '../../../kernel/index.ts';
import { shapeFaults } from '../../xml/check-shape.ts';
import { createTextReader } from '../../xml/decode-text.ts';
import { childOf, childrenOf, createXmlReader, lineOf, oneLine, textOf, type XmlElement } from '../../xml/read-xml.ts';
import { xmlText } from '../../xml/write-xml.ts';
import type { FactPlace } from '../../imports/file-records.ts';
import type { ReaderSettings, ReadReport, ReportReader } from '../format-reading.ts';
import { withOriginal } from '../keep-original.ts';
import { collectParts, filled } from '../report-parts.ts';
import { type GoamlLocal, goamlLocalOf } from './code-lists.ts';
import { goamlMoment } from './moments.ts';
import { goamlShapes } from './shapes.ts';
import { readSide } from './sides.ts';

export function createGoamlReader(settings: ReaderSettings & { readonly local?: GoamlLocal }): ReportReader {
  const local = settings.local ?? goamlLocalOf(settings.jurisdiction);
  const text = createTextReader();
  let position = 0;
  const xml = createXmlReader(new Set(['report']), (element) => {
    position += 1;
    settings.onReport(readGoamlReport(element, position, local));
  });
  return {
    write(bytes) {
      const read = text.write(bytes);
      return read.ok ? xml.write(read.value) : read;
    },
    end() {
      const read = text.end();
      if (!read.ok) return read;
      const written = xml.write(read.value);
      if (!written.ok) return written;
      const frame = xml.end();
      if (!frame.ok) return frame;
      if (position > 0) return ok([]);
      const problem = `The file holds no goAML report; its outermost element is "${frame.value.root.slice(0, 60)}".`;
      return failWith([{ path: `line ${frame.value.line}`, problem, remedy: 'Send a file whose outermost element is "report".' }]);
    },
  };
}

export function readGoamlReport(element: XmlElement, position: number, local: GoamlLocal): ReadReport {
  const faults = [...shapeFaults(element, 'report', goamlShapes, local)];
  const reference = lineOf(element, 'entity_reference');
  if (childrenOf(element, 'transaction').length === 0 && childOf(element, 'activity') === undefined) {
    const remedy = 'Add transactions, or an activity with the parties it concerns.';
    faults.push({ line: element.line, path: 'report', problem: 'It holds neither a transaction nor an activity.', remedy });
  }
  if (faults.length > 0) return { position, line: element.line, reference, body: null, places: [], faults };
  const places: FactPlace[] = [{ scope: '', place: `line ${element.line}` }];
  const body = withOriginal(bodyOf(element, local, places), 'goaml', xmlText(element));
  return { position, line: element.line, reference, body, places, faults: [] };
}

function bodyOf(report: XmlElement, local: GoamlLocal, places: FactPlace[]): Record<string, unknown> {
  const parts = collectParts();
  const transactions = childrenOf(report, 'transaction');
  const isAnyMarked = [...report.children].some((child) => hasMark(child));
  const currency = lineOf(report, 'currency_code_local');
  const side = { parts, isAnyMarked };
  const movements = transactions.map((transaction, index) => {
    places.push({ scope: `/movements/${index}`, place: `line ${transaction.line}, transaction` });
    return movementOf(transaction, { currency, local, side });
  });
  for (const party of childOf(childOf(report, 'activity') ?? report, 'report_parties')?.children ?? []) {
    readSide(party, { ...side, prefix: '', isSubject: true, otherwise: 'other' });
  }
  const indicators = childOf(report, 'report_indicators')?.children.map((child) => oneLine(child.text)) ?? [];
  const reportType = lineOf(report, 'report_code');
  const rentity = lineOf(report, 'rentity_id');
  for (const [name, scope] of [
    ['reason', '/narrative'],
    ['entity_reference', '/reference'],
    ['report_indicators', '/indicators'],
  ] as const) {
    const found = childOf(report, name);
    if (found !== undefined) places.push({ scope, place: `line ${found.line}, ${name}` });
  }
  return {
    kind: 'suspicious-report',
    reference: lineOf(report, 'entity_reference'),
    reportedAt: goamlMoment(lineOf(report, 'submission_date') || lineOf(report, 'report_date'), local.utcOffset),
    reportingFirm: `Reporting entity ${rentity}`,
    suspicion: suspicionOf([reportType, ...indicators], local),
    narrative: narrativeOf(report, transactions),
    parties: parts.parties,
    movements,
    instruments: [],
    reportType,
    ...filled({
      follows: followsOf(report),
      action: textOf(report, 'action'),
      reporter: filled({ id: rentity, branch: lineOf(report, 'rentity_branch'), person: reportingPerson(report) }),
      indicators: indicators.filter((code) => code !== ''),
      accounts: parts.accounts,
    }),
  };
}

function hasMark(element: XmlElement): boolean {
  return element.children.some((child) => (child.name.endsWith('is_suspected') && isTrue(child.text)) || hasMark(child));
}

export function isTrue(text: string): boolean {
  return ['true', '1'].includes(text.trim());
}

function movementOf(
  transaction: XmlElement,
  { currency, local, side }: { currency: string; local: GoamlLocal; side: Omit<Parameters<typeof readSide>[1], 'prefix' | 'isSubject'> },
): Record<string, unknown> {
  const sides = { from: sideOf(transaction, 'from'), to: sideOf(transaction, 'to') };
  const from = sides.from === undefined ? null : readSide(sides.from, { ...side, prefix: 'from_', isSubject: isClient(sides.from) });
  const to = sides.to === undefined ? null : readSide(sides.to, { ...side, prefix: 'to_', isSubject: isClient(sides.to) });
  const several = (childOf(transaction, 'involved_parties')?.children ?? []).map((party) =>
    readSide(party, { ...side, prefix: '', isSubject: party.children.some(({ name }) => name.endsWith('_my_client')) }),
  );
  const [first, second] = several;
  const left = from ?? first ?? null;
  const right = to ?? second ?? null;
  return {
    at: goamlMoment(lineOf(transaction, 'date_transaction'), local.utcOffset),
    ...left?.amounts(lineOf(transaction, 'amount_local'), currency),
    from: left?.words ?? '',
    to: right?.words ?? '',
    reference: lineOf(transaction, 'transactionnumber'),
    ...filled({ description: textOf(transaction, 'transaction_description'), mode: lineOf(transaction, 'transmode_code') }),
    ...(left === null ? {} : filled({ fromParty: left.party, fromAccount: left.account })),
    ...(right === null ? {} : filled({ toParty: right.party, toAccount: right.account })),
  };
}

function sideOf(transaction: XmlElement, side: 'from' | 'to'): XmlElement | undefined {
  return childOf(transaction, `t_${side}_my_client`) ?? childOf(transaction, `t_${side}`);
}

function isClient(side: XmlElement): boolean {
  return side.name.endsWith('_my_client');
}

function suspicionOf(codes: readonly string[], local: GoamlLocal): string {
  for (const code of codes) {
    const known = local.suspicions[code];
    if (known !== undefined) return known;
  }
  return 'money-laundering';
}

/** A report without a reason tells it in its transactions and parties; without anything, it says so. */
function narrativeOf(report: XmlElement, transactions: readonly XmlElement[]): string {
  const reason = textOf(report, 'reason');
  if (reason !== '') return reason;
  const parties = childOf(childOf(report, 'activity') ?? report, 'report_parties')?.children ?? [];
  const told = [...parties.map((party) => textOf(party, 'reason')), ...transactions.map((each) => textOf(each, 'transaction_description'))];
  const found = told
    .filter((text) => text !== '')
    .join('\n\n')
    .slice(0, narrativeCharactersMax)
    .toWellFormed();
  return found === '' ? 'The report gives no reason in words; see its indicators.' : found;
}

const narrativeCharactersMax = 20_000;

function followsOf(report: XmlElement): Record<string, unknown> | null {
  const rejected = lineOf(report, 'prev_rejected_ref_number');
  if (rejected !== '') return { relation: 'corrects', reference: rejected };
  const earlier = lineOf(report, 'fiu_ref_number');
  return earlier === '' ? null : { relation: 'supplements', reference: earlier };
}

function reportingPerson(report: XmlElement): string {
  const person = childOf(report, 'reporting_person');
  if (person === undefined) return lineOf(report, 'reporting_user_code');
  return [lineOf(person, 'first_name'), lineOf(person, 'last_name')].join(' ').trim();
}
