// SPDX-License-Identifier: Apache-2.0
/**
 * Reader of LEI data as the Global LEI Foundation publishes it: the files of the golden copy as JSON (`records`, `relations`,
 * `exceptions`), and pages of its programming interface (`data` of the types lei-records, relationship-records, reporting-exceptions).
 *
 *     { "records": [ { "LEI": { "$": "XBDEMO00000000004254" }, "Entity": { "LegalName": { "$": "Meridian Tide Exchange Ltd" } … } } ] }
 *
 * A published file is a source, not a form: members it does not need are passed over. Relations of a kind we do not keep are passed over
 * too. Here a file is read in memory, up to the 64 MiB of an import at once; whole golden copies are gigabytes and are read entry by entry
 * in an import run (import-runs/) and by `./comity records validate`.
 */
import type { JsonValue } from '../../kernel/index.ts';
import {
  gatherStatements,
  isObject,
  judgeStatement,
  listAt,
  objectAt,
  parseFile,
  type ReadStatement,
  type StatementsReading,
  textAt,
  unreadableStatements,
} from './firm-data-reading.ts';
import type { leiRelations } from './wire.ts';

type Relation = (typeof leiRelations)[number];

const relationOf: Readonly<Record<string, Relation>> = {
  IS_DIRECTLY_CONSOLIDATED_BY: 'direct-parent',
  IS_ULTIMATELY_CONSOLIDATED_BY: 'ultimate-parent',
  'IS_FUND-MANAGED_BY': 'fund-manager',
  IS_SUBFUND_OF: 'umbrella-fund',
  IS_FEEDER_TO: 'master-fund',
  IS_INTERNATIONAL_BRANCH_OF: 'head-office',
};
const exceptionOf: Readonly<Record<string, Relation>> = {
  DIRECT_ACCOUNTING_CONSOLIDATION_PARENT: 'direct-parent',
  ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT: 'ultimate-parent',
};

type Read = (entry: JsonValue, position: number) => ReadStatement;

/** The lists of a file, and how an entry of each is read. */
export const gleifLists: Readonly<Record<string, Read>> = {
  records: readRecord,
  relations: readRelation,
  exceptions: readException,
  data: readResource,
};

export const noLeiData = {
  reason: 'The file holds no LEI data.',
  remedy:
    'Take a file of the golden copy as JSON, or a page of api.gleif.org; they begin with "records", "relations", "exceptions" or "data".',
};

export function readGleif(bytes: Uint8Array): StatementsReading {
  const parsed = parseFile(bytes);
  if ('rejected' in parsed) return { statements: [], rejected: parsed.rejected, isReadable: false };
  const file = parsed.value;
  const found = Object.entries(gleifLists).filter(([name]) => isObject(file) && name in file);
  if (found.length === 0) return unreadableStatements(noLeiData);
  const read = found.flatMap(([name, one]) => listAt(file, name).map((entry, index) => one(entry, index + 1)));
  return gatherStatements(read);
}

function readRecord(entry: JsonValue, position: number): ReadStatement {
  const entity = objectAt(entry, 'Entity') ?? {};
  const registration = objectAt(entry, 'Registration') ?? {};
  const others = [
    ...listAt(entity, 'OtherEntityNames', 'OtherEntityName'),
    ...listAt(entity, 'TransliteratedOtherEntityNames', 'TransliteratedOtherEntityName'),
  ];
  return judgeStatement(
    {
      kind: 'entity',
      lei: textAt(entry, 'LEI') ?? '',
      legalName: textAt(entity, 'LegalName') ?? '',
      otherNames: namesIn(others),
      jurisdiction: textAt(entity, 'LegalJurisdiction'),
      category: textAt(entity, 'EntityCategory'),
      legalForm: textAt(entity, 'LegalForm', 'OtherLegalForm') ?? textAt(entity, 'LegalForm', 'EntityLegalFormCode'),
      entityStatus: textAt(entity, 'EntityStatus'),
      registrationAuthority: textAt(entity, 'RegistrationAuthority', 'RegistrationAuthorityID'),
      registeredAs: textAt(entity, 'RegistrationAuthority', 'RegistrationAuthorityEntityID'),
      legalAddress: addressOf(entity['LegalAddress'], ['FirstAddressLine', 'AdditionalAddressLine', 'City', 'PostalCode', 'Country']),
      registrationStatus: textAt(registration, 'RegistrationStatus'),
      lastUpdate: textAt(registration, 'LastUpdateDate'),
      nextRenewal: textAt(registration, 'NextRenewalDate'),
    },
    position,
  );
}

