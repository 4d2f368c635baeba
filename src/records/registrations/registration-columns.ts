// SPDX-License-Identifier: Apache-2.0
/**
 * The columns of registrations in comity-csv: the registration, and on each row one owner or controller with one interest, one licence,
 * one passport, one branch, one venue, one wallet and one measure.
 */
import {
  asCapitals,
  asCapitalsList,
  asCode,
  asList,
  asText,
  asYes,
  extra,
  type KindColumns,
  list,
  type ListColumns,
  optional,
  partyColumns,
  required,
} from '../imports/columns.ts';

const owners = partyColumns('owner', 'owners');

const lists: readonly ListColumns[] = [
  {
    ...owners,
    columns: [
      ...owners.columns,
      extra('owner_interest', ['interest', 'type']),
      extra('owner_share_min', ['interest', 'shareMin']),
      extra('owner_share_max', ['interest', 'shareMax']),
      extra('owner_is_direct', ['interest', 'isDirect'], asYes),
      extra('owner_is_beneficial', ['interest', 'isBeneficial'], asYes),
      extra('owner_from', ['interest', 'from']),
      extra('owner_until', ['interest', 'until']),
    ],
  },
  {
    member: 'licences',
    isOptional: true,
    columns: [
      required('licence_activity', 'activity'),
      required('licence_status', 'status', asCode),
      extra('licence_number', 'number'),
      extra('licence_ramp', 'ramp', asCode),
      extra('licence_from', 'from'),
      extra('licence_until', 'until'),
      extra('licence_reason', 'reason', asText),
    ],
  },
  {
    member: 'passports',
    isOptional: true,
    columns: [
      required('passport_jurisdiction', 'jurisdiction', asCapitals),
      extra('passport_services', 'services', asList),
      extra('passport_notified_on', 'notifiedOn'),
      extra('passport_from', 'from'),
      extra('passport_until', 'until'),
    ],
  },
  {
    member: 'branches',
    isOptional: true,
    columns: [
      required('branch_jurisdiction', 'jurisdiction', asCapitals),
      required('branch_address', 'address', asText),
      extra('branch_lei', 'lei', asCapitals),
    ],
  },
  { member: 'venues', isOptional: true, columns: [required('venue_mic', 'mic', asCapitals), required('venue_name', 'name')] },
  {
    member: 'wallets',
    isOptional: true,
    columns: [required('wallet_address', 'address'), required('wallet_network', 'network'), required('wallet_use', 'use', asCode)],
  },
  {
    member: 'measures',
    isOptional: true,
    columns: [required('measure_on', 'on'), required('measure_authority', 'authority'), required('measure', 'measure', asText)],
  },
];

export const registrationColumns: KindColumns = {
  record: [
    required('reference', 'reference'),
    required('firm', 'firm'),
    optional('commercial_name', 'commercialName'),
    optional('lei', 'lei', asCapitals),
    required('jurisdiction', 'jurisdiction', asCapitals),
    required('authority', 'authority'),
    required('status', 'status', asCode),
    list('services', 'services'),
    list('host_jurisdictions', 'hostJurisdictions', asCapitalsList),
    optional('address', 'address', asText),
    list('websites', 'websites'),
    optional('authorised_from', 'authorisedFrom'),
    optional('authorised_until', 'authorisedUntil'),
    optional('comments', 'comments', asText),
    extra('subject', 'subject', asCode),
    extra('legal_form', 'legalForm'),
    extra('phone', 'phone'),
    extra('email', 'email'),
    extra('admission', 'admission', asText),
  ],
  lists,
};
