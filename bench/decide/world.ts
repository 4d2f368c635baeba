// SPDX-License-Identifier: Apache-2.0
/** The world in which deciding is measured: 130 authorities, 1,000 agreements, and the acts of a working day, all from one seed. */
import {
  type Act,
  bilateralArrangement,
  type indexAgreements,
  knownAgreement,
  multilateralMemorandum,
  type Party,
} from '../../src/agreements/index.ts';
import type { Instant } from '../../src/kernel/index.ts';

const agreementCount = 1000;
export const start = '2026-11-20T08:00:00.000Z' as Instant;

export type Draw = (below: number) => number;

/** A small linear generator (Lehmer): even enough to draw parties, and the same everywhere. */
export function generator(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const zones = ['UTC', 'Europe/Riga', 'Asia/Tokyo', 'America/Sao_Paulo', 'Africa/Nairobi', 'Pacific/Auckland'];

export function party(index: number, draw: Draw): Party {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const name = [...String(index).padStart(4, '0')].map((digit) => letters[Number(digit)] ?? 'a').join('');
  return {
    authorityId: `ca1${name.padEnd(51, 'b')}a`,
    name: `Authority ${index + 1}`,
    kind: 'securities-regulator',
    jurisdiction: `X${String.fromCodePoint(65 + (index % 26))}`,
    capabilities: ['files', 'records', ...(draw(2) === 0 ? (['statements'] as const) : [])],
    calendar: { timeZone: zones[draw(zones.length)] ?? 'UTC', weekend: [0, 6], holidays: ['2026-12-25', '2027-01-01'] },
    contact: '',
  };
}

export function agreements(parties: readonly Party[], draw: Draw) {
  const among = (count: number): Party[] => {
    const chosen = new Set<Party>();
    while (chosen.size < count) chosen.add(parties[draw(parties.length)] as Party);
    return [...chosen];
  };
  const documents = [multilateralMemorandum({ parties, inForceFrom: start })];
  while (documents.length < 21) documents.push(multilateralMemorandum({ parties: among(10), inForceFrom: start }));
  while (documents.length < agreementCount) documents.push(bilateralArrangement({ parties: among(2), inForceFrom: start }));
  return documents.map((document, position) => knownAgreement({ ...document, preamble: `${document.preamble} Number ${position + 1}.` }));
}

export const assistance = ['information-from-files', 'suspicious-reports', 'registrations', 'transaction-records', 'freeze'] as const;
export const purposes = ['admin-enforcement', 'supervision', 'asset-tracing', 'tax'] as const;
const allContent = ['facts', 'legal-provisions', 'precautions', 'subject', 'why-useful'] as const;

export function act(parties: readonly Party[], index: ReturnType<typeof indexAgreements>, draw: Draw): Act {
  // Half of the requests pass between authorities that have an arrangement of their own, as in life.
  const all = [...index.byDigest.values()];
  const own = all[draw(all.length)];
  const near = [...(own?.parties.keys() ?? [])];
  const from = (draw(2) === 0 ? near[0] : parties[draw(parties.length)]?.authorityId) ?? '';
  const to = near.find((id) => id !== from) ?? '';
  const kind = assistance[draw(3) === 0 ? draw(assistance.length) : 0] ?? 'registrations';
  const purpose = purposes[draw(3) === 0 ? draw(purposes.length) : 0] ?? 'supervision';
  if (draw(10) === 0 && own !== undefined) {
    const onRequest = { from: near[0] ?? '', to, agreement: own.ref, requestId: 'req_1' };
    return draw(2) === 0
      ? { kind: 'refuse', ...onRequest, ground: draw(3) === 0 ? 'R07' : 'R06', reasonsGiven: true }
      : {
          kind: 'reply',
          ...onRequest,
          completeness: 'complete',
          assistance: kind,
          purpose,
          dataCount: 3,
          everyDatumConditioned: true,
          passedOnCount: 0,
          everyPassOnAllowed: true,
        };
  }
  const content = draw(3) === 0 ? allContent.slice(0, draw(allContent.length)) : [...allContent];
  const isUrgent = draw(5) === 0;
  return {
    kind: 'ask',
    from,
    to,
    assistance: kind,
    purpose,
    class: isUrgent ? 'urgent' : 'normal',
    urgencyGround: isUrgent ? 'loss-of-evidence' : null,
    urgencyReasonGiven: isUrgent,
    content,
  };
}
