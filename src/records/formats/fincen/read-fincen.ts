// SPDX-License-Identifier: Apache-2.0
/**
 * A batch of FinCEN suspicious activity reports to suspicious reports: one for each `Activity`.
 *
 *     Party 33 (subject)                  ->  suspected parties, with their accounts
 *     Party 30 (reporting institution)    ->  the reporting firm and the reporter
 *     Party 34 (where it happened)        ->  a party in the role of a firm
 *     SuspiciousActivityClassification    ->  the kind of suspicion, and `indicators` as type/subtype
 *     total amount, from and to dates     ->  one movement where an amount is given
 *     ActivityNarrativeInformation        ->  the narrative, its pieces joined in their order
 *     EFilingPriorDocumentNumber          ->  what it corrects or continues
 *
 * A report has no number of its own before it is filed: its internal control number is taken (identification type 29), else
 * day, number of the institution and place in the batch. Elements outside of the format's name space are a fault: the official
 * schema refuses them, and a file that we took would come back from there.
 */
import { failWith, isJurisdiction, ok, type Result } from '../../../kernel/index.ts';
import type { AccountOfReport, PartyOfRecord } from '../../suspicious-reports/wire.ts';
import { type PlacedFault, shapeFaults } from '../../xml/check-shape.ts';
import { createTextReader } from '../../xml/decode-text.ts';
import { allOf, childOf, childrenOf, createXmlReader, lineOf, textOf, type XmlElement, type XmlFrame } from '../../xml/read-xml.ts';
import { xmlText } from '../../xml/write-xml.ts';
import type { FactPlace } from '../../imports/file-records.ts';
import type { ReaderSettings, ReadReport, ReportReader } from '../format-reading.ts';
import { withOriginal } from '../keep-original.ts';
import { collectParts, filled, plainAmount, type ReportParts } from '../report-parts.ts';
import { fincenLists, fincenShapes, fincenSpace } from './shapes.ts';

export function createFincenReader(settings: ReaderSettings): ReportReader {
  const text = createTextReader();
  const counts = { activities: 0, parties: 0, documents: 0 };
  const numbers = new Set<string>();
  const xml = createXmlReader(new Set(['Activity']), (element) => {
    counts.activities += 1;
    counts.parties += allOf(element, 'Party').length;
    counts.documents += childrenOf(element, 'ActivitySupportDocument').length;
    const doubles = doubleNumbers(element, 'Activity', numbers);
    settings.onReport(readFincenActivity(element, counts.activities, doubles));
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
      return frame.ok ? checkFrame(frame.value, counts) : frame;
    },
  };
}

/** The same number twice: in the report where it stands the second time. Numbers are those of the whole batch, a few bytes for each. */
function doubleNumbers(element: XmlElement, path: string, numbers: Set<string>): readonly PlacedFault[] {
  const number = element.attributes['SeqNum'];
  const isDouble = number !== undefined && numbers.has(number);
  if (number !== undefined) numbers.add(number);
  const own = isDouble
    ? [
        {
          line: element.line,
          path: `${path}/@SeqNum`,
          problem: `The number ${number} stands twice in the batch.`,
          remedy: 'Number all elements through.',
        },
      ]
    : [];
  return [...own, ...element.children.flatMap((child) => doubleNumbers(child, `${path}/${child.name}`, numbers))];
}

function checkFrame(frame: XmlFrame, counts: { activities: number; parties: number; documents: number }): Result<readonly PlacedFault[]> {
  const at = { line: frame.line, path: frame.root };
  if (frame.root !== 'EFilingBatchXML') {
    const problem = `The file's outermost element is "${frame.root.slice(0, 60)}", not "EFilingBatchXML".`;
    return failWith([{ path: `line ${frame.line}`, problem, remedy: 'Send a batch of form 111.' }]);
  }
  const faults: PlacedFault[] = [];
  if (frame.space !== fincenSpace)
    faults.push({
      ...at,
      problem: `Its elements are not in the name space "${fincenSpace}".`,
      remedy: `Write xmlns:fc2="${fincenSpace}" and the prefix fc2.`,
    });
  const [form] = frame.leaves;
  if (form?.name !== 'FormTypeCode' || form.text.trim() !== 'SARX')
    faults.push({
      ...at,
      problem: 'The element "FormTypeCode" with SARX does not come first.',
      remedy: 'Put it before the first activity.',
    });
  const expected = { ActivityCount: counts.activities, PartyCount: counts.parties, ActivityAttachmentCount: counts.documents };
  for (const [name, count] of Object.entries(expected)) {
    const said = frame.attributes[name];
    if (said === undefined) faults.push({ ...at, problem: `The attribute "${name}" is missing.`, remedy: `Give it as ${count}.` });
    else if (Number(said) !== count)
      faults.push({
        ...at,
        problem: `"${name}" says ${said.slice(0, 20)}, the batch holds ${count}.`,
        remedy: 'Send the whole file, or correct the count.',
      });
  }
  for (const name of ['TotalAmount', 'AttachmentCount']) {
    if (frame.attributes[name] === undefined)
      faults.push({ ...at, problem: `The attribute "${name}" is missing.`, remedy: 'Add it; the format demands it.' });
  }
  return counts.activities === 0
    ? failWith([{ path: `line ${frame.line}`, problem: 'The batch holds no activity.', remedy: 'Send at least one report.' }])
    : ok(faults);
}

