// SPDX-License-Identifier: Apache-2.0
/**
 * Suspicious reports to a batch of FinCEN form 111, valid against its schema.
 *
 * A report that came in this format and is unchanged is given out as it came, with its elements numbered anew. Any other is written from
 * the model. The form wants six parties at least; whom the record does not tell stands there with the form's own sign for "unknown".
 * What does not fit (a narrative over 20,000 characters, amounts that are not in dollars) is said in a note beside the file.
 */
import type { Instant } from '../../../kernel/index.ts';
import type { AccountOfReport, PartyOfRecord, SuspiciousReport } from '../../suspicious-reports/wire.ts';
import { allOf, childOf, createXmlReader, oneLine, type XmlElement } from '../../xml/read-xml.ts';
import { branch, leaf, leafIf, xmlDeclaration, xmlText } from '../../xml/write-xml.ts';
import type { WritingNote } from '../format-reading.ts';
import { originalOf } from '../keep-original.ts';
import { fincenLists, fincenSpace } from './shapes.ts';

export function writeFincen(
  reports: readonly SuspiciousReport[],
  settings: { readonly now: Instant },
): { text: string; notes: readonly WritingNote[] } {
  const notes: WritingNote[] = [];
  const activities = reports.map((report) => keptActivity(report) ?? activityOf(report, settings, notes));
  const numbering = { next: 1 };
  const numbered = activities.map((activity) => withNumbers(activity, numbering));
  const total = numbered.reduce((sum, activity) => sum + totalIn(activity), 0);
  const attributes = {
    'xmlns:fc2': fincenSpace,
    TotalAmount: String(total),
    PartyCount: String(numbered.reduce((count, activity) => count + allOf(activity, 'Party').length, 0)),
    ActivityCount: String(numbered.length),
    ActivityAttachmentCount: String(numbered.filter((activity) => childOf(activity, 'ActivitySupportDocument') !== undefined).length),
    AttachmentCount: '0',
  };
  const batch = branch('EFilingBatchXML', [leaf('FormTypeCode', 'SARX'), ...numbered], attributes);
  return { text: xmlDeclaration + xmlText(batch, { prefix: 'fc2:' }), notes };
}

