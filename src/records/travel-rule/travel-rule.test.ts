// SPDX-License-Identifier: Apache-2.0
/** Travel-rule messages: what the reader takes and refuses, and every rule row by row, each broken by itself. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { readIvms101 } from './ivms101/read-ivms101.ts';
import { writeIvms101 } from './ivms101/write-ivms101.ts';
import { judgeMessage, lacks } from './rules/judge-message.ts';
import type { PersonOfMessage, TravelRuleMessageWire } from './wire.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const read = (value: unknown) =>
  readIvms101({
    kind: 'travel-rule-message',
    bytes: typeof value === 'string' ? Buffer.from(value) : Buffer.from(JSON.stringify(value)),
    now,
  });

function messagesOf(value: unknown): TravelRuleMessageWire[] {
  const reading = read(value);
  assert.ok(reading.kind === 'records', JSON.stringify(reading));
  return reading.records.map((record) => {
    assert.ok(record.isGood && record.body.kind === 'travel-rule-message', JSON.stringify(record));
    return record.body;
  });
}

function faultsOf(value: unknown): readonly string[] {
  const reading = read(value);
  const faults = reading.kind === 'unreadable' ? reading.rejections : reading.records.flatMap((one) => (one.isGood ? [] : one.rejections));
  for (const { line, reason, remedy } of faults) assert.ok(line >= 1 && reason !== '' && remedy !== '');
  return faults.map(({ field }) => field);
}

const person: PersonOfMessage = {
  kind: 'person',
  names: [{ type: 'LEGL', form: 'main', primary: 'Vesper', secondary: 'Ilse' }],
  addresses: [{ addressType: 'HOME', streetName: 'Lantern Row', buildingNumber: '7', townName: 'Port Xebec', country: 'XB' }],
  identification: { value: 'XB90021471', type: 'IDCD', countryOfIssue: 'XB' },
  customer: 'MTX-88213',
  birthDate: '1990-02-14',
  birthPlace: 'Port Xebec',
  country: 'XB',
};
const entity = (primary: string, lei: string): PersonOfMessage => ({
  kind: 'entity',
  names: [{ type: 'LEGL', form: 'main', primary }],
  identification: { value: lei, type: 'LEIX' },
  country: 'XB',
});
const wallet = '0x424264656d6f4242424242424242424242424242';
const message: TravelRuleMessageWire = {
  kind: 'travel-rule-message',
  reference: 'T-1',
  version: '101.2023',
  sentAt: '2026-03-01T09:00:00.000Z',
  transfer: {
    at: '2026-03-01T09:00:00.000Z',
    asset: 'BTC',
    amount: '0.5',
    network: 'bitcoin',
    value: { amount: '21000.00', currency: 'EUR' },
  },
  originators: [person],
  originatorAccounts: [wallet],
  beneficiaries: [{ kind: 'person', names: [{ type: 'LEGL', form: 'main', primary: 'Quill', secondary: 'Edda' }] }],
  beneficiaryAccounts: ['0x111164656d6f1111111111111111111111111111'],
  originatingVasp: entity('Meridian Tide Exchange Ltd', 'XBDEMO00000000004254'),
  beneficiaryVasp: entity('Coral Gate Exchange Ltd', 'XBDEMO00000000000762'),
};

const missingIn = (one: TravelRuleMessageWire): string[] =>
  judgeMessage(one, now).flatMap(({ rule, outcome, gaps }) =>
    outcome === 'missing' ? [`${rule} ${gaps.map((gap) => gap.path).join(' ')}`] : [],
  );
const judged = (one: TravelRuleMessageWire, rule: string): string | undefined =>
  judgeMessage(one, now).find((row) => row.rule === rule)?.outcome;

test('a complete message lacks nothing of any body of rules', () => {
  assert.deepEqual(missingIn(message), []);
  assert.deepEqual(lacks(judgeMessage(message, now)), { fatf: false, eu: false, ivms101: false });
});

type Change = Partial<TravelRuleMessageWire>;
const originator = (change: Partial<PersonOfMessage>): Change => ({ originators: [{ ...person, ...change }] });
const lacking = (...members: readonly (keyof PersonOfMessage)[]): PersonOfMessage =>
  Object.fromEntries(Object.entries(person).filter(([name]) => !members.some((member) => member === name))) as PersonOfMessage;
const without = (...members: readonly (keyof PersonOfMessage)[]): Change => ({ originators: [lacking(...members)] });
const firm = entity('Brannock Shore Nominees', 'XCDEMO00000000000349');
const { identification: _, ...unidentified } = firm;
const { network: __, ...offLedger } = message.transfer ?? {};
const identified = (identification: NonNullable<PersonOfMessage['identification']>): Change => ({
  originatingVasp: { ...firm, identification },
});
const address = { addressType: 'GEOG', streetName: 'Quay', buildingNumber: '1', townName: 'Port Xebec', country: 'XB' } as const;
const small = { ...message.transfer, value: { amount: '1000.00', currency: 'EUR' } };

/** One change to a complete message, and every rule that it breaks, with the place. */
const broken: readonly (readonly [name: string, change: Change, missing: readonly string[]])[] = [
  [
    'the originator has no name',
    originator({ names: [] }),
    ['FATF originator name /originators/0', 'EU 14(1)(a) /originators/0', 'IVMS101 C6 /originators/0'],
  ],
  [
    'there is no originator',
    { originators: [] },
    ['FATF originator name /originators', 'FATF originator identity /originators', 'EU 14(1)(a) /originators', 'EU 14(1)(d) /originators'],
  ],
  [
    'the originator has no account',
    { originatorAccounts: [] },
    ['FATF originator account /originatorAccounts', 'EU 14(1)(b) /originatorAccounts'],
  ],
  ['an account that is no address on the ledger', { originatorAccounts: ['MTX-88213'] }, ['EU 14(1)(b) /originatorAccounts']],
  [
    'on no ledger, without an account',
    { transfer: offLedger, originatorAccounts: [] },
    ['FATF originator account /originatorAccounts', 'EU 14(1)(c) /originatorAccounts'],
  ],
  [
    'neither accounts nor a number',
    { transfer: offLedger, originatorAccounts: [], beneficiaryAccounts: [] },
    ['FATF originator account /originatorAccounts', 'FATF beneficiary account /beneficiaryAccounts', 'EU 14(3) /transfer/transaction'],
  ],
  [
    'a number in the place of accounts',
    { transfer: { ...offLedger, transaction: 'MTX-T-1' }, originatorAccounts: [], beneficiaryAccounts: [] },
    [],
  ],
  [
    'a name and an account alone',
    without('addresses', 'identification', 'customer', 'birthDate', 'birthPlace'),
    ['FATF originator identity /originators/0', 'EU 14(1)(d) /originators/0', 'IVMS101 C1 /originators/0'],
  ],
  [
    'the same, of 1,000 euros',
    { ...without('addresses', 'identification', 'customer', 'birthDate', 'birthPlace'), transfer: small },
    ['EU 14(1)(d) /originators/0', 'IVMS101 C1 /originators/0'],
  ],
  ['a customer number alone', without('addresses', 'identification', 'birthDate', 'birthPlace'), ['EU 14(1)(d) /originators/0']],
  ['birth alone', without('addresses', 'identification', 'customer'), []],
  ['address, document and customer number, no birth', without('birthDate', 'birthPlace'), []],
  [
    'an address without its country, no birth',
    { originators: [{ ...lacking('birthDate', 'birthPlace'), addresses: [{ addressType: 'HOME', addressLine: ['Lantern Row 7'] }] }] },
    ['EU 14(1)(d) /originators/0'],
  ],
  [
    'an entity without an identifier',
    { originators: [{ ...unidentified, customer: 'C-1', addresses: [address] }] },
    ['EU 14(1)(e) /originators/0'],
  ],
  [
    'an entity with nothing but a name',
    { originators: [unidentified] },
    ['FATF originator identity /originators/0', 'EU 14(1)(d) /originators/0', 'EU 14(1)(e) /originators/0', 'IVMS101 C4 /originators/0'],
  ],
  [
    'the beneficiary has no name',
    { beneficiaries: [{ kind: 'person', names: [] }] },
    ['FATF beneficiary name /beneficiaries/0', 'EU 14(2)(a) /beneficiaries/0', 'IVMS101 C6 /beneficiaries/0'],
  ],
  [
    'the beneficiary has no account',
    { beneficiaryAccounts: [] },
    ['FATF beneficiary account /beneficiaryAccounts', 'EU 14(2)(b) /beneficiaryAccounts'],
  ],
  [
    'on no ledger, no account of the beneficiary',
    { transfer: offLedger, beneficiaryAccounts: [] },
    ['FATF beneficiary account /beneficiaryAccounts', 'EU 14(2)(c) /beneficiaryAccounts'],
  ],
  ['a beneficiary that is an entity without an identifier', { beneficiaries: [unidentified] }, ['EU 14(2)(d) /beneficiaries/0']],
  ['sent a second after', { sentAt: '2026-03-01T09:00:01.000Z' }, ['EU 14(4) /sentAt']],
  ['sent on the day of the transfer', { sentAt: '2026-03-01' }, []],
  ['to a self-hosted wallet of nobody known', { selfHosted: 'beneficiary', ownership: 'not-shown' }, ['EU 14(5) /ownership']],
  ['to a self-hosted wallet whose owner is shown', { selfHosted: 'beneficiary', ownership: 'shown' }, []],
  ['to a self-hosted wallet, of 1,000 euros', { selfHosted: 'beneficiary', transfer: small }, []],
  [
    'to a self-hosted wallet, of 1,000.01 euros',
    { selfHosted: 'beneficiary', transfer: { ...small, value: { amount: '1000.01', currency: 'EUR' } } },
    ['EU 14(5) /ownership'],
  ],
  [
    'from a self-hosted wallet, of a value that nobody tells',
    { selfHosted: 'originator', transfer: { network: 'bitcoin' } },
    ['EU 16(2) /ownership'],
  ],
  ['a provider on the way without a name', { path: [{ ...firm, names: [], sequence: 0 }] }, ['EU 19 /path/0', 'IVMS101 C5 /path/0']],
  ['born tomorrow', originator({ birthDate: '2026-11-21' }), ['IVMS101 C2 /originators/0']],
  ['born today', originator({ birthDate: '2026-11-20' }), ['IVMS101 C2 /originators/0']],
  ['born on 00/00/1960', originator({ birthDate: '00/00/1960' }), ['IVMS101 C2 /originators/0']],
  ['a country that is none', originator({ country: 'Q1' }), ['IVMS101 C3 /originators/0/country']],
  ['a country that is not known', originator({ country: 'XX' }), []],
  [
    'a country of issue that is none, and one of an address',
    originator({
      identification: { value: 'P-1', type: 'CCPT', countryOfIssue: 'Q1' },
      addresses: [{ addressType: 'HOME', addressLine: ['Lantern Row 7'], country: 'Q2' }],
    }),
    ['IVMS101 C3 /originators/0/identification/countryOfIssue /originators/0/addresses/0/country'],
  ],
  ['an entity by its tax number', identified({ value: '77', type: 'TXID', registrationAuthority: 'RA000001' }), []],
  ['an entity by a number of another kind', identified({ value: '77', type: 'MISC', registrationAuthority: 'RA000001' }), []],
  [
    'an entity by a number of foreign investors, which the standard leaves to persons',
    identified({ value: '77', type: 'FIIN', registrationAuthority: 'RA000001' }),
    ['IVMS101 C7 /originatingVasp'],
  ],
  [
    'no legal name of a provider',
    { originatingVasp: { ...firm, names: [{ type: 'TRAD', form: 'main', primary: 'Tide' }] } },
    ['IVMS101 C5 /originatingVasp'],
  ],
  ['no legal name of a person', originator({ names: [{ type: 'ALIA', form: 'main', primary: 'Vee' }] }), ['IVMS101 C6 /originators/0']],
  [
    'an entity with a passport',
    identified({ value: 'P-1', type: 'CCPT', registrationAuthority: 'RA000001' }),
    ['IVMS101 C7 /originatingVasp'],
  ],
  [
    'a street without a building',
    originator({ addresses: [{ addressType: 'HOME', streetName: 'Lantern Row', townName: 'Port Xebec', country: 'XB' }] }),
    ['IVMS101 C8 /originators/0/addresses/0'],
  ],
  ['a register number without its register', identified({ value: '77', type: 'RAID' }), ['IVMS101 C9 /originatingVasp']],
  [
    'an LEI with a register',
    identified({ value: 'XCDEMO00000000000349', type: 'LEIX', registrationAuthority: 'RA000001' }),
    ['IVMS101 C9 /originatingVasp'],
  ],
  [
    'an entity with a country of issue',
    identified({ value: '77', type: 'RAID', registrationAuthority: 'RA000001', countryOfIssue: 'XB' }),
    ['IVMS101 C9 /originatingVasp'],
  ],
  ['a register that is none', identified({ value: '77', type: 'RAID', registrationAuthority: 'RA1' }), ['IVMS101 C10 /originatingVasp']],
  ['an LEI whose digits do not hold', identified({ value: 'XCDEMO00000000000348', type: 'LEIX' }), ['IVMS101 C11 /originatingVasp']],
  ['providers on the way counted from 1', { path: [{ ...firm, sequence: 1 }] }, ['IVMS101 C12 /path/0/sequence']],
  [
    'a name of 101 characters',
    originator({ names: [{ type: 'LEGL', form: 'main', primary: 'x'.repeat(101) }] }),
    ['IVMS101 data types /originators/0/names/0/primary'],
  ],
  [
    'a number of 36 characters in the version of 2020',
    { version: '101', ...originator({ identification: { value: '7'.repeat(36), type: 'CCPT' } }) },
    ['IVMS101 data types /originators/0/identification/value'],
  ],
  [
    'the same in the version of 2023',
    { version: '101.2023', ...originator({ identification: { value: '7'.repeat(36), type: 'CCPT' } }) },
    [],
  ],
  [
    'a main name in Greek letters',
    originator({ names: [{ type: 'LEGL', form: 'main', primary: 'Βέσπερ' }] }),
    ['IVMS101 local language /originators/0/names/0'],
  ],
  ['a local name in Greek letters', originator({ names: [...person.names, { type: 'LEGL', form: 'local', primary: 'Βέσπερ' }] }), []],
];

