// SPDX-License-Identifier: Apache-2.0
/**
 * The subjects that stand in a record, each with its place, what is said of it there, and the keys by which another record names the same.
 *
 *     registration of Meridian Tide   /firm       LEI, treasury wallet, venue             keys lei:..., wallet:..., mic:...
 *                                     /owners/0   Corvin Halloway, passport, 60 per cent  key  passport:...
 *
 * An account is no key of a person: two hold one, and a wallet in the custody of a firm is its customers'. A record is found by them all
 * the same; they join nobody by themselves.
 */
import { allNamesOf } from '../travel-rule/people.ts';
import { everybody } from '../travel-rule/rules/travel-rule.ts';
import type { PersonOfMessage } from '../travel-rule/wire.ts';
import { fieldKey, fieldOfMessage, type KeyField } from '../searches/finding-keys.ts';
import type { PartyOfRecord } from '../field-checks.ts';
import type { RecordBodyWire, RegistrationWire } from '../wire.ts';

type SaidOfPerson = 'name' | 'alias' | 'birthDate' | 'jurisdiction' | 'address' | 'occupation';
type SaidOfFirm = 'legalForm' | 'status' | 'authority' | 'service' | 'website';
type SaidText = SaidOfPerson | SaidOfFirm;

export interface SaidOfSubject {
  readonly what: SaidText | SaidNumber;
  readonly value: string;
  /** JSON pointer of the fact in its record. */
  readonly place: string;
}
export type SaidNumber = 'lei' | 'wallet' | 'account' | 'passport' | 'number' | 'mic';

export interface PlacedSubject {
  readonly place: string;
  readonly kind: 'person' | 'entity';
  readonly role: PartyOfRecord['role'];
  readonly said: readonly SaidOfSubject[];
  /** By any of them the same subject is known elsewhere. */
  readonly keys: readonly string[];
}

type Said = readonly [SaidOfSubject['what'], string | null | undefined, string];

export function placedSubjects(body: RecordBodyWire): readonly PlacedSubject[] {
  switch (body.kind) {
    case 'suspicious-report':
      return body.parties.map((party, at) => partyAt(`/parties/${at}`, party));
    case 'registration':
      return [registeredFirm(body), ...body.owners.map((owner, at) => partyAt(`/owners/${at}`, owner))];
    case 'travel-rule-message':
      return everybody(body).map(({ path, person }) => personOfMessage(path, person));
    case 'compliance-record':
      return [
        placed('/firm', 'entity', 'firm', [
          ['name', body.firm, '/firm'],
          ['lei', body.lei, '/lei'],
        ]),
        ...(body.subject === undefined ? [] : [partyAt('/subject', body.subject)]),
      ];
  }
}

/** Where the subject stands whom the title of a record names: of a report whoever is suspected, not the firm that happens to come first. */
export function titledPlace(body: RecordBodyWire): string {
  if (body.kind === 'travel-rule-message') return '/originators/0';
  if (body.kind !== 'suspicious-report') return '/firm';
  return `/parties/${Math.max(
    0,
    body.parties.findIndex(({ role }) => role === 'suspected'),
  )}`;
}

function personOfMessage(place: string, person: PersonOfMessage): PlacedSubject {
  const { kind, birthDate, country, identification } = person;
  return placed(place, kind, 'other', [
    ...allNamesOf(person).map((name, at): Said => [at === 0 ? 'name' : 'alias', name, `${place}/names`]),
    ['birthDate', birthDate, `${place}/birthDate`],
    ['jurisdiction', country, `${place}/country`],
    ...(identification === undefined
      ? []
      : [[fieldOfMessage(identification.type), identification.value, `${place}/identification`] as const]),
  ]);
}

function registeredFirm(body: RegistrationWire): PlacedSubject {
  const firm = placed('/firm', 'entity', 'firm', [
    ['name', body.firm, '/firm'],
    ['alias', body.commercialName === body.firm ? null : body.commercialName, '/commercialName'],
    ['lei', body.lei, '/lei'],
    ['jurisdiction', body.jurisdiction, '/jurisdiction'],
    ['status', body.status, '/status'],
    ['authority', body.authority, '/authority'],
    ['legalForm', body.legalForm, '/legalForm'],
    ['address', body.address, '/address'],
    ...body.services.map((service, at): Said => ['service', service, `/services/${at}`]),
    ...body.websites.map((website, at): Said => ['website', website, `/websites/${at}`]),
    ...(body.licences ?? []).map(({ number }, at): Said => ['number', number, `/licences/${at}/number`]),
    ...(body.venues ?? []).map(({ mic }, at): Said => ['mic', mic, `/venues/${at}/mic`]),
    ...(body.wallets ?? []).map(({ address }, at): Said => ['wallet', address, `/wallets/${at}/address`]),
  ]);
  const ofCustomers = new Set(
    (body.wallets ?? []).filter(({ use }) => use === 'custody' || use === 'deposit').map(({ address }) => fieldKey('wallet', address)),
  );
  return { ...firm, keys: firm.keys.filter((key) => !ofCustomers.has(key)) };
}

const numberOfScheme = {
  lei: 'lei',
  'national-id': 'number',
  passport: 'passport',
  'tax-id': 'number',
  register: 'number',
  account: 'account',
  iban: 'account',
  wallet: 'wallet',
  'client-id': 'account',
} as const satisfies Record<PartyOfRecord['identifiers'][number]['scheme'], SaidNumber>;

function partyAt(place: string, party: PartyOfRecord): PlacedSubject {
  return placed(place, party.kind, party.role, [
    ['name', party.name, `${place}/name`],
    ...(party.aliases ?? []).map((alias, at): Said => ['alias', alias, `${place}/aliases/${at}`]),
    ['birthDate', party.birthDate, `${place}/birthDate`],
    ['jurisdiction', party.jurisdiction, `${place}/jurisdiction`],
    ['address', party.address, `${place}/address`],
    ['occupation', party.occupation, `${place}/occupation`],
    ...party.identifiers.map(({ scheme, value }, at): Said => [numberOfScheme[scheme], value, `${place}/identifiers/${at}/value`]),
  ]);
}

const joining: readonly KeyField[] = ['lei', 'wallet', 'passport', 'number', 'mic'];

function placed(place: string, kind: PlacedSubject['kind'], role: PlacedSubject['role'], said: readonly Said[]): PlacedSubject {
  const facts = said.flatMap(([what, value, at]): SaidOfSubject[] => {
    return value === null || value === undefined || value === '' ? [] : [{ what, value, place: at }];
  });
  const keys = facts.flatMap(({ what, value }) => {
    const field = joining.find((one) => one === what);
    return field === undefined ? [] : [fieldKey(field, value)];
  });
  return { place, kind, role, said: facts, keys: [...new Set(keys)] };
}
