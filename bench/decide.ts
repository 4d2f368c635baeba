// SPDX-License-Identifier: Apache-2.0
/**
 * decide: how many verdicts one thread gives in a second, with 1,000 agreements in force among 130 authorities.
 *
 * The world is the size of the largest memorandum today: one agreement among all 130, twenty among groups of ten, the rest
 * between two. The acts are the mix of a working day: most are complete requests, every third lacks something or asks what
 * no agreement allows, every tenth is a reply or a refusal. Time moves on with every act, so that deadlines are computed for
 * ever new moments. A generator with a fixed seed draws everything, so that every run measures the same work.
 */
import {
  type Act,
  bilateralArrangement,
  decide,
  type Facts,
  indexAgreements,
  knownAgreement,
  multilateralMemorandum,
  type Party,
} from '../src/agreements/index.ts';
import { addMs, type Instant } from '../src/kernel/index.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number;
}

const authorityCount = 130;
const agreementCount = 1000;
const actCount = 20_000;
const rounds = 5;
const start = '2026-11-20T08:00:00.000Z' as Instant;

/** Every act has its second officer, so that a verdict that permits also mints its permit. */
const facts: Facts = {
  approvals: [{ officer: 'off_2', subject: 'sha256:step', at: start, authenticator: null }],
  preparedBy: 'off_1',
  stepDigest: 'sha256:step',
  receivedAt: null,
};

export async function run(print: (figure: Figure) => void): Promise<void> {
  const draw = generator(20_261_120);
  const parties = Array.from({ length: authorityCount }, (_, index) => party(index, draw));
  const index = indexAgreements(agreements(parties, draw));
  const acts = Array.from({ length: actCount }, () => act(parties, index, draw));
  const moments = acts.map((_, position) => addMs(start, position * 977));
  let permitted = 0;
  const decideAll = (): void => {
    permitted = 0;
    for (const [position, one] of acts.entries()) {
      const { permit } = decide(one, index, facts, moments[position] ?? start);
      if (permit !== null) permitted += 1;
    }
  };
  decideAll();
  const seconds = Array.from({ length: rounds }, () => timed(decideAll)).toSorted((left, right) => left - right);
  const median = seconds[Math.floor(rounds / 2)] ?? Number.NaN;
  print({ name: 'decide.verdicts_per_s', value: Math.round(actCount / median), unit: 'verdicts/s', goal: 50_000 });
  print({ name: 'decide.permitted_share', value: Math.round((permitted / actCount) * 100) / 100, unit: 'share', goal: 0.3 });
}

function timed(work: () => void): number {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1000;
}

type Draw = (below: number) => number;

/** A small linear generator (Lehmer): even enough to draw parties, and the same everywhere. */
function generator(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const zones = ['UTC', 'Europe/Riga', 'Asia/Tokyo', 'America/Sao_Paulo', 'Africa/Nairobi', 'Pacific/Auckland'];

function party(index: number, draw: Draw): Party {
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

function agreements(parties: readonly Party[], draw: Draw) {
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

const assistance = ['information-from-files', 'suspicious-reports', 'registrations', 'transaction-records', 'freeze'] as const;
const purposes = ['admin-enforcement', 'supervision', 'asset-tracing', 'tax'] as const;
const allContent = ['facts', 'legal-provisions', 'precautions', 'subject', 'why-useful'] as const;

function act(parties: readonly Party[], index: ReturnType<typeof indexAgreements>, draw: Draw): Act {
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
