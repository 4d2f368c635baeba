// SPDX-License-Identifier: Apache-2.0
/**
 * Writer of statements of beneficial ownership (Beneficial Ownership Data Standard 0.4, JSON): who owns and controls the firms of a register.
 *
 *     registration with two owners   entity     recordId XB-VASP-0042            the firm, by LEI and number in the register
 *                                    person     recordId party-91c4...           each owner or controller, once for each firm
 *                                    relationship  recordId XB-VASP-0042/party-91c4...   its interests in the firm
 *
 * An owner stands in a registration once for each interest; here all its interests stand in one relationship. The same party in several
 * firms has one `recordId`, and a statement for each firm about which it is made (`declarationSubject`). A `statementId` is the digest of
 * what is stated: the same again has the same, so that who reads two files sees what is new.
 *
 * What the standard has no member for is left out and noted: accounts and wallets of a party, its occupation, and everything of a
 * registration that is neither who the firm is nor whose it is. It says nothing of when a statement was made, since a registration
 * does not: `publicationDate` is the day of the export.
 */
import type { Instant } from '../../kernel/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import type { WritingNote } from '../formats/format-reading.ts';
import type { RegistrationWire } from '../registrations/wire.ts';

type Owner = RegistrationWire['owners'][number];
type Party = Omit<Owner, 'role' | 'interest'>;
type Scheme = Owner['identifiers'][number]['scheme'];

interface Statement {
  readonly recordType: 'entity' | 'person' | 'relationship';
  readonly recordId: string;
  readonly recordDetails: object;
}

export function writeBods(
  registrations: readonly RegistrationWire[],
  now: Instant,
): { readonly content: string; readonly notes: readonly WritingNote[] } {
  const statements = registrations.flatMap((registration) => statementsOf(registration).map((one) => published(one, registration, now)));
  return { content: `${JSON.stringify(statements, null, 1)}\n`, notes: registrations.flatMap(notesOf) };
}

/** Parties stand before the relationships that name them. */
function statementsOf(registration: RegistrationWire): readonly Statement[] {
  const parties = Map.groupBy(registration.owners, (owner) => digestOfJson(partyOf(owner)));
  const firm: Statement = { recordType: 'entity', recordId: registration.reference, recordDetails: firmDetails(registration) };
  const owning = [...parties].flatMap(([digest, interests]): Statement[] => {
    const [owner] = interests;
    if (owner === undefined) return [];
    const recordId = `party-${digest.slice('sha256:'.length, 'sha256:'.length + 32)}`;
    const isPerson = owner.kind === 'person';
    return [
      { recordType: owner.kind, recordId, recordDetails: isPerson ? personDetails(owner) : entityDetails(owner) },
      {
        recordType: 'relationship',
        recordId: `${registration.reference}/${recordId}`,
        recordDetails: { isComponent: false, subject: firm.recordId, interestedParty: recordId, interests: interests.map(interestOf) },
      },
    ];
  });
  return [firm, ...owning.filter(isOf('party')), ...owning.filter(isOf('relationship'))];
}

function isOf(what: 'party' | 'relationship') {
  return ({ recordType }: Statement): boolean => (recordType === 'relationship') === (what === 'relationship');
}

function published(statement: Statement, { reference, authority }: RegistrationWire, now: Instant): object {
  const { recordId, recordType, recordDetails } = statement;
  const stated = { declarationSubject: reference, recordId, recordType, recordDetails };
  const source = { type: ['officialRegister'], assertedBy: [{ name: authority }] };
  return {
    statementId: digestOfJson({ ...stated, source }).slice('sha256:'.length),
    ...stated,
    publicationDetails: { publicationDate: now.slice(0, 10), bodsVersion: '0.4', publisher: { name: authority } },
    source,
  };
}

function firmDetails({ firm, commercialName, jurisdiction, lei, reference, authority, address, subject }: RegistrationWire): object {
  return {
    isComponent: false,
    // A protocol or a pool came about by contracts and need have no legal personality. It is known all the same, so no "unknown entity".
    entityType: subject === undefined || subject === 'firm' ? { type: 'registeredEntity' } : { type: 'arrangement', details: subject },
    name: firm,
    ...(commercialName !== null && commercialName !== '' && { alternateNames: [commercialName] }),
    jurisdiction: place(jurisdiction),
    identifiers: [
      ...(lei === null || lei === '' ? [] : [{ id: lei, scheme: 'XI-LEI', schemeName: 'Global Legal Entity Identifier Index' }]),
      { id: reference, schemeName: `Register of ${authority}` },
    ],
    ...(address !== null && address !== '' && { addresses: [{ type: 'registered', address }] }),
  };
}

function partyOf({ role: _role, interest: _interest, ...party }: Owner): Party {
  return party;
}

