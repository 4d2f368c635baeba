// SPDX-License-Identifier: Apache-2.0
/**
 * Whom a record names, in the shape in which lists are searched: the firm, its owners, the parties of a report, and the addresses
 * between which a report says that value moved.
 *
 * Each subject has its place in the record, as a JSON pointer, so that whoever finds it on a list can say where it stood.
 */
import { emptySubject, type ListedSubject, parsePartialDate, type SubjectKind } from '../../screening/index.ts';
import type { PartyOfRecord } from '../field-checks.ts';
import { allNamesOf } from '../travel-rule/people.ts';
import { everybody } from '../travel-rule/rules/travel-rule.ts';
import type { PersonOfMessage, TravelRuleMessageWire } from '../travel-rule/wire.ts';
import type { RecordBodyWire } from '../wire.ts';

export interface SubjectOfRecord {
  /** JSON pointer into the body: `/firm`, `/owners/0`, `/parties/2`, `/movements`. */
  readonly place: string;
  readonly subject: ListedSubject;
}

export function subjectsOfRecord(body: RecordBodyWire): readonly SubjectOfRecord[] {
  switch (body.kind) {
    case 'suspicious-report':
      return [...body.parties.map((party, at) => partyAt(`/parties/${at}`, party)), ...movedBetween(body)];
    case 'registration':
      return [
        {
          place: '/firm',
          subject: {
            ...firmOf('/firm', [body.firm, body.commercialName], body.lei, [body.jurisdiction]),
            addresses: body.address === null ? [] : [body.address],
            wallets: (body.wallets ?? []).map(({ address }) => ({ asset: '', address })),
          },
        },
        ...body.owners.map((owner, at) => partyAt(`/owners/${at}`, owner)),
      ];
    case 'compliance-record':
      return [
        { place: '/firm', subject: firmOf('/firm', [body.firm], body.lei, []) },
        ...(body.subject === undefined ? [] : [partyAt('/subject', body.subject)]),
      ];
    case 'travel-rule-message':
      return everybody(body).map(({ path, person }) => messagePerson(path, person, walletsOf(body, path)));
  }
}

/** Accounts stand with a side, not with one of its people: each of them has all. What is no wallet meets none on a list. */
function walletsOf({ originatorAccounts, beneficiaryAccounts }: TravelRuleMessageWire, path: string): readonly string[] {
  if (path.startsWith('/originators/')) return originatorAccounts;
  return path.startsWith('/beneficiaries/') ? beneficiaryAccounts : [];
}

const schemes: Readonly<Record<string, string>> = { LEIX: 'lei', CCPT: 'passport', TXID: 'tax id', RAID: 'register' };

function messagePerson(place: string, person: PersonOfMessage, wallets: readonly string[]): SubjectOfRecord {
  const { kind, birthDate, country, identification } = person;
  const birth = birthDate === undefined ? null : parsePartialDate(birthDate);
  const scheme = schemes[identification?.type ?? ''] ?? 'national id';
  const subject: ListedSubject = {
    ...emptySubject(place, kind === 'person' ? 'person' : 'firm'),
    names: allNamesOf(person).map((text, at) => ({ text, quality: at === 0 ? ('main' as const) : ('strong' as const) })),
    births: birth === null ? [] : [birth],
    countries: country === undefined ? [] : [country],
    identifiers:
      identification === undefined ? [] : [{ kind: scheme, value: identification.value, country: identification.countryOfIssue ?? null }],
    wallets: wallets.map((address) => ({ asset: '', address })),
  };
  return { place, subject };
}

function firmOf(place: string, names: readonly (string | null)[], lei: string | null, countries: readonly string[]): ListedSubject {
  return {
    ...emptySubject(place, 'firm'),
    names: names.flatMap((text, at) => (text === null ? [] : [{ text, quality: at === 0 ? ('main' as const) : ('strong' as const) }])),
    identifiers: lei === null ? [] : [{ kind: 'lei', value: lei, country: null }],
    countries,
  };
}

/** Schemes that a bank or a venue gives out: two of one value from two of them name two parties. */
const givenByFirms: readonly string[] = ['account', 'client-id'];

function partyAt(place: string, party: PartyOfRecord): SubjectOfRecord {
  const kind: SubjectKind = party.kind === 'person' ? 'person' : 'firm';
  const birth = party.birthDate === null ? null : parsePartialDate(party.birthDate);
  return {
    place,
    subject: {
      ...emptySubject(place, kind),
      names: [{ text: party.name, quality: 'main' }],
      births: birth === null ? [] : [birth],
      countries: party.jurisdiction === null ? [] : [party.jurisdiction],
      identifiers: party.identifiers
        .filter(({ scheme }) => scheme !== 'wallet' && !givenByFirms.includes(scheme))
        .map(({ scheme, value }) => ({ kind: scheme.replace('-', ' '), value, country: party.jurisdiction })),
      wallets: party.identifiers.filter(({ scheme }) => scheme === 'wallet').map(({ value }) => ({ asset: '', address: value })),
    },
  };
}

/** The ends of the movements that a report names, as wallets: what is no wallet meets none on a list. */
function movedBetween(body: Extract<RecordBodyWire, { kind: 'suspicious-report' }>): readonly SubjectOfRecord[] {
  const ends = [...new Set(body.movements.flatMap(({ from, to }) => [from, to]))].filter((end) => end !== '');
  if (ends.length === 0) return [];
  const subject = { ...emptySubject('/movements', 'unknown'), wallets: ends.map((address) => ({ asset: '', address })) };
  return [{ place: '/movements', subject }];
}