function readRelation(entry: JsonValue, position: number): ReadStatement {
  const relationship = objectAt(entry, 'RelationshipRecord', 'Relationship') ?? objectAt(entry, 'Relationship') ?? {};
  const kind = relationOf[textAt(relationship, 'RelationshipType') ?? ''];
  if (kind === undefined) return null;
  const period = listAt(relationship, 'RelationshipPeriods', 'RelationshipPeriod').find(
    (one) => textAt(one, 'PeriodType') === 'RELATIONSHIP_PERIOD',
  );
  return judgeStatement(
    {
      kind,
      lei: textAt(relationship, 'StartNode', 'NodeID') ?? '',
      parent: textAt(relationship, 'EndNode', 'NodeID') ?? '',
      exceptions: [],
      isActive: textAt(relationship, 'RelationshipStatus') === 'ACTIVE',
      from: textAt(period, 'StartDate'),
      until: textAt(period, 'EndDate'),
    },
    position,
  );
}

function readException(entry: JsonValue, position: number): ReadStatement {
  const kind = exceptionOf[textAt(entry, 'ExceptionCategory') ?? ''];
  if (kind === undefined) return null;
  const exceptions = namesIn(listAt(entry, 'ExceptionReason'));
  const statement = { kind, lei: textAt(entry, 'LEI') ?? '', parent: null, exceptions, isActive: true, from: null, until: null };
  return judgeStatement(statement, position);
}

/** One resource of the programming interface. */
function readResource(entry: JsonValue, position: number): ReadStatement {
  const attributes = objectAt(entry, 'attributes') ?? {};
  switch (textAt(entry, 'type')) {
    case 'lei-records':
      return readLeiResource(attributes, position);
    case 'relationship-records': {
      const relationship = objectAt(attributes, 'relationship') ?? {};
      const kind = relationOf[textAt(relationship, 'type') ?? ''];
      if (kind === undefined) return null;
      const period = listAt(relationship, 'periods').find((one) => textAt(one, 'type') === 'RELATIONSHIP_PERIOD');
      const lei = textAt(relationship, 'startNode', 'id') ?? '';
      const parent = textAt(relationship, 'endNode', 'id') ?? '';
      const isActive = textAt(relationship, 'status') === 'ACTIVE';
      const [from, until] = [textAt(period, 'startDate'), textAt(period, 'endDate')];
      return judgeStatement({ kind, lei, parent, exceptions: [], isActive, from, until }, position);
    }
    case 'reporting-exceptions': {
      const kind = exceptionOf[textAt(attributes, 'category') ?? ''];
      if (kind === undefined) return null;
      const exceptions = namesIn(listAt(attributes, 'reason'));
      const [from, until] = [textAt(attributes, 'validFrom'), textAt(attributes, 'validTo')];
      return judgeStatement(
        { kind, lei: textAt(attributes, 'lei') ?? '', parent: null, exceptions, isActive: true, from, until },
        position,
      );
    }
    default:
      return null;
  }
}

function readLeiResource(attributes: JsonValue, position: number): ReadStatement {
  const entity = objectAt(attributes, 'entity') ?? {};
  const registration = objectAt(attributes, 'registration') ?? {};
  return judgeStatement(
    {
      kind: 'entity',
      lei: textAt(attributes, 'lei') ?? '',
      legalName: textAt(entity, 'legalName', 'name') ?? '',
      otherNames: namesIn([...listAt(entity, 'otherNames'), ...listAt(entity, 'transliteratedOtherNames')]),
      jurisdiction: textAt(entity, 'jurisdiction'),
      category: textAt(entity, 'category'),
      legalForm: textAt(entity, 'legalForm', 'other') ?? textAt(entity, 'legalForm', 'id'),
      entityStatus: textAt(entity, 'status'),
      registrationAuthority: textAt(entity, 'registeredAt', 'id'),
      registeredAs: textAt(entity, 'registeredAs'),
      legalAddress: addressOf(entity['legalAddress'], ['addressLines', 'city', 'postalCode', 'country']),
      registrationStatus: textAt(registration, 'status'),
      lastUpdate: textAt(registration, 'lastUpdateDate'),
      nextRenewal: textAt(registration, 'nextRenewalDate'),
    },
    position,
  );
}

/** Texts of a list whose entries are texts, elements, or objects with a name; each once. */
function namesIn(entries: readonly JsonValue[]): string[] {
  const names = entries.map((entry) => (typeof entry === 'string' ? entry : (textAt(entry, 'name') ?? textAt({ entry }, 'entry'))));
  return [...new Set(names.filter((name) => name !== null))];
}

function addressOf(address: JsonValue | undefined, members: readonly string[]): string | null {
  const lines = members.flatMap((member) => namesIn(listAt(address, member)));
  return lines.length === 0 ? null : lines.join(', ');
}
