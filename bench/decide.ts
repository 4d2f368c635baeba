// SPDX-License-Identifier: Apache-2.0
/**
 * decide: how many verdicts one thread gives in a second, with 1,000 agreements in force among 130 authorities.
 *
 * The world is the size of the largest memorandum today: one agreement among all 130, twenty among groups of ten, the rest
 * between two. The acts are the mix of a working day: most are complete requests, every third lacks something or asks what
 * no agreement allows, every tenth is a reply or a refusal. Time moves on with every act, so that deadlines are computed for
 * ever new moments. A generator with a fixed seed draws everything, so that every run measures the same work.
 *
 * In the same world: how long an officer waits for the lawful ways to something, and for the reach of a datum.
 */
import { type Facts, decide, findWays, indexAgreements, type Party, reachOf } from '../src/agreements/index.ts';
import { addMs } from '../src/kernel/index.ts';
import { act, agreements, assistance, type Draw, generator, party, purposes, start } from './decide/world.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
}

const authorityCount = 130;
const actCount = 20_000;
const rounds = 5;
const questionCount = 300;

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
  measureQuestions(print, parties, index, draw);
}

/** Each question is another one, and is asked once: nothing is remembered from the one before but what the server would keep. */
function measureQuestions(
  print: (figure: Figure) => void,
  parties: readonly Party[],
  index: ReturnType<typeof indexAgreements>,
  draw: Draw,
): void {
  const anyParty = (): Party => parties[draw(parties.length)] as Party;
  const questions = Array.from({ length: questionCount }, () => ({
    self: anyParty().authorityId,
    jurisdiction: anyParty().jurisdiction,
    assistance: assistance[draw(assistance.length)] ?? 'registrations',
    purpose: purposes[draw(purposes.length)] ?? 'supervision',
  }));
  let found = 0;
  const ways = questions.map(({ self, jurisdiction, assistance: kind, purpose }) =>
    timed(() => {
      const question = { from: self, assistance: kind, jurisdiction, counterpart: null, purpose, isForCourt: true, withinDays: 60 };
      found += findWays(index, { ...question, first: 'time' }, start).ways.length;
    }),
  );
  print({ name: 'ways.p99_ms', value: p99(ways), unit: 'ms', goal: 50 });
  print({ name: 'ways.found_mean', value: Math.round((found / questionCount) * 10) / 10, unit: 'ways' });
  let places = 0;
  const reach = questions.map(({ self, assistance: kind, purpose }) =>
    timed(() => {
      const question = { assistance: kind, purpose, originator: null, receivedFrom: null, limits: null };
      places += reachOf(index, self, question, start).places.length;
    }),
  );
  print({ name: 'reach.p99_ms', value: p99(reach), unit: 'ms', goal: 200 });
  print({ name: 'reach.places_mean', value: Math.round((places / questionCount) * 10) / 10, unit: 'authorities' });
}

function p99(seconds: readonly number[]): number {
  const sorted = seconds.toSorted((left, right) => left - right);
  return Math.round((sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN) * 10_000) / 10;
}

/** Processor time in seconds: the machine may be busy with others, and the figures are those of one thread. */
function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