function entityDetails({ name, aliases = [], jurisdiction, identifiers, address }: Party): object {
  return {
    isComponent: false,
    entityType: { type: identifiers.some(({ scheme }) => scheme === 'lei' || scheme === 'register') ? 'registeredEntity' : 'legalEntity' },
    name,
    ...(aliases.length > 0 && { alternateNames: aliases }),
    ...(jurisdiction !== null && { jurisdiction: place(jurisdiction) }),
    identifiers: identifiersOf(identifiers, jurisdiction, entitySchemes),
    ...(address !== undefined && { addresses: [{ type: 'registered', address }] }),
  };
}

function personDetails({ name, aliases = [], jurisdiction, identifiers, birthDate, address }: Party): object {
  return {
    isComponent: false,
    personType: 'knownPerson',
    names: [{ fullName: name }, ...aliases.map((fullName) => ({ type: 'alternative', fullName }))],
    ...(birthDate !== null && { birthDate }),
    ...(jurisdiction !== null && { nationalities: [place(jurisdiction)] }),
    identifiers: identifiersOf(identifiers, jurisdiction, personSchemes),
    ...(address !== undefined && { addresses: [{ type: 'residence', address }] }),
  };
}

/** The standard wants a name beside the code; a registration knows the code alone. */
function place(code: string): object {
  return { code, name: code };
}

const personSchemes: Partial<Record<Scheme, string>> = { passport: 'Passport', 'tax-id': 'Tax number', 'national-id': 'National number' };
const entitySchemes: Partial<Record<Scheme, string>> = { register: 'Register', 'tax-id': 'Tax number', 'national-id': 'National number' };
const lei = { scheme: 'XI-LEI', schemeName: 'Global Legal Entity Identifier Index' };

function identifiersOf(identifiers: Party['identifiers'], jurisdiction: string | null, schemes: typeof personSchemes): readonly object[] {
  return identifiers.flatMap(({ scheme, value }) => {
    if (scheme === 'lei') return [{ id: value, ...lei }];
    const named = schemes[scheme];
    return named === undefined ? [] : [{ id: value, schemeName: jurisdiction === null ? named : `${named} of ${jurisdiction}` }];
  });
}

function interestOf(owner: Owner): object {
  const { role, interest } = owner;
  if (interest === undefined) return { type: 'unknownInterest', directOrIndirect: 'unknown', details: role };
  const { type, shareMin, shareMax, isDirect, isBeneficial, from, until } = interest;
  const share = {
    ...(shareMin !== undefined && shareMin === shareMax && { exact: Number(shareMin) }),
    ...(shareMin !== undefined && { minimum: Number(shareMin) }),
    ...(shareMax !== undefined && { maximum: Number(shareMax) }),
  };
  return {
    type,
    directOrIndirect: isDirect === undefined ? 'unknown' : isDirect ? 'direct' : 'indirect',
    ...(isBeneficial !== undefined && !isBeneficialEntity(owner) && { beneficialOwnershipOrControl: isBeneficial }),
    ...(Object.keys(share).length > 0 && { share }),
    ...(from !== undefined && { startDate: from }),
    ...(until !== undefined && { endDate: until }),
  };
}

/** By the standard only a natural person is a beneficial owner; a register that says it of an entity says something else. */
const isBeneficialEntity = ({ kind, interest }: Owner): boolean => kind === 'entity' && interest?.isBeneficial === true;

function notesOf({ reference, owners }: RegistrationWire): readonly WritingNote[] {
  const rest = 'Of a registration the standard holds who the firm is and whose it is; the rest is left out.';
  const none = 'No owner and no controller is registered: the firm stands there alone.';
  const ofOwners = owners.flatMap((owner, at) => {
    const schemes = owner.kind === 'person' ? personSchemes : entitySchemes;
    const left = owner.identifiers.flatMap(({ scheme }, index) =>
      scheme === 'lei' || schemes[scheme] !== undefined
        ? []
        : [{ path: `/owners/${at}/identifiers/${index}`, what: `no identifier of the kind ${scheme}` }],
    );
    const occupation = owner.occupation === undefined ? [] : [{ path: `/owners/${at}/occupation`, what: 'no occupation' }];
    const beneficial = isBeneficialEntity(owner)
      ? [{ reference, path: `/owners/${at}/interest/isBeneficial`, note: 'By the standard only a person is a beneficial owner: left out.' }]
      : [];
    const unknown = [...left, ...occupation].map(({ path, what }) => ({
      reference,
      path,
      note: `The standard knows ${what} of a party: left out.`,
    }));
    return [...unknown, ...beneficial];
  });
  return [{ reference, path: '', note: rest }, ...(owners.length === 0 ? [{ reference, path: '/owners', note: none }] : []), ...ofOwners];
}
