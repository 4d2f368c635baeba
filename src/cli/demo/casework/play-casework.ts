// SPDX-License-Identifier: Apache-2.0
/**
 * The casework of the first day, story by story, in the order that spares the codes of those who approve: each is good once, so a story
 * that a person is unlikely to go on with at once comes first, and no officer approves more than the codes of one minute allow.
 */
import { ok, type Result } from '../../../kernel/index.ts';
import { systemClock } from '../../../server/index.ts';
import type { ServerSession } from '../../server-session.ts';
import { goBeforeRequests } from '../before-a-request.ts';
import { beginCasework } from '../begin-casework.ts';
import type { Seat } from '../ceremony.ts';
import { planOperation } from '../plan-operation.ts';
import { refuseRequest } from '../refuse-request.ts';
import { approverOf, type OtherSignIns } from '../sign-ins.ts';
import { tellNewUse } from '../tell-new-use.ts';
import { registeredOwners } from '../watch-market.ts';
import { writeByLetter } from '../by-letter/write-by-letter.ts';
import { askOtherLegs } from './ask-other-legs.ts';
import type { WorkingSeat } from './case-steps.ts';
import { freezeProperty } from './freeze-property.ts';
import { keepCanvas } from './keep-canvas.ts';
import { linkAccounts } from './link-accounts.ts';
import { reviewCooperation } from './review-cooperation.ts';

interface Playing {
  readonly others: OtherSignIns;
  readonly onProgress: (sentence: string) => void;
}
type Player = Seat & { readonly preparer: ServerSession };

/**
 * The first writes by letter; the second was called in urgency, has carried an order of the first to freeze out, and has given it a record,
 * which the first would use for more; the third has refused a request of the first that lacks something. The first keeps a canvas of stolen
 * money in the case of that order, and has begun a case of its own, with an order to freeze and evidence; the third has linked accounts on its
 * venue to its register, has asked both others for their parts of an alert, has planned a joint operation and leads a review of the second.
 */
export async function playCasework(
  seats: readonly Seat[],
  preparers: readonly ServerSession[],
  others: OtherSignIns,
  onProgress: (sentence: string) => void,
): Promise<Result<null>> {
  const [first, second, third] = seats.flatMap((seat, index): Player[] => {
    const preparer = preparers[index];
    return preparer === undefined ? [] : [{ ...seat, preparer }];
  });
  if (first === undefined || second === undefined || third === undefined) return ok(null);
  const playing = { others, onProgress };
  onProgress(`${third.party.name} links accounts on its venue to its register`);
  const linked = await linkAccounts(third.preparer, registeredOwners);
  if (!linked.ok) return linked;
  const issuing = await approverOf(others, { place: 0, key: first.key, fromLast: 2 });
  if (!issuing.ok) return issuing;
  const preparing = { ...first, ...issuing.value };
  const asked = await askLegsOnce({ asking: third, answering: preparing, silent: second }, playing);
  if (!asked.ok) return asked;
  const written = await writeOnce(first, playing);
  if (!written.ok) return written;
  const frozen = await freezeOnce(preparing, second, playing);
  await issuing.value.approver.end();
  if (!frozen.ok) return frozen;
  onProgress(`${first.party.name} keeps a canvas of stolen money in the case`);
  const kept = await keepCanvas(first.preparer);
  if (!kept.ok) return kept;
  onProgress(`${third.party.name} refuses a request of ${first.party.name} that lacks something`);
  const refused = await refuseRequest(first, third);
  if (!refused.ok) return refused;
  onProgress(`${first.party.name} asks ${second.party.name} for a new use of a record`);
  const told = await tellNewUse(second, first);
  if (!told.ok) return told;
  const begun = await beginCasework(first.preparer, second.authorityId, systemClock());
  if (!begun.ok) return begun;
  return planOnce([first, second, third], playing);
}

interface Legs {
  readonly asking: Player;
  readonly answering: Player & WorkingSeat;
  readonly silent: Player;
}

/** The third asks both others for the other legs of an alert, and the first answers in part. */
async function askLegsOnce({ asking, answering, silent }: Legs, { others, onProgress }: Playing): Promise<Result<null>> {
  onProgress(`${asking.party.name} asks for the other legs of an alert, and ${answering.party.name} tells its part`);
  const approving = await approverOf(others, { place: 2, key: asking.key, fromLast: 3 });
  if (!approving.ok) return approving;
  const asked = await askOtherLegs({ asking: { ...asking, ...approving.value }, answering, silent });
  await approving.value.approver.end();
  return asked;
}

/** The first writes to an authority that has no server. */
async function writeOnce(first: Player, { others, onProgress }: Playing): Promise<Result<null>> {
  onProgress(`${first.party.name} writes to an authority that has no server`);
  const approving = await approverOf(others, { place: 0, key: first.key, fromLast: 1 });
  if (!approving.ok) return approving;
  const written = await writeByLetter({ ...first, ...approving.value }, systemClock());
  await approving.value.approver.end();
  return written;
}

/** What went before a request between the first two; then the second carries out an order of the first. */
async function freezeOnce(first: Player & WorkingSeat, second: Player, { others, onProgress }: Playing): Promise<Result<null>> {
  onProgress(`${second.party.name} shows the draft of a request, and was called in urgency`);
  const last = await approverOf(others, { place: 1, key: second.key, fromLast: 1 });
  if (!last.ok) return last;
  const before = await goBeforeRequests(first, { ...second, ...last.value }, systemClock());
  if (!before.ok) return before;
  onProgress(`${second.party.name} freezes property under an order of ${first.party.name}`);
  const executing = await approverOf(others, { place: 1, key: second.key, fromLast: 2 });
  if (!executing.ok) return executing;
  const frozen = await freezeProperty({
    issuing: first,
    executing: { ...second, ...executing.value },
    givingBack: last.value,
  });
  for (const { approver } of [last.value, executing.value]) await approver.end();
  return frozen;
}

/** The third proposes a joint operation to the others, and leads a review of the second. */
async function planOnce([first, second, third]: readonly [Player, Player, Player], { others, onProgress }: Playing): Promise<Result<null>> {
  onProgress(`${third.party.name} proposes a joint operation, and leads a review of ${second.party.name}`);
  const reviewing = await approverOf(others, { place: 2, key: third.key, fromLast: 2 });
  if (!reviewing.ok) return reviewing;
  const now = systemClock();
  const seats = { leading: { ...third, ...reviewing.value }, sitting: first, reviewed: second.authorityId };
  const reviewed = await reviewCooperation(seats, now);
  await reviewing.value.approver.end();
  if (!reviewed.ok) return reviewed;
  const approving = await approverOf(others, { place: 2, key: third.key, fromLast: 1 });
  if (!approving.ok) return approving;
  const planned = await planOperation({ ...third, ...approving.value }, [first, second], now);
  await approving.value.approver.end();
  return planned;
}
