// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of statements of beneficial ownership (Beneficial Ownership Data Standard 0.4, JSON).
 *
 * A file holds statements of entities, persons and relationships. For each entity that has an LEI and of which a relationship speaks,
 * they become one list of owners, one entry for each interest:
 *
 *     relationship  subject: E1, interestedParty: P1, interests: [ shareholding 60 %, votingRights 60 % ]
 *     ->            owners of E1's LEI: P1 by shareholding, P1 by votingRights
 *
 * A relationship whose record is closed is an end, and is left out. Where nobody is named, the reason stands in place of the name.
 * An entity without an LEI cannot be tied to a firm of ours and is rejected by name of its statement.
 */
import type { JsonValue } from '../../kernel/index.ts';
import { isDay, partyFaults } from '../field-checks.ts';
import type { Instant } from '../../kernel/index.ts';
import { checkLei } from '../lei.ts';
import type { RegistrationWire } from '../registrations/wire.ts';
import {
  gatherStatements,
  isObject,
  judgeStatement,
  type JsonObject,
  listAt,
  objectAt,
  parseFile,
  type ReadStatement,
  type StatementsReading,
  textAt,
  unreadableStatements,
} from './firm-data-reading.ts';

type Owner = RegistrationWire['owners'][number];

/** Schemes of organisation identifiers under which an LEI is given. */
const leiSchemes = ['XI-LEI', 'LEI'];

interface Statement {
  readonly position: number;
  readonly type: string;
  readonly names: readonly string[];
  readonly details: JsonObject;
  readonly date: string | null;
  readonly isClosed: boolean;
}

export function readBods(bytes: Uint8Array, now: Instant): StatementsReading {
  const parsed = parseFile(bytes);
  if ('rejected' in parsed) return { statements: [], rejected: parsed.rejected, isReadable: false };
  if (!Array.isArray(parsed.value)) {
    return unreadableStatements({
      reason: 'The file is no list of statements.',
      remedy: 'Take a file of the Beneficial Ownership Data Standard 0.4: a JSON list.',
    });
  }
  const statements = (parsed.value as readonly JsonValue[]).map((entry, index) => readStatement(entry, index + 1));
  if (statements.length > 0 && statements.every(({ type }) => type === '')) {
    return unreadableStatements({
      reason: 'No statement of the file says what it is (recordType).',
      remedy: 'Bring it to version 0.4 of the standard; earlier versions are not read.',
    });
  }
  const byName = new Map(statements.flatMap((statement) => statement.names.map((name) => [name, statement] as const)));
  const bySubject = Map.groupBy(
    statements.filter(({ type, isClosed }) => type === 'relationship' && !isClosed),
    ({ details }) => byName.get(textAt(details, 'subject') ?? ''),
  );
  return gatherStatements([...bySubject].map(([subject, relationships]) => ownersOf(subject, relationships, { byName, now })));
}

function readStatement(entry: JsonValue, position: number): Statement {
  const names = [textAt(entry, 'recordId'), textAt(entry, 'statementId')].filter((name) => name !== null);
  return {
    position,
    type: textAt(entry, 'recordType') ?? '',
    names,
    details: objectAt(entry, 'recordDetails') ?? {},
    date: textAt(entry, 'statementDate'),
    isClosed: textAt(entry, 'recordStatus') === 'closed',
  };
}

interface Known {
  readonly byName: ReadonlyMap<string, Statement>;
  readonly now: Instant;
}

function ownersOf(subject: Statement | undefined, relationships: readonly Statement[], known: Known): ReadStatement {
  const [first] = relationships;
  const position = subject?.position ?? first?.position ?? 1;
  const rejected = (field: string, reason: string, remedy: string): ReadStatement => ({
    rejection: { line: position, field, reason, remedy },
  });
  if (subject?.type !== 'entity')
    return rejected('subject', 'Its subject is no entity of this file.', 'Put the statement of the entity into the file.');
  const lei = leiOfEntity(subject.details);
  if (lei === null)
    return rejected('identifiers', 'The entity has no LEI, so it cannot be tied to a firm.', 'Give its LEI under the scheme XI-LEI.');
  const owners = relationships.flatMap((relationship) => ownersBy(relationship, known));
  const [fault] = owners.flatMap((owner, index) => partyFaults(owner, `/owners/${index}`, known.now));
  if (fault !== undefined) return rejected(fault.path, fault.problem, fault.remedy);
  const dates = relationships.flatMap(({ date }) => (date === null ? [] : [date])).toSorted();
  return judgeStatement({ kind: 'owners', lei, statedOn: dates.at(-1) ?? null, owners }, position);
}

