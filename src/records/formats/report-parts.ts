// SPDX-License-Identifier: Apache-2.0
/**
 * Collects what the readers of formats find: parties once each, accounts once each, with their places in the lists of the report.
 *
 * A person who stands in a report ten times, in every transaction, is one party. Two are one when all that is said about them is
 * the same; the sharper role stays (suspected before counterparty before other). Whether two similar ones are one is a question for
 * an analyst, not for a reader.
 */
import type { AccountOfReport, PartyOfRecord } from '../suspicious-reports/wire.ts';

export interface ReportParts {
  readonly parties: PartyOfRecord[];
  readonly accounts: AccountOfReport[];
  readonly party: (party: PartyOfRecord) => number;
  readonly account: (account: AccountOfReport) => number;
}

const sharpness: Readonly<Record<string, number>> = { suspected: 3, counterparty: 2 };

export function collectParts(): ReportParts {
  const parties: PartyOfRecord[] = [];
  const accounts: AccountOfReport[] = [];
  const partyAt = new Map<string, number>();
  const accountAt = new Map<string, number>();
  return {
    parties,
    accounts,
    party(party) {
      const key = JSON.stringify({ ...party, role: '' });
      const known = partyAt.get(key);
      const former = known === undefined ? undefined : parties[known];
      if (known === undefined || former === undefined) {
        partyAt.set(key, parties.length);
        return parties.push(party) - 1;
      }
      if ((sharpness[party.role] ?? 1) > (sharpness[former.role] ?? 1)) parties[known] = party;
      return known;
    },
    account(account) {
      const key = `${account.institutionCode ?? ''} ${account.institution ?? ''} ${account.number}`;
      const known = accountAt.get(key);
      const former = known === undefined ? undefined : accounts[known];
      if (known === undefined || former === undefined) {
        accountAt.set(key, accounts.length);
        return accounts.push(account) - 1;
      }
      accounts[known] = { ...former, ...account, holders: [...new Set([...former.holders, ...account.holders])] };
      return known;
    },
  };
}

/** Leaves out what is empty, so that an optional member is there only with something in it. */
export function filled<Members extends Record<string, unknown>>(
  members: Members,
): { [Name in keyof Members]?: NonNullable<Members[Name]> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== '' && !isEmptyList(value));
  return Object.fromEntries(kept) as { [Name in keyof Members]?: NonNullable<Members[Name]> };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** An amount as a format wrote it, without zeros behind the point that its unit does not have. */
export function plainAmount(text: string, digits: number | null): string {
  const trimmed = text.trim().replace(/^\+/, '');
  if (!trimmed.includes('.')) return trimmed;
  const short = trimmed.replace(/0+$/, '');
  const [whole = '', decimals = ''] = short.split('.');
  if (digits === null) return decimals === '' ? whole : `${whole}.${decimals}`;
  return digits === 0 && decimals === '' ? whole : `${whole}.${decimals.padEnd(digits, '0')}`;
}
