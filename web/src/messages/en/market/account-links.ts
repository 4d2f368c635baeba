// SPDX-License-Identifier: Apache-2.0
/** Messages in English. Accounts on markets that belong together, and who may hold one. */
export const accountLinkMessages = {
  'linked.title': 'Belongs together',
  'linked.nothing': 'Nobody has linked these accounts to a subject in the records.',
  'linked.heldBy': 'Held by',
  'linked.from': { one: 'from {authority}, under {count} condition', other: 'from {authority}, under {count} conditions' },
  'linked.relation.same-subject': 'of the same subject',
  'linked.relation.owner-group': 'of the same group of owners',
  'linked.why': { one: 'Why: {count} step', other: 'Why: {count} steps' },
  'linked.withheld': {
    one: '{count} holder stands in a record that may not be looked at for this purpose.',
    other: '{count} holders stand in records that may not be looked at for this purpose.',
  },
  'linked.withheldRecords': {
    one: '{count} record may not be looked at for this purpose.',
    other: '{count} records may not be looked at for this purpose.',
  },
  'linked.more': 'There are more records than are looked at here.',
  'linked.look': 'Look for who holds {name}',
  'linked.undo': 'Take back',
  'linked.undone': 'The link is taken back.',
  'linked.proposals': 'Who may hold it',
  'linked.proposals.under': 'Looks in registrations and other records for a subject with this account, or with a name like the owner’s.',
  'linked.lookInRecords': 'Look in the records',
  'linked.noProposals': 'No further record speaks for a holder.',
  'linked.accounts': 'Accounts that records give to them',
  'linked.givenBy': 'Given by {authority}.',
  'linked.verdict.same': 'Holds it',
  'linked.verdict.different': 'Does not hold it',
  'linked.verdict.unsure': 'Not sure',
} as const;
