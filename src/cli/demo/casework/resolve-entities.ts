// SPDX-License-Identifier: Apache-2.0
/**
 * Who is the same across records and lists, worked through on the first day: an officer has records and lists resolved, what is sure is
 * joined with its reasons, and of the pairs that are not sure the first authority has judged one and left nothing open; the others wait
 * for the person who tries the demonstration, who may also take that judgement back.
 */
import { ok, type Result } from '../../../kernel/index.ts';
import { type EntitiesWire, entitiesSchema } from '../../../findings/wire.ts';
import type { ServerSession } from '../../server-session.ts';

const purpose = 'supervision';
const reason = 'The one owns the other: two firms, with two registrations.';

/** Does nothing where it was done before. */
export async function resolveEntities(officer: ServerSession, judges: boolean): Promise<Result<null>> {
  const before = await officer.get('/api/findings/entities');
  if (!before.ok) return before;
  if (entitiesSchema.parse(before.value).resolvedAt !== null) return ok(null);
  const resolved = await officer.send('POST', '/api/findings/entities/resolution', { purpose });
  if (!resolved.ok) return resolved;
  const pair = judges ? firmAndOwner(entitiesSchema.parse(resolved.value)) : undefined;
  if (pair === undefined) return ok(null);
  const judgement = { left: pair.left.key, right: pair.right.key, verdict: 'different', reason };
  const judged = await officer.send('POST', '/api/findings/entities/judgements', judgement);
  return judged.ok ? ok(null) : judged;
}

/** A firm beside one of its own owners: alike by name, since the one is called after the other. */
function firmAndOwner({ unsure }: EntitiesWire): EntitiesWire['unsure'][number] | undefined {
  const placeOf = (key: string): readonly string[] => key.split('#');
  return unsure.find(({ left, right }) => {
    const [[one, place = ''], [other, otherPlace = '']] = [placeOf(left.key), placeOf(right.key)];
    return one === other && [place, otherPlace].includes('/firm') && [place, otherPlace].some((at) => at.startsWith('/owners/'));
  });
}
