// SPDX-License-Identifier: Apache-2.0
/**
 * The fields of a suspicious transaction and order report: the form by which firms report suspected market abuse to their authority.
 *
 * Two templates share their sections: that of crypto-assets (`mica-stor`, Delegated Regulation 2025/885, annex) and that of financial
 * instruments (`mar-stor`, Delegated Regulation 2016/957, annex). Every field of sections 1 to 4 is answered: with a value, or with
 * the reason why it does not apply. Section 5 is indicative, section 6 lists attachments. Regulation fixes the fields and no file; the
 * names of the fields here are ours.
 *
 * A line of the table: name, section, templates (C crypto-assets, F financial instruments), kind of value, `*` where it may be given more
 * than once, and the label that a person reads.
 */
export interface StorField {
  readonly name: string;
  readonly section: 1 | 2 | 3 | 4 | 5 | 6;
  readonly templates: readonly StorTemplate[];
  readonly kind: 'text' | 'long' | 'moment' | 'day' | 'lei' | 'jurisdiction' | 'amount' | 'breach' | 'party-kind';
  readonly isMany: boolean;
  readonly label: string;
}

export type StorTemplate = 'mica-stor' | 'mar-stor';

const table = `
submitter-person           1 CF text         Name of the natural person who submits
submitter-position         1 CF text         Position of that person
submitter-entity           1 CF text         Name of the submitting entity
submitter-legal-form       1 CF text         Legal form of the submitting entity
submitter-lei              1 CF lei          LEI of the submitting entity
submitter-address          1 CF long         Address of the submitting entity
submitter-capacity         1 CF text         Capacity in which the entity acted
submitter-activity         1 CF long         Trading activity, kinds of assets, relation to the suspected person
contact-name               1 CF text         Contact for questions: name
contact-position           1 CF text         Contact: position
contact-email              1 CF text         Contact: e-mail
contact-phone              1 CF text         Contact: telephone
other-authority            1 C  text         Other authority to which it was reported
asset-name                 2 C  text       * Name of the crypto-asset, both legs of a pair
asset-dti                  2 C  text       * Digital token identifier (ISO 24165)
asset-type                 2 C  text         Kind of crypto-asset, and the value it refers to
ledger-name                2 C  text       * Name of the distributed ledger
instrument-name            2 F  text       * Description of the financial instrument
instrument-isin            2 F  text       * Identifier of the instrument (ISIN)
instrument-cfi             2 F  text         Classification of the instrument (CFI)
derivative-details         2 F  long         For a derivative over the counter: kind, nominal, currency, maturity, premium, margin, strike, underlying
platform                   2 CF text         Trading platform (MIC), or where it was dealt in outside of one
country                    2 CF jurisdiction Country where the order was given, executed, or the behaviour took place
executed-at                2 CF moment     * Moment of the transaction, order or behaviour
transaction-reference      2 CF text       * Reference of the transaction or order; hash of the transaction
settled-at                 2 CF moment       Moment of settlement
price                      2 CF text       * Price and its currency
volume                     2 CF amount     * Volume or quantity
order-type                 2 CF text         Kind of order
order-changes              2 CF long         Cancellations and alterations: nature, extent, means
order-placed-by            2 F  text         Who placed or received the order, and by which means
ledger-abuse               2 C  long         For abuse of the ledger: effect on validation, method
breach                     3 CF breach       Kind of breach that is suspected
reasons                    3 CF long         Reasons for the suspicion, and how it came to light
late-reason                3 CF long         Why the report comes late
suspected-kind             4 CF party-kind * Suspected: person or entity
suspected-name             4 CF text       * Suspected: name
suspected-lei              4 CF lei        * Suspected: LEI
suspected-number           4 CF text       * Suspected: national number
suspected-birth            4 CF day        * Suspected: day of birth
suspected-address          4 CF long       * Suspected: address
suspected-employment       4 CF text       * Suspected: employer and position
suspected-accounts         4 CF text       * Suspected: accounts, joint accounts, powers of attorney
suspected-wallets          4 C  text       * Suspected: wallet addresses
suspected-client-id        4 CF text       * Suspected: client number
suspected-issuer-relation  4 CF text       * Suspected: relation to the issuer
client-position            5 CF long         Position of the client
own-account                5 CF text         For own account, for a client, as validator
mempool                    5 C  text         Public or private pool of transactions; permissionless or permissioned ledger
contract                   5 C  text       * Address of the contract and function called
portfolio                  5 CF text         Size of the portfolio
relationship-since         5 CF day          Start of the business relationship
desk                       5 CF text         Desk or branch
habits                     5 CF long         Habits of the last twelve months, comparison
other-persons              5 CF long       * Other persons and activity
attachment                 6 CF text       * Attachment
`;

const lineShape = /^(\S+) +([1-6]) (CF|C |F ) (\S+) +(\*?) *(.+)$/;

export const storFields: readonly StorField[] = table
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [, name = '', section = '', templates = '', kind = '', many = '', label = ''] = lineShape.exec(line) ?? [];
    if (name === '') throw new Error(`the table of the form says nothing in "${line}"`);
    return {
      name,
      section: Number(section) as StorField['section'],
      templates: [
        ...(templates.includes('C') ? (['mica-stor'] as const) : []),
        ...(templates.includes('F') ? (['mar-stor'] as const) : []),
      ],
      kind: kind as StorField['kind'],
      isMany: many === '*',
      label: label.trim(),
    };
  });

export const storTemplates: readonly StorTemplate[] = ['mica-stor', 'mar-stor'];

/** Kinds of breach, and what each is among the kinds of suspicion. */
export const storBreaches = {
  'market-manipulation': 'market-manipulation',
  'attempted-market-manipulation': 'market-manipulation',
  'insider-dealing': 'insider-dealing',
  'attempted-insider-dealing': 'insider-dealing',
  'unlawful-disclosure': 'insider-dealing',
} as const;
export type StorBreach = keyof typeof storBreaches;

export function fieldsOfTemplate(template: StorTemplate): readonly StorField[] {
  return storFields.filter(({ templates }) => templates.includes(template));
}
