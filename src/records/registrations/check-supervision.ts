// SPDX-License-Identifier: Apache-2.0
/**
 * What makes the further members of a registration good: licences that end after they begin and say why they were refused, passports
 * into states that are named as hosts, market identifier codes, wallets, shares between 0 and 100 percent.
 */
import type { Issue } from '../../kernel/index.ts';
import {
  dayFaults,
  type Faults,
  jurisdictionFaults,
  leiFaults,
  lineFaults,
  plannedDayFaults,
  textFaults,
  walletFaults,
} from '../field-checks.ts';
import type { Instant } from '../../kernel/index.ts';
import type { RegistrationWire } from './wire.ts';

export function supervisionFaults(registration: RegistrationWire, now: Instant): Faults {
  const { legalForm = null, phone = null, email = null, admission = null } = registration;
  return [
    ...lineFaults(legalForm, '/legalForm'),
    ...lineFaults(phone, '/phone'),
    ...lineFaults(email, '/email'),
    ...textFaults(admission, '/admission'),
    ...subjectFaults(registration),
    ...(registration.branches ?? []).flatMap(branchFaults),
    ...(registration.licences ?? []).flatMap(licenceFaults),
    ...(registration.passports ?? []).flatMap((passport, index) => passportFaults(passport, index, registration)),
    ...venueFaults(registration.venues ?? []),
    ...(registration.wallets ?? []).flatMap(({ address, network }, index) => [
      ...walletFaults(address, `/wallets/${index}/address`),
      ...lineFaults(network, `/wallets/${index}/network`),
    ]),
    ...(registration.measures ?? []).flatMap(({ on, authority, measure }, index) => [
      ...dayFaults(on, `/measures/${index}/on`, now),
      ...lineFaults(authority, `/measures/${index}/authority`),
      ...textFaults(measure, `/measures/${index}/measure`),
    ]),
    ...registration.owners.flatMap(({ interest }, index) =>
      interest === undefined ? [] : interestFaults(interest, `/owners/${index}/interest`),
    ),
  ];
}

/** A protocol or pool without a contract could be recognised by nobody. */
function subjectFaults({ subject, wallets }: RegistrationWire): Faults {
  if (subject !== 'protocol' && subject !== 'pool') return [];
  if (wallets?.some(({ use }) => use === 'contract') === true) return [];
  const remedy = 'Name at least one wallet with the use "contract".';
  return [{ path: '/wallets', problem: `A ${subject} is known by its contracts, and none is named.`, remedy }];
}

function branchFaults(branch: NonNullable<RegistrationWire['branches']>[number], index: number): Faults {
  const path = `/branches/${index}`;
  return [
    ...jurisdictionFaults(branch.jurisdiction, `${path}/jurisdiction`),
    ...textFaults(branch.address, `${path}/address`),
    ...leiFaults(branch.lei ?? null, `${path}/lei`),
  ];
}

function licenceFaults(licence: NonNullable<RegistrationWire['licences']>[number], index: number): Faults {
  const path = `/licences/${index}`;
  const faults: Issue[] = [
    ...lineFaults(licence.activity, `${path}/activity`),
    ...lineFaults(licence.number ?? null, `${path}/number`),
    ...textFaults(licence.reason ?? null, `${path}/reason`),
    ...effectFaults(licence, path),
  ];
  if (licence.status === 'refused' && licence.reason === undefined)
    faults.push({ path: `${path}/reason`, problem: 'It was refused without a reason.', remedy: 'Say why it was refused.' });
  if (licence.status === 'withdrawn' && licence.until === undefined)
    faults.push({
      path: `${path}/until`,
      problem: 'It was withdrawn without a day.',
      remedy: 'Give the day from which it holds no longer.',
    });
  return faults;
}

function passportFaults(passport: NonNullable<RegistrationWire['passports']>[number], index: number, whole: RegistrationWire): Faults {
  const path = `/passports/${index}`;
  const faults: Issue[] = [
    ...jurisdictionFaults(passport.jurisdiction, `${path}/jurisdiction`),
    ...plannedDayFaults(passport.notifiedOn ?? null, `${path}/notifiedOn`),
    ...effectFaults(passport, path),
  ];
  if (passport.until === undefined && !whole.hostJurisdictions.includes(passport.jurisdiction)) {
    const problem = `${passport.jurisdiction} is not among the host jurisdictions, and the passport has no end.`;
    faults.push({ path: `${path}/jurisdiction`, problem, remedy: 'Name it as host, or give the day on which the passport ended.' });
  }
  for (const [at, service] of (passport.services ?? []).entries()) {
    if (whole.services.includes(service)) continue;
    const remedy = 'Write it as it stands among the services of the registration.';
    faults.push({ path: `${path}/services/${at}`, problem: 'It is none of the services of the registration.', remedy });
  }
  return faults;
}

function venueFaults(venues: NonNullable<RegistrationWire['venues']>): Faults {
  return venues.flatMap(({ mic, name }, index) => {
    const faults: Issue[] = [...lineFaults(name, `/venues/${index}/name`)];
    const path = `/venues/${index}/mic`;
    if (!/^[A-Z0-9]{4}$/.test(mic))
      faults.push({
        path,
        problem: `"${mic}" is no market identifier code.`,
        remedy: 'Give its four capital letters and digits (ISO 10383).',
      });
    if (venues.findIndex((one) => one.mic === mic) !== index)
      faults.push({ path, problem: `${mic} stands there twice.`, remedy: 'Name each platform once.' });
    return faults;
  });
}

function interestFaults(interest: NonNullable<RegistrationWire['owners'][number]['interest']>, path: string): Faults {
  const { shareMin, shareMax } = interest;
  const faults: Issue[] = [...effectFaults(interest, path)];
  for (const [member, share] of [['shareMin', shareMin] as const, ['shareMax', shareMax] as const]) {
    if (share === undefined || (/^\d{1,3}(?:\.\d{1,8})?$/.test(share) && Number(share) <= 100)) continue;
    faults.push({
      path: `${path}/${member}`,
      problem: `"${share}" is no share in percent.`,
      remedy: 'Give a decimal from 0 to 100, e.g. 33.34.',
    });
  }
  if (faults.length === 0 && shareMin !== undefined && shareMax !== undefined && Number(shareMin) > Number(shareMax))
    faults.push({ path: `${path}/shareMin`, problem: 'It is more than the highest share.', remedy: 'Change the two, or correct one.' });
  return faults;
}

function effectFaults({ from, until }: { readonly from?: string | undefined; readonly until?: string | undefined }, path: string): Faults {
  const faults: Issue[] = [...plannedDayFaults(from ?? null, `${path}/from`), ...plannedDayFaults(until ?? null, `${path}/until`)];
  if (faults.length === 0 && from !== undefined && until !== undefined && until < from)
    faults.push({
      path: `${path}/until`,
      problem: `It ends on ${until}, before it began on ${from}.`,
      remedy: 'Correct one of the two days.',
    });
  return faults;
}
