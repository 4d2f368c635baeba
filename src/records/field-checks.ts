// SPDX-License-Identifier: Apache-2.0
/**
 * Checks of single fields that more than one kind of record has: days, moments, amounts, jurisdictions, identifiers, parties.
 *
 * Each takes the value and the JSON pointer of its place, and answers with the faults it found: an empty list is good.
 * The shape (texts, lists, lengths) has been checked by the schemas of wire.ts before.
 */
import { isCurrency, isInstant, type Issue, type Instant, msOf, parseJurisdiction, parseMoney } from '../kernel/index.ts';
import { checkLei, remainderOf97 } from './lei.ts';
import type { PartyOfRecord } from './suspicious-reports/wire.ts';

export type { PartyOfRecord };
export type Faults = readonly Issue[];

const dayShape = /^\d{4}-\d{2}-\d{2}$/;
/** Clocks of firms differ; more than a day ahead is a mistake. */
const aheadMsMax = 86_400_000;

export function isDay(text: string): boolean {
  return dayShape.test(text) && isInstant(`${text}T00:00:00.000Z`);
}

/** A day that has come. */
export function dayFaults(text: string | null, path: string, now: Instant): Faults {
  if (text === null) return [];
  if (!isDay(text)) return [{ path, problem: `"${text.slice(0, 40)}" is not a day of the calendar.`, remedy: 'Write it as 2026-11-20.' }];
  return aheadFaults(text, `${text}T00:00:00.000Z`, path, now);
}

/** A day that may lie ahead, such as the end of an authorisation. */
export function plannedDayFaults(text: string | null, path: string): Faults {
  if (text === null || isDay(text)) return [];
  return [{ path, problem: `"${text.slice(0, 40)}" is not a day of the calendar.`, remedy: 'Write it as 2026-11-20.' }];
}

/** A moment in UTC, or a day where the hour is not known. */
export function momentFaults(text: string, path: string, now: Instant): Faults {
  if (isDay(text)) return aheadFaults(text, `${text}T00:00:00.000Z`, path, now);
  if (isInstant(text)) return aheadFaults(text, text, path, now);
  const remedy = 'Write it as 2026-11-20T15:30:00.000Z, or as the day 2026-11-20 where the hour is not known.';
  return [{ path, problem: `"${text.slice(0, 40)}" is neither a moment in UTC nor a day.`, remedy }];
}

function aheadFaults(text: string, moment: string, path: string, now: Instant): Faults {
  if (Date.parse(moment) <= msOf(now) + aheadMsMax) return [];
  return [{ path, problem: `${text} lies in the future.`, remedy: 'Correct the date at its source.' }];
}

export function jurisdictionFaults(code: string | null, path: string): Faults {
  if (code === null) return [];
  const parsed = parseJurisdiction(code, path);
  return parsed.ok ? [] : parsed.issues;
}

/** An amount of a currency or of any other asset; never negative, since each movement has a direction. */
export function amountFaults(amount: string, unit: string, paths: { amount: string; unit: string }): Faults {
  if (isCurrency(unit)) {
    const money = parseMoney(amount, unit, paths.amount);
    if (!money.ok) return money.issues;
    return money.value.amountMinor < 0n ? [negative(amount, paths.amount)] : [];
  }
  const faults: Issue[] = [];
  if (!/^[A-Z0-9][A-Z0-9.:-]{0,19}$/.test(unit)) {
    faults.push({
      path: paths.unit,
      problem: `"${unit}" is no unit.`,
      remedy: 'Give a currency of ISO 4217 or the short code of an asset, e.g. EUR or BTC.',
    });
  }
  if (amount.startsWith('-')) faults.push(negative(amount, paths.amount));
  else if (!/^\d{1,30}(?:\.\d{1,30})?$/.test(amount)) {
    faults.push({
      path: paths.amount,
      problem: `"${amount}" is not an amount.`,
      remedy: 'Write digits with a point before the decimals, e.g. 1250.50.',
    });
  }
  return faults;
}

function negative(amount: string, path: string): Issue {
  return {
    path,
    problem: `The amount ${amount} is negative.`,
    remedy: 'Give it without a sign; for a payment back, change "from" and "to".',
  };
}

/** Text of one line that was not cut: no line breaks, no spaces around it. */
export function lineFaults(text: string | null, path: string): Faults {
  if (text === null) return [];
  if (/[\u0000-\u001f\u007f]/.test(text))
    return [{ path, problem: 'It holds a line break or another control character.', remedy: 'Write it on one line.' }];
  if (text !== text.trim()) return [{ path, problem: 'It begins or ends with a space.', remedy: 'Remove the space.' }];
  if (!text.isWellFormed()) return [{ path, problem: 'It holds half a character.', remedy: 'Write it again at its source.' }];
  return [];
}

/** Text of several lines. PostgreSQL can hold no zero character, and the others hide what a reader should see. */
export function textFaults(text: string | null, path: string): Faults {
  if (text === null) return [];
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) {
    return [{ path, problem: 'It holds a control character.', remedy: 'Remove it; line breaks and tabs are allowed.' }];
  }
  return text.isWellFormed() ? [] : [{ path, problem: 'It holds half a character.', remedy: 'Write it again at its source.' }];
}

export function leiFaults(lei: string | null, path: string): Faults {
  if (lei === null) return [];
  const checked = checkLei(lei, path);
  return checked.ok ? [] : checked.issues;
}

export function partyFaults(party: PartyOfRecord, path: string, now: Instant): Faults {
  const faults = [...lineFaults(party.name, `${path}/name`), ...jurisdictionFaults(party.jurisdiction, `${path}/jurisdiction`)];
  if (party.birthDate !== null && party.kind !== 'person') {
    faults.push({
      path: `${path}/birthDate`,
      problem: 'Only a person has a date of birth.',
      remedy: 'Leave it out, or say that the party is a person.',
    });
  } else faults.push(...dayFaults(party.birthDate, `${path}/birthDate`, now));
  for (const [index, { scheme, value }] of party.identifiers.entries()) {
    faults.push(...identifierFaults(scheme, value, `${path}/identifiers/${index}/value`));
  }
  return faults;
}

function identifierFaults(scheme: PartyOfRecord['identifiers'][number]['scheme'], value: string, path: string): Faults {
  if (scheme === 'lei') return leiFaults(value, path);
  if (scheme === 'iban') return ibanFaults(value, path);
  if (scheme === 'wallet') return walletFaults(value, path);
  return lineFaults(value, path);
}

export function walletFaults(address: string, path: string): Faults {
  if (/^[0-9A-Za-z:._-]{10,200}$/.test(address)) return [];
  return [
    { path, problem: `"${address.slice(0, 60)}" is not the address of a wallet.`, remedy: 'Give the whole address, without spaces.' },
  ];
}

/** Whether the text is an IBAN whose check digits hold. */
export function isIban(value: string): boolean {
  return ibanFaults(value, '').length === 0;
}

function ibanFaults(value: string, path: string): Faults {
  const remedy = 'Give it without spaces, as the bank writes it.';
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{8,30}$/.test(value)) return [{ path, problem: `"${value.slice(0, 40)}" is not an IBAN.`, remedy }];
  if (remainderOf97(value.slice(4) + value.slice(0, 4)) === 1) return [];
  return [{ path, problem: `The check digits of the IBAN ${value} do not belong to the rest.`, remedy }];
}