for (const [name, change, missing] of broken)
  test(`${name}: ${missing.length === 0 ? 'nothing is missing' : missing.join(', ')}`, () => {
    const { originatingVasp, ...others } = message;
    const one = JSON.parse(JSON.stringify({ ...others, originatingVasp, ...change })) as TravelRuleMessageWire;
    assert.deepEqual(missingIn(one), missing);
  });

test('a provider that is not named is missing, but for the side that holds its wallet itself', () => {
  const { beneficiaryVasp: _vasp, ...one } = message;
  assert.deepEqual(missingIn(one), ['IVMS101 entities /beneficiaryVasp']);
  assert.deepEqual(missingIn({ ...one, selfHosted: 'beneficiary', ownership: 'shown' }), []);
});

test('every rule is broken by a row above, and its name stands once', () => {
  const names = judgeMessage(message, now).map(({ rule }) => rule);
  assert.equal(new Set(names).size, names.length);
  const seen = new Set(
    [...broken.flatMap(([, , missing]) => missing), 'IVMS101 entities /'].map((line) => line.slice(0, line.indexOf(' /'))),
  );
  assert.deepEqual(
    names.filter((name) => !seen.has(name)),
    [],
  );
});

test('a rule that does not apply says so: no ledger, no person, nobody between', () => {
  assert.equal(judged({ ...message, transfer: offLedger }, 'EU 14(1)(b)'), 'does-not-apply');
  assert.equal(judged({ ...message, originators: [firm] }, 'IVMS101 C1'), 'does-not-apply');
  assert.equal(judged(message, 'EU 19'), 'does-not-apply');
});