const partiesMin = 6;

export function readFincenActivity(activity: XmlElement, position: number, doubles: readonly PlacedFault[]): ReadReport {
  const faults = [...shapeFaults(activity, 'Activity', fincenShapes, fincenLists), ...doubles];
  const parties = childrenOf(activity, 'Party');
  if (parties.length < partiesMin) {
    const problem = `It has ${parties.length} parties; ${partiesMin} are the fewest.`;
    const remedy = 'Give transmitter, its contact, reporting institution, contact for assistance, place of the activity and subject.';
    faults.push({ line: activity.line, path: 'Activity', problem, remedy });
  }
  const reference = referenceOf(activity, position);
  const base = { position, line: activity.line, reference, places: [] as readonly FactPlace[] };
  if (faults.length > 0) return { ...base, body: null, faults };
  const places: FactPlace[] = [{ scope: '', place: `line ${activity.line}` }];
  const body = withOriginal(bodyOf(activity, reference, places), 'fincen-sar', xmlText(activity));
  return { ...base, body, places, faults: [] };
}

function ofType(activity: XmlElement, type: string): readonly XmlElement[] {
  return childrenOf(activity, 'Party').filter((party) => lineOf(party, 'ActivityPartyTypeCode') === type);
}

function referenceOf(activity: XmlElement, position: number): string {
  const own = allOf(activity, 'PartyIdentification').find((each) => lineOf(each, 'PartyIdentificationTypeCode') === '29');
  const control = own === undefined ? '' : lineOf(own, 'PartyIdentificationNumberText');
  if (control !== '') return control;
  const [filer] = ofType(activity, '30');
  const number = filer === undefined ? '' : (numbersOf(filer)[0]?.value ?? '');
  return ['SAR', lineOf(activity, 'FilingDateText'), number, position].filter((piece) => piece !== '').join('-');
}

function bodyOf(activity: XmlElement, reference: string, places: FactPlace[]): Record<string, unknown> {
  const parts = collectParts();
  for (const subject of ofType(activity, '33')) {
    places.push({ scope: `/parties/${parts.parties.length}`, place: `line ${subject.line}, subject` });
    readSubject(subject, parts);
  }
  for (const place of ofType(activity, '34')) parts.party(partyOf(place, 'firm'));
  const [filer] = ofType(activity, '30');
  const [contact] = ofType(activity, '8');
  const suspicious = childOf(activity, 'SuspiciousActivity') ?? activity;
  const narrative = childrenOf(activity, 'ActivityNarrativeInformation')
    .toSorted(
      (left, right) => Number(lineOf(left, 'ActivityNarrativeSequenceNumber')) - Number(lineOf(right, 'ActivityNarrativeSequenceNumber')),
    )
    .map((piece) => textOf(piece, 'ActivityNarrativeText'));
  places.push({
    scope: '/narrative',
    place: `line ${childOf(activity, 'ActivityNarrativeInformation')?.line ?? activity.line}, narrative`,
  });
  const kinds = childrenOf(suspicious, 'SuspiciousActivityClassification').map((each) => ({
    type: lineOf(each, 'SuspiciousActivityTypeID'),
    subtype: lineOf(each, 'SuspiciousActivitySubtypeID'),
  }));
  const firm = filer === undefined ? '' : nameOf(filer);
  return {
    kind: 'suspicious-report',
    reference,
    reportedAt: dayText(lineOf(activity, 'FilingDateText')),
    reportingFirm: firm === '' ? 'Reporting institution not named' : firm,
    suspicion: suspicionOf(kinds),
    narrative: narrative.join('\n\n'),
    parties: parts.parties,
    movements: totalOf(suspicious, parts.parties[0]?.name ?? '', reference),
    instruments: [],
    reportType: 'SAR',
    ...filled({
      follows: followsOf(activity),
      reporter: filled({
        id: filer === undefined ? '' : (numbersOf(filer)[0]?.value ?? ''),
        person: contact === undefined ? '' : nameOf(contact),
        contact: contact === undefined ? '' : lineOf(childOf(contact, 'PhoneNumber'), 'PhoneNumberText'),
      }),
      indicators: kinds.map(({ type, subtype }) => `${type}/${subtype}`),
      accounts: parts.accounts,
    }),
  };
}

const suspicionOfSubtype: Readonly<Record<string, string>> = {
  '601': 'insider-dealing',
  '608': 'market-manipulation',
  '609': 'market-manipulation',
};
const suspicionOfType: Readonly<Record<string, string>> = {
  '1': 'money-laundering',
  '3': 'fraud',
  '7': 'terrorist-financing',
  '8': 'money-laundering',
  '10': 'fraud',
  '12': 'money-laundering',
};

function suspicionOf(kinds: readonly { readonly type: string; readonly subtype: string }[]): string {
  for (const { type, subtype } of kinds) {
    const known = suspicionOfSubtype[subtype] ?? suspicionOfType[type];
    if (known !== undefined) return known;
  }
  return 'other';
}

