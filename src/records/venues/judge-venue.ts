// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer should know of a market identifier code that somebody names: whether the published list has it, whether it still
 * holds, whether it is a segment, and whether it belongs to the firm that names it.
 */
import type { FoundVenueWire, VenueCodeWire } from './wire.ts';

export interface NamedVenue {
  readonly mic: string;
  readonly code: VenueCodeWire | null;
  readonly operatingName: string | null;
  /** Whether any list was taken in: without one, that a code is unknown says nothing. */
  readonly hasList: boolean;
}

/** The firm in whose registration it stands; null where it is named by a file. */
export interface NamingFirm {
  readonly name: string;
  readonly lei: string | null;
}

type Remark = FoundVenueWire['remarks'][number];

export function remarksOn(named: NamedVenue, firm: NamingFirm | null, today: string): readonly Remark[] {
  const { mic, code, hasList } = named;
  if (!/^[A-Z0-9]{4}$/.test(mic)) return [{ problem: `"${mic}" is no market identifier code.`, remedy: 'One has four letters or digits.' }];
  if (code === null && !hasList) {
    return [{ problem: 'No list of market identifier codes is here.', remedy: `Import the list of ISO 10383 in the format iso10383.` }];
  }
  if (code === null) {
    const remedy = 'Ask the firm or the sender for the code in the list of ISO 10383, or import the newest list.';
    return [{ problem: `${mic} is not in the list of market identifier codes.`, remedy }];
  }
  return [...expiry(code, today), ...operating(named, code), ...owner(code, firm)];
}

function expiry({ mic, status, expiresOn, comments }: VenueCodeWire, today: string): readonly Remark[] {
  const said = comments === null ? '' : ` The list says: ${comments}`;
  if (status === 'expired') {
    const since = expiresOn === null ? '' : ` since ${expiresOn}`;
    return [{ problem: `${mic} is expired${since}.`, remedy: `Ask under which code the venue trades now.${said}` }];
  }
  if (expiresOn === null) return [];
  const problem = expiresOn <= today ? `${mic} expired on ${expiresOn}.` : `${mic} expires on ${expiresOn}.`;
  return [{ problem, remedy: `Ask under which code the venue trades then.${said}` }];
}

function operating({ operatingName }: NamedVenue, { mic, level, operatingMic }: VenueCodeWire): readonly Remark[] {
  if (level === 'operating' || operatingName !== null) return [];
  const problem = `${mic} is a segment of ${operatingMic}, which is not in the list.`;
  return [{ problem, remedy: 'Import the newest list, or look the operating code up.' }];
}

function owner({ mic, lei, legalName }: VenueCodeWire, firm: NamingFirm | null): readonly Remark[] {
  if (firm === null || lei === null || firm.lei === null || lei === firm.lei) return [];
  const whose = legalName === null ? lei : `${legalName} (${lei})`;
  return [{ problem: `${mic} belongs to ${whose}, not to ${firm.name}.`, remedy: 'Ask the firm how it comes to trade under it.' }];
}