test('both versions, and what programs make of them, are read as one message', () => {
  const name = { primaryIdentifier: 'Vesper', secondaryIdentifier: '', nameIdentifierType: 'LEGL' };
  const payload = {
    originator: {
      originatorPersons: {
        naturalPerson: { name: { nameIdentifier: [name] }, geographicAddress: [{ postcode: '1', addressLine: 'Row 7' }] },
      },
      accountNumber: [''],
    },
    originatingVASP: {
      originatingVASP: {
        legalPerson: { name: { nameIdentifier: { legalPersonName: 'Tide', legalPersonNameIdentifierType: 'LEGL' } }, customerNumber: '9' },
      },
    },
    beneficiary: { beneficiaryPersons: [{}] },
  };
  const [first] = messagesOf(payload);
  const { nameIdentifierType: type, ...others } = name;
  const second = messagesOf([
    {
      originator: {
        originatorPerson: [
          {
            naturalPerson: {
              name: [{ nameIdentifier: [{ ...others, naturalPersonNameIdentifierType: type }] }],
              geographicAddress: [{ postCode: '1', addressLine: ['Row 7'] }],
            },
          },
        ],
      },
      originatingVASP: {
        legalPerson: {
          name: { nameIdentifier: [{ legalPersonName: 'Tide', legalPersonNameIdentifierType: 'LEGL' }] },
          customerIdentification: '9',
        },
      },
      beneficiary: { beneficiaryPerson: [] },
      payloadMetadata: { payloadVersion: '101.2023' },
    },
  ])[0];
  assert.deepEqual([first?.version, second?.version], ['101', '101.2023']);
  assert.deepEqual({ ...first, reference: '', version: '' }, { ...second, reference: '', version: '' });
  assert.match(first?.reference ?? '', /^IVMS-[0-9a-z_-]{32}$/i);
  assert.equal(messagesOf(payload)[0]?.reference, first?.reference, 'the same payload is the same record');
});

