// SPDX-License-Identifier: Apache-2.0
/**
 * The columns of travel-rule messages in comity-csv: the message with its providers, and one originator, one beneficiary and one provider
 * on the way on each row.
 *
 * Names and addresses are lists inside lists; each stands in one field:
 *
 *     LEGL:Marrow/Ilse | ALIA:Marlo            the type, the family name, the other names; `LEGL.local:` in local letters
 *     HOME:streetName=Quay Street;buildingNumber=4;townName=Port Xebec;country=XB
 */
import {
  asCapitals,
  asCode,
  asList,
  type Column,
  extra,
  type KindColumns,
  list,
  type ListColumns,
  piecesOf,
  type ReadField,
  required,
} from '../imports/columns.ts';
import type { AddressOfMessage, PersonOfMessage } from './wire.ts';

type Name = PersonOfMessage['names'][number];

const readNames: ReadField = (text) =>
  piecesOf(text).map((piece) => {
    const colon = piece.indexOf(':');
    const [type, form = 'main'] = piece.slice(0, Math.max(colon, 0)).split('.');
    const [primary = '', ...others] = piece.slice(colon + 1).split('/');
    const secondary = others.join('/');
    return { type, form, primary: primary.trim(), ...(secondary === '' ? {} : { secondary: secondary.trim() }) };
  });

const nameText = ({ type, form, primary, secondary }: Name): string =>
  `${type}${form === 'main' ? '' : `.${form}`}:${primary}${secondary === undefined ? '' : `/${secondary}`}`;

const readAddresses: ReadField = (text) =>
  piecesOf(text).map((piece) => {
    const colon = piece.indexOf(':');
    const address: Record<string, unknown> = { addressType: piece.slice(0, Math.max(colon, 0)) };
    const lines: string[] = [];
    for (const part of piece.slice(colon + 1).split(';')) {
      const equals = part.indexOf('=');
      const [name, value] = [part.slice(0, Math.max(equals, 0)).trim(), part.slice(equals + 1).trim()];
      if (name === 'addressLine') lines.push(value);
      else address[name] = value;
    }
    return lines.length === 0 ? address : { ...address, addressLine: lines };
  });

const addressText = ({ addressType, ...parts }: AddressOfMessage): string =>
  `${addressType}:${Object.entries(parts)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((line) => `${name}=${line}`) : [`${name}=${value}`]))
    .join(';')}`;

/** The columns of one person or provider, its members behind `at`. */
function personColumns(prefix: string, at: readonly string[]): readonly Column[] {
  const member = (...names: readonly string[]): readonly string[] => [...at, ...names];
  return [
    { ...required(`${prefix}_kind`, 'kind', asCode), member: member('kind'), isRequired: at.length === 0, whenEmpty: undefined },
    {
      ...extra(`${prefix}_names`, member('names'), readNames),
      whenEmpty: at.length === 0 ? [] : undefined,
      writePiece: (name) => nameText(name as Name),
    },
    {
      ...extra(`${prefix}_addresses`, member('addresses'), readAddresses),
      writePiece: (address) => addressText(address as AddressOfMessage),
    },
    extra(`${prefix}_identification_type`, member('identification', 'type'), asCapitals),
    extra(`${prefix}_identification`, member('identification', 'value')),
    extra(`${prefix}_identification_country`, member('identification', 'countryOfIssue'), asCapitals),
    extra(`${prefix}_registration_authority`, member('identification', 'registrationAuthority'), asCapitals),
    extra(`${prefix}_customer`, member('customer')),
    extra(`${prefix}_birth_date`, member('birthDate')),
    extra(`${prefix}_birth_place`, member('birthPlace')),
    extra(`${prefix}_country`, member('country'), asCapitals),
  ];
}

const sequence: Column = {
  ...required('between_sequence', 'sequence', (text) => (/^\d{1,4}$/.test(text) ? Number(text) : text)),
  whenEmpty: undefined,
};
const lists: readonly ListColumns[] = [
  { member: 'originators', columns: personColumns('originator', []) },
  { member: 'beneficiaries', columns: personColumns('beneficiary', []) },
  { member: 'path', isOptional: true, columns: [sequence, ...personColumns('between', [])] },
];

export const travelRuleColumns: KindColumns = {
  record: [
    required('reference', 'reference'),
    required('version', 'version'),
    extra('sent_at', 'sentAt'),
    extra('transfer_at', ['transfer', 'at']),
    extra('transfer_asset', ['transfer', 'asset'], asCapitals),
    extra('transfer_amount', ['transfer', 'amount']),
    extra('transfer_network', ['transfer', 'network']),
    extra('transfer_transaction', ['transfer', 'transaction']),
    extra('transfer_value', ['transfer', 'value', 'amount']),
    extra('transfer_currency', ['transfer', 'value', 'currency'], asCapitals),
    extra('self_hosted', 'selfHosted', asCode),
    extra('ownership', 'ownership', asCode),
    list('originator_accounts', 'originatorAccounts'),
    list('beneficiary_accounts', 'beneficiaryAccounts'),
    extra('transliteration', 'transliteration', asList),
    ...personColumns('originating_vasp', ['originatingVasp']),
    ...personColumns('beneficiary_vasp', ['beneficiaryVasp']),
  ],
  lists,
  // A provider of whom the file says anything has a list of names, if an empty one.
  finish: (body) => {
    for (const member of ['originatingVasp', 'beneficiaryVasp']) {
      const provider = body[member];
      if (typeof provider === 'object' && provider !== null) body[member] = { names: [], ...provider };
    }
  },
};
