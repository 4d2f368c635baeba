// SPDX-License-Identifier: Apache-2.0
/** The training authority joins a running demonstration: the demonstration knows the sign-ins of its officers, so both halves are played. */
import { fillTemplate, findTemplate } from '../../agreements/index.ts';
import { fail, instantFromMs, msOf, ok, type Result } from '../../kernel/index.ts';
import { systemClock } from '../../server/index.ts';
import { demoAuthorities } from '../demo/authorities.ts';
import { joinUnder, type Seat } from '../demo/ceremony.ts';
import { readMemory } from '../demo/secrets.ts';
import { seatAt } from './training-authority.ts';

const dayMs = 86_400_000;

export interface Demonstration {
  readonly folder: string;
  /** Of its desk; the authorities have the following ones. */
  readonly portBase: number;
}

/** Joins each authority of it that has not been joined yet, and says with whom it is joined. */
export async function joinDemo(
  training: Seat,
  { folder, portBase }: Demonstration,
  onProgress: (sentence: string) => void,
): Promise<Result<readonly string[]>> {
  const memory = await readMemory(folder);
  if (!memory.ok) return memory;
  const names: string[] = [];
  for (const [index, { key, profile }] of demoAuthorities.entries()) {
    const known = memory.value.authorities[key];
    if (known === undefined) return fail(folder, 'No demonstration was made here.', 'Start it with `npm run demo`, or name its --folder.');
    const seat = await seatAt(`http://127.0.0.1:${portBase + index + 1}`, { key, ...known });
    if (!seat.ok) return seat;
    const joined = await joinOne(training, seat.value, onProgress);
    await Promise.all([seat.value.administrator.end(), seat.value.approver.end()]);
    if (!joined.ok) return joined;
    names.push(profile.name);
  }
  return ok(names);
}

async function joinOne(training: Seat, seat: Seat, onProgress: (sentence: string) => void): Promise<Result<null>> {
  const template = findTemplate('training-arrangement');
  if (template === null) return fail('training-arrangement', 'The template is not there.', 'Report it.');
  const now = msOf(systemClock());
  const inForceFrom = instantFromMs(now - (now % dayMs));
  const filled = fillTemplate(template, {
    parties: [seat.party, training.party],
    inForceFrom,
    title: `${template.title}: ${seat.party.name}`,
  });
  return filled.ok ? joinUnder([seat, training], [filled.value.document], onProgress) : filled;
}