test('a message that is written is read back as it was, in both versions', () => {
  for (const version of ['101', '101.2023'] as const) {
    const whole: TravelRuleMessageWire = {
      ...message,
      version,
      path: [{ ...firm, sequence: 0 }],
      selfHosted: 'originator',
      transliteration: ['GREK'],
      originators: [
        { ...person, names: [...person.names, { type: 'ALIA', form: 'local', primary: 'Βέσπερ' }] },
        { ...firm, customer: '7' },
      ],
    };
    assert.deepEqual(messagesOf(writeIvms101([whole])), [whole]);
  }
});

const around = { format: 'comity-travel-rule/1' };
/** What the reader refuses, and where it says so. */
const refused: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no JSON', '{"originator":', ['file']],
  ['another thing', { hello: 1 }, ['file']],
  ['another format', { format: 'comity-records/1', messages: [] }, ['file']],
  ['a member twice', '{"originator":{},"originator":{}}', ['file']],
  ['an amount as a number with a fraction', '{"originator":{"accountNumber":[1.5]}}', ['file']],
  ['an unknown member', [{ originator: { accountNumbers: [] } }], ['/payload/originator']],
  [
    'a code that is none',
    [
      {
        originator: {
          originatorPersons: [{ naturalPerson: { nationalIdentification: { nationalIdentifier: '1', nationalIdentifierType: 'PASS' } } }],
        },
      },
    ],
    ['/payload/originator/originatorPersons/0/naturalPerson/nationalIdentification/nationalIdentifierType'],
  ],
  [
    'two spellings of one member',
    [{ originator: { originatorPersons: [], originatorPerson: [] } }],
    ['/payload/originator/originatorPerson'],
  ],
  [
    'a name of 50,000 characters',
    [{ originator: { originatorPersons: [{ legalPerson: { name: { nameIdentifier: [{ legalPersonName: 'x'.repeat(50_000) }] } } }] } }],
    ['/payload/originator/originatorPersons/0/legalPerson/name/nameIdentifier/0/legalPersonName'],
  ],
  ['a line break in an account', [{ originator: { accountNumber: ['a\nb'] } }], ['/originatorAccounts/0']],
  ['a transfer of tomorrow', { ...around, messages: [{ reference: 'T', transfer: { at: '2027-01-01' }, payload: {} }] }, ['/transfer/at']],
  [
    'an amount without an asset',
    { ...around, messages: [{ reference: 'T', transfer: { amount: '1' }, payload: {} }] },
    ['/transfer/asset'],
  ],
  ['ownership of no wallet', { ...around, messages: [{ reference: 'T', ownership: 'shown', payload: {} }] }, ['/ownership']],
  ['a message that is a text', { ...around, messages: ['x'] }, ['/payload/']],
];

for (const [name, value, fields] of refused) test(`the reader refuses ${name}`, () => assert.deepEqual(faultsOf(value), fields));

const published = path.join(import.meta.dirname, '../../../../shared/data/schemas/ivms101/example');
test('the published example is read', { skip: existsSync(published) ? false : 'the published examples are not on this machine' }, () => {
  const [one] = messagesOf(readFileSync(path.join(published, 'complete-example.json'), 'utf8'));
  assert.deepEqual([one?.originators[0]?.birthPlace, one?.beneficiaryVasp?.names[0]?.primary], ['New York City', 'VASP B']);
  assert.ok(one !== undefined && missingIn(one).some((line) => line.startsWith('IVMS101 C11')), 'its second LEI is none');
});
