// SPDX-License-Identifier: Apache-2.0
/** What passkeys need of the authority around them: its name for browsers, its house rules, and its signature. */
import type { Database } from '../../kernel/index.ts';
import type { AuthorityId } from '../../seals/index.ts';
import type { HouseRules } from '../approvals/house-rules.ts';
import type { OfficerAudit } from '../officer-audit.ts';

export interface RelyingParty {
  /** The name that passkeys are bound to: the host of the workplace, such as `comity.xa.example`, or one above it. */
  readonly id: string;
  /** The only address from which passkeys are taken, as the browser writes it: `https://comity.xa.example`. */
  readonly origin: string;
  /** The authority, as the browser's own window shows it. */
  readonly name: string;
}

export interface PasskeyDeps {
  readonly db: Database;
  readonly authority: AuthorityId;
  /** Null where the address of the workplace is a bare number, for which no browser makes passkeys. */
  readonly relyingParty: RelyingParty | null;
  readonly houseRules: HouseRules;
  /** Signs the payload of an enrolment with the authority's present key for dispatches. */
  readonly signEnrolment: (payload: Uint8Array) => Uint8Array;
  readonly audit: OfficerAudit;
}

/** The relying party of a workplace at this address; null where the address has no name. */
export function relyingPartyOf(publicUrl: string, name: string, id: string | null = null): RelyingParty | null {
  const { hostname, origin } = new URL(publicUrl);
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  return isNumber ? null : { id: id ?? hostname, origin, name };
}