/** The total of the batch, in whole dollars: the form knows no cents. */
function totalIn(activity: XmlElement): number {
  const text = childOf(childOf(activity, 'SuspiciousActivity') ?? activity, 'TotalSuspiciousAmountText')?.text ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function keptActivity(report: SuspiciousReport): XmlElement | null {
  const text = originalOf(report, 'fincen-sar');
  if (text === null) return null;
  let found: XmlElement | null = null;
  const reader = createXmlReader(new Set(['Activity']), (element) => (found = element));
  return reader.write(text).ok && reader.end().ok ? found : null;
}

/** Elements with children, and those of the schema that are empty but numbered. */
function withNumbers(element: XmlElement, numbering: { next: number }): XmlElement {
  const isNumbered = element.children.length > 0 || 'SeqNum' in element.attributes;
  if (!isNumbered) return element;
  const number = String(numbering.next);
  numbering.next += 1;
  return { ...element, attributes: { SeqNum: number }, children: element.children.map((child) => withNumbers(child, numbering)) };
}

interface Writing {
  readonly report: SuspiciousReport;
  readonly note: (path: string, note: string) => void;
}

function activityOf(report: SuspiciousReport, { now }: { readonly now: Instant }, notes: WritingNote[]): XmlElement {
  const writing: Writing = { report, note: (path, note) => notes.push({ reference: report.reference, path, note }) };
  const suspected = report.parties.filter(({ role }) => role === 'suspected');
  const subjects = suspected.length === 0 ? report.parties : suspected;
  const firms = report.parties.filter(({ role }) => role === 'firm');
  const prior = /^\d{1,14}$/.test(report.follows?.reference ?? '') ? report.follows?.reference : undefined;
  if (report.follows !== undefined && prior === undefined)
    writing.note('EFilingPriorDocumentNumber', `It follows ${report.follows.reference}, which is not a number of this form.`);
  const isFirst = prior === undefined;
  return branch('Activity', [
    leafIf('EFilingPriorDocumentNumber', prior),
    leaf('FilingDateText', dayOf(report.reportedAt) || dayOf(now)),
    branch('ActivityAssociation', [
      !isFirst && report.follows?.relation === 'continues' ? leaf('ContinuingActivityReportIndicator', 'Y') : null,
      !isFirst && report.follows?.relation !== 'continues' ? leaf('CorrectsAmendsPriorReportIndicator', 'Y') : null,
      isFirst ? leaf('InitialReportIndicator', 'Y') : null,
    ]),
    institution('35', writing),
    contact('37', writing),
    institution('30', writing),
    contact('8', writing),
    ...(firms.length === 0 ? [institution('34', writing)] : firms.map((firm) => placeOf(firm))),
    ...subjects.map((party) => subjectOf(party, writing)),
    suspiciousActivity(writing),
    ...narrativeOf(writing),
  ]);
}

function dayOf(text: string): string {
  return text.slice(0, 10).replaceAll('-', '');
}

function institution(type: '30' | '34' | '35', { report }: Writing): XmlElement {
  const { reporter } = report;
  return branch('Party', [
    leaf('ActivityPartyTypeCode', type),
    type === '34' ? leaf('NoBranchActivityInvolvedIndicator', 'Y') : null,
    type === '35' ? null : leaf('PrimaryRegulatorTypeCode', '99'),
    legalName(report.reportingFirm),
    unknownAddress(),
    type === '35' ? identification(reporter?.id ?? '', '28') : identification(reporter?.id ?? '', '2'),
    // The report's own number, by which an answer finds it again.
    type === '30' ? identification(report.reference, '29') : null,
    type === '35'
      ? null
      : branch('OrganizationClassificationTypeSubtype', [
          leaf('OrganizationTypeID', '999'),
          leaf('OtherOrganizationTypeText', 'Not stated'),
        ]),
  ]);
}

function contact(type: '8' | '37', { report }: Writing): XmlElement {
  const name = report.reporter?.person ?? report.reportingFirm;
  return branch('Party', [leaf('ActivityPartyTypeCode', type), legalName(name), phoneOf(report.reporter?.contact)]);
}

function phoneOf(text: string | undefined): XmlElement | null {
  const digits = (text ?? '').replaceAll(/[^0-9]/g, '');
  return /^\d{6,16}$/.test(digits) ? branch('PhoneNumber', [leaf('PhoneNumberText', digits)]) : null;
}

function legalName(name: string): XmlElement {
  return branch('PartyName', [leaf('PartyNameTypeCode', 'L'), leaf('RawPartyFullName', clean(name, 150))]);
}

function unknownAddress(): XmlElement {
  const names = [
    'CityUnknownIndicator',
    'CountryCodeUnknownIndicator',
    'StateCodeUnknownIndicator',
    'StreetAddressUnknownIndicator',
    'ZIPCodeUnknownIndicator',
  ];
  return branch(
    'Address',
    names.map((name) => leaf(name, 'Y')),
  );
}

function identification(number: string, type: string): XmlElement {
  const value = clean(number, 25);
  const children =
    value === ''
      ? [leaf('TINUnknownIndicator', 'Y')]
      : [leaf('PartyIdentificationNumberText', value), leaf('PartyIdentificationTypeCode', type)];
  return branch('PartyIdentification', children);
}

/** One line, without spaces around it, cut to what the form takes. */
function clean(text: string, charactersMax: number): string {
  return oneLine(text).slice(0, charactersMax).toWellFormed().trim();
}

function placeOf(firm: PartyOfRecord): XmlElement {
  return branch('Party', [
    leaf('ActivityPartyTypeCode', '34'),
    leaf('NoBranchActivityInvolvedIndicator', 'Y'),
    leaf('PrimaryRegulatorTypeCode', '99'),
    legalName(firm.name),
    addressOf(firm),
    identification(firm.identifiers[0]?.value ?? '', '2'),
    branch('OrganizationClassificationTypeSubtype', [leaf('OrganizationTypeID', '999'), leaf('OtherOrganizationTypeText', 'Not stated')]),
  ]);
}

function addressOf(party: PartyOfRecord): XmlElement {
  return branch('Address', [
    leaf('CityUnknownIndicator', 'Y'),
    party.jurisdiction === null ? leaf('CountryCodeUnknownIndicator', 'Y') : null,
    leafIf('RawCountryCodeText', party.jurisdiction),
    leafIf('RawStreetAddress1Text', party.address === undefined ? null : clean(party.address, 100)),
    leaf('StateCodeUnknownIndicator', 'Y'),
    party.address === undefined ? leaf('StreetAddressUnknownIndicator', 'Y') : null,
    leaf('ZIPCodeUnknownIndicator', 'Y'),
  ]);
}

const typeOfScheme: Readonly<Record<string, string>> = { 'national-id': '999', passport: '6', 'tax-id': '4' };

function subjectOf(party: PartyOfRecord, { report }: Writing): XmlElement {
  const isPerson = party.kind === 'person';
  const at = report.parties.indexOf(party);
  const accounts = (report.accounts ?? []).filter(({ holders }) => holders.includes(at));
  const numbers = party.identifiers.flatMap(({ scheme, value }) => {
    const type = typeOfScheme[scheme];
    return type === undefined || value.length > 25 ? [] : [{ type, value, scheme }];
  });
  return branch('Party', [
    leaf('ActivityPartyTypeCode', '33'),
    isPerson && party.birthDate === null ? leaf('BirthDateUnknownIndicator', 'Y') : null,
    leafIf('IndividualBirthDateText', isPerson && party.birthDate !== null ? dayOf(party.birthDate) : null),
    accounts.length === 0 ? leaf('NoKnownAccountInvolvedIndicator', 'Y') : null,
    isPerson ? null : leaf('PartyAsEntityOrganizationIndicator', 'Y'),
    isPerson ? leaf('UnknownGenderIndicator', 'Y') : null,
    nameOfSubject(party),
    ...(party.aliases ?? [])
      .slice(0, 99)
      .map((alias) => branch('PartyName', [leaf('PartyNameTypeCode', 'AKA'), leaf('RawPartyFullName', clean(alias, 150))])),
    addressOf(party),
    ...(numbers.length === 0
      ? [branch('PartyIdentification', [leaf('IdentificationPresentUnknownIndicator', 'Y')])]
      : numbers.map(({ type, value, scheme }) =>
          branch('PartyIdentification', [
            leafIf('OtherIssuerCountryText', party.jurisdiction),
            type === '999' ? leaf('OtherPartyIdentificationTypeText', scheme) : null,
            leaf('PartyIdentificationNumberText', clean(value, 25)),
            leaf('PartyIdentificationTypeCode', type),
          ]),
        )),
    party.occupation === undefined
      ? null
      : branch('PartyOccupationBusiness', [leaf('OccupationBusinessText', clean(party.occupation, 50))]),
    accounts.length === 0 ? null : accountsOf(accounts),
  ]);
}

function nameOfSubject(party: PartyOfRecord): XmlElement {
  const name = oneLine(party.name);
  const at = party.kind === 'person' ? name.lastIndexOf(' ') : -1;
  const last = at === -1 ? name : name.slice(at + 1);
  const first = at === -1 ? '' : name.slice(0, at);
  return branch('PartyName', [
    party.kind === 'person' && first === '' ? leaf('FirstNameUnknownIndicator', 'Y') : null,
    leaf('PartyNameTypeCode', 'L'),
    leaf('RawEntityIndividualLastName', clean(last, 150)),
    leafIf('RawIndividualFirstName', clean(first, 35)),
  ]);
}

function accountsOf(accounts: readonly AccountOfReport[]): XmlElement {
  const parties = accounts
    .slice(0, 99)
    .map((account) =>
      branch('Party', [
        leaf('ActivityPartyTypeCode', '41'),
        branch('PartyIdentification', [
          account.institutionCode === undefined
            ? leaf('TINUnknownIndicator', 'Y')
            : leaf('PartyIdentificationNumberText', clean(account.institutionCode, 25)),
          account.institutionCode === undefined ? null : leaf('PartyIdentificationTypeCode', '4'),
        ]),
        branch('Account', [
          leaf('AccountNumberText', clean(account.number, 40)),
          branch('PartyAccountAssociation', [leaf('PartyAccountAssociationTypeCode', '5')]),
        ]),
      ]),
    );
  return branch('PartyAccountAssociation', [leaf('PartyAccountAssociationTypeCode', '7'), ...parties]);
}

const classes: Readonly<Record<SuspiciousReport['suspicion'], readonly [type: string, subtype: string, other?: string]>> = {
  'money-laundering': ['8', '8999', 'Money laundering'],
  'terrorist-financing': ['7', '7999', 'Terrorist financing'],
  'market-manipulation': ['6', '608'],
  'insider-dealing': ['6', '601'],
  fraud: ['3', '3999', 'Fraud'],
  'sanctions-evasion': ['9', '9999', 'Evasion of sanctions'],
  other: ['9', '9999', 'Other suspicious activity'],
};

function suspiciousActivity({ report, note }: Writing): XmlElement {
  const days = report.movements.map(({ at }) => at.slice(0, 10)).toSorted();
  const dollars = report.movements.filter(({ unit }) => unit === 'USD');
  if (dollars.length < report.movements.length)
    note(
      'TotalSuspiciousAmountText',
      `${report.movements.length - dollars.length} of ${report.movements.length} amounts are not in dollars; they are not in the total.`,
    );
  const total = dollars.reduce((sum, { amount }) => sum + BigInt(amount.split('.')[0] ?? '0'), 0n);
  const kinds = (report.indicators ?? []).map((code) => code.split('/')).filter(([type = '', subtype = '']) => isClass(type, subtype));
  const chosen = kinds.length > 0 ? kinds : [classes[report.suspicion]];
  const seen = new Set<string>();
  return branch('SuspiciousActivity', [
    dollars.length === 0 ? leaf('AmountUnknownIndicator', 'Y') : null,
    leaf('SuspiciousActivityFromDateText', dayOf(days[0] ?? report.reportedAt)),
    leafIf('SuspiciousActivityToDateText', days.length > 1 ? dayOf(days.at(-1) ?? '') : null),
    dollars.length === 0 ? null : leaf('TotalSuspiciousAmountText', String(total).slice(0, 15)),
    ...chosen.flatMap(([type = '', subtype = '', other]) => {
      if (seen.has(subtype)) return [];
      seen.add(subtype);
      return [
        branch('SuspiciousActivityClassification', [
          leafIf('OtherSuspiciousActivityTypeText', other ?? (subtype.endsWith('999') ? 'Not stated' : null)),
          leaf('SuspiciousActivitySubtypeID', subtype),
          leaf('SuspiciousActivityTypeID', type),
        ]),
      ];
    }),
  ]);
}

function isClass(type: string, subtype: string): boolean {
  return fincenLists.lists['activity']?.has(type) === true && fincenLists.lists['activitySubtype']?.has(subtype) === true;
}

const narrativePieceMax = 4000;
const narrativePiecesMax = 5;

function narrativeOf({ report, note }: Writing): XmlElement[] {
  const pieces: string[] = [];
  for (let at = 0; at < report.narrative.length;) {
    // A character of two halves is not cut in the middle.
    const cut = report.narrative.slice(at, at + narrativePieceMax);
    const piece = cut.isWellFormed() ? cut : cut.slice(0, -1);
    pieces.push(piece);
    at += piece.length;
  }
  if (pieces.length > narrativePiecesMax)
    note('ActivityNarrativeText', 'The narrative is longer than the form takes; its end was left out.');
  return pieces
    .slice(0, narrativePiecesMax)
    .map((piece, at) =>
      branch('ActivityNarrativeInformation', [
        leaf('ActivityNarrativeSequenceNumber', String(at + 1)),
        leaf('ActivityNarrativeText', piece),
      ]),
    );
}
