// SPDX-License-Identifier: Apache-2.0
/** The columns of registrations in comity-csv: the registration, and one owner or controller on each row. */
import {
  asCapitals,
  asCapitalsList,
  asCode,
  asText,
  type KindColumns,
  list,
  optional,
  partyColumns,
  required,
} from '../imports/columns.ts';

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
  ],
  lists: [partyColumns('owner', 'owners')],
};