function totalOf(suspicious: XmlElement, from: string, reference: string): readonly Record<string, unknown>[] {
  const amount = lineOf(suspicious, 'TotalSuspiciousAmountText').replaceAll(',', '');
  if (!/^\d+(\.\d+)?$/.test(amount)) return [];
  const start = dayText(lineOf(suspicious, 'SuspiciousActivityFromDateText'));
  const end = dayText(lineOf(suspicious, 'SuspiciousActivityToDateText'));
  const description = end === '' || end === start ? `Total of the activity on ${start}` : `Total of the activity from ${start} to ${end}`;
  return [
    {
      at: start,
      amount: plainAmount(amount, 2),
      unit: 'USD',
      from,
      to: '',
      reference,
      description,
      ...(from === '' ? {} : { fromParty: 0 }),
    },
  ];
}

function followsOf(activity: XmlElement): Record<string, unknown> | null {
  const prior = lineOf(activity, 'EFilingPriorDocumentNumber');
  if (prior === '' || /^0+$/.test(prior)) return null;
  const kind = childOf(activity, 'ActivityAssociation');
  return { relation: lineOf(kind, 'ContinuingActivityReportIndicator') === 'Y' ? 'continues' : 'corrects', reference: prior };
}

/** `20261120` as a day; nothing where the format left it open. */
function dayText(text: string): string {
  return /^\d{8}$/.test(text) && !text.includes('00', 4) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : vagueDay(text);
}

function vagueDay(text: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  return year === '' || month === '00' || day === '00' ? '' : `${year}-${month}-${day}`;
}

function nameOf(party: XmlElement): string {
  const legal = childrenOf(party, 'PartyName').find((each) => lineOf(each, 'PartyNameTypeCode') === 'L');
  return legal === undefined ? '' : fullName(legal);
}

function fullName(name: XmlElement): string {
  const full = lineOf(name, 'RawPartyFullName');
  if (full !== '') return full;
  return ['RawIndividualFirstName', 'RawIndividualMiddleName', 'RawEntityIndividualLastName', 'RawIndividualNameSuffixText']
    .map((part) => lineOf(name, part))
    .filter((part) => part !== '')
    .join(' ');
}

type Identifier = PartyOfRecord['identifiers'][number];
const schemes: Readonly<Record<string, Identifier['scheme']>> = {
  '1': 'national-id',
  '2': 'tax-id',
  '4': 'tax-id',
  '5': 'national-id',
  '6': 'passport',
  '7': 'national-id',
};

function numbersOf(party: XmlElement): Identifier[] {
  return childrenOf(party, 'PartyIdentification').flatMap((each) => {
    const type = lineOf(each, 'PartyIdentificationTypeCode');
    const value = lineOf(each, 'PartyIdentificationNumberText');
    return value === '' || type === '29' ? [] : [{ scheme: schemes[type] ?? 'register', value }];
  });
}

function partyOf(party: XmlElement, role: PartyOfRecord['role']): PartyOfRecord {
  const isEntity = role === 'firm' || lineOf(party, 'PartyAsEntityOrganizationIndicator') === 'Y';
  const address = childOf(party, 'Address');
  const country = lineOf(address, 'RawCountryCodeText');
  const name = nameOf(party);
  const birth = dayText(lineOf(party, 'IndividualBirthDateText'));
  const aliases = childrenOf(party, 'PartyName')
    .filter((each) => lineOf(each, 'PartyNameTypeCode') !== 'L')
    .map(fullName);
  return {
    role,
    kind: isEntity ? 'entity' : 'person',
    name: name === '' ? 'Name unknown' : name,
    identifiers: numbersOf(party),
    jurisdiction: isJurisdiction(country) ? country : null,
    birthDate: isEntity || birth === '' ? null : birth,
    ...filled({
      aliases: aliases.filter((alias) => alias !== ''),
      address: ['RawStreetAddress1Text', 'RawCityText', 'RawStateCodeText', 'RawZIPCode', 'RawCountryCodeText']
        .map((part) => lineOf(address, part))
        .filter((part) => part !== '')
        .join(', '),
      occupation: lineOf(childOf(party, 'PartyOccupationBusiness'), 'OccupationBusinessText'),
    }),
  };
}

function readSubject(subject: XmlElement, parts: ReportParts): void {
  const at = parts.party(partyOf(subject, 'suspected'));
  for (const bank of childOf(subject, 'PartyAccountAssociation')?.children.filter(({ name }) => name === 'Party') ?? []) {
    for (const account of childrenOf(bank, 'Account')) {
      const number = lineOf(account, 'AccountNumberText');
      if (number === '') continue;
      const isClosed = lineOf(childOf(account, 'PartyAccountAssociation'), 'AccountClosedIndicator') === 'Y';
      const institutionCode = numbersOf(bank)[0]?.value;
      parts.account({
        kind: 'account',
        number,
        holders: [at],
        ...filled({ institutionCode, status: isClosed ? 'closed' : '' }),
      } satisfies AccountOfReport);
    }
  }
}