function ownersBy(relationship: Statement, known: Known): Owner[] {
  const { details } = relationship;
  const party = partyOf(details, known);
  const interests = listAt(details, 'interests').map(interestOf);
  const stated = interests.length === 0 ? [{ type: 'unknownInterest' as const }] : interests;
  return stated.map((interest) => ({ ...party, role: interest.type === 'shareholding' ? 'owner' : 'controller', interest }));
}

function partyOf(details: JsonObject, { byName }: Known): Omit<Owner, 'role' | 'interest'> {
  const given = details['interestedParty'];
  const statement = byName.get(textAt(given) ?? '');
  if (statement === undefined) {
    const reason = textAt(given, 'reason') ?? textAt(given, 'description') ?? 'not in the file';
    return { kind: 'entity', name: `Not named: ${reason}`.slice(0, 300), identifiers: [], jurisdiction: null, birthDate: null };
  }
  const { details: party, type } = statement;
  const isPerson = type === 'person';
  const born = textAt(party, 'birthDate');
  const country = isPerson ? textAt(listAt(party, 'nationalities')[0], 'code') : textAt(party, 'jurisdiction', 'code');
  return {
    kind: isPerson ? 'person' : 'entity',
    name: (isPerson ? personName(party) : textAt(party, 'name')) ?? 'Not named',
    identifiers: identifiersOf(party, isPerson),
    jurisdiction: country === null ? null : country.slice(0, 2),
    birthDate: isPerson && born !== null && isDay(born.slice(0, 10)) ? born.slice(0, 10) : null,
  };
}

function personName(party: JsonObject): string | null {
  const names = listAt(party, 'names');
  const legal = names.find((name) => ['legal', 'individual'].includes(textAt(name, 'type') ?? '')) ?? names[0];
  const parts = [textAt(legal, 'givenName'), textAt(legal, 'familyName')].filter((part) => part !== null);
  return textAt(legal, 'fullName') ?? (parts.length === 0 ? null : parts.join(' '));
}

function identifiersOf(party: JsonObject, isPerson: boolean): Owner['identifiers'] {
  return listAt(party, 'identifiers').flatMap((identifier): Owner['identifiers'] => {
    const value = textAt(identifier, 'id');
    if (value === null) return [];
    if (isLei(identifier)) return [{ scheme: 'lei', value }];
    const scheme = textAt(identifier, 'scheme') ?? textAt(identifier, 'schemeName') ?? '';
    if (isPerson) return [{ scheme: /PASSPORT/i.test(scheme) ? 'passport' : /TAX/i.test(scheme) ? 'tax-id' : 'national-id', value }];
    return [{ scheme: 'register', value: scheme === '' ? value : `${scheme} ${value}` }];
  });
}

function leiOfEntity(details: JsonObject): string | null {
  const found = listAt(details, 'identifiers').find(isLei);
  return found === undefined ? null : textAt(found, 'id');
}

function isLei(identifier: JsonValue): boolean {
  return leiSchemes.includes(textAt(identifier, 'scheme') ?? '') && checkLei(textAt(identifier, 'id') ?? '', 'lei').ok;
}

function interestOf(interest: JsonValue): NonNullable<Owner['interest']> {
  const exact = shareAt(interest, 'exact');
  const shareMin = exact ?? shareAt(interest, 'minimum') ?? shareAt(interest, 'exclusiveMinimum');
  const shareMax = exact ?? shareAt(interest, 'maximum') ?? shareAt(interest, 'exclusiveMaximum');
  const direct = textAt(interest, 'directOrIndirect');
  const beneficial = isObject(interest) ? interest['beneficialOwnershipOrControl'] : undefined;
  const [from, until] = [textAt(interest, 'startDate'), textAt(interest, 'endDate')];
  return {
    // A kind of interest that the standard does not know is refused by the judge, with its place.
    type: (textAt(interest, 'type') ?? 'unknownInterest') as NonNullable<Owner['interest']>['type'],
    ...(shareMin !== null && { shareMin }),
    ...(shareMax !== null && { shareMax }),
    ...((direct === 'direct' || direct === 'indirect') && { isDirect: direct === 'direct' }),
    ...(typeof beneficial === 'boolean' && { isBeneficial: beneficial }),
    ...(from !== null && { from }),
    ...(until !== null && { until }),
  };
}

function shareAt(interest: JsonValue, member: string): string | null {
  const share = objectAt(interest, 'share')?.[member];
  return typeof share === 'number' && share >= 0 && share <= 100 ? String(share) : null;
}
