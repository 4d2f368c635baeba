// SPDX-License-Identifier: Apache-2.0
/** `comity records holders`: to whom a record was given, by whose consent, and how each holder has answered its recall. */
import { z } from 'zod';
import { ok, type Result } from '../../kernel/index.ts';
import { type HolderNodeWire, type MatterDetailWire, matterDetailSchema, matterRowSchema } from '../../onward/wire.ts';
import { type RecordWayWire, recordWaySchema } from '../../records/wire.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import type { ServerSession } from '../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

export const recordsHolders: Command = {
  name: 'records holders',
  summary: 'lists who holds a record, how it came to them, and how they answered its recall',
  help: `
  RECORD                 the record's identifier, rcd_...
${signInHelp}
  --json                 prints the way of the record and its recall as JSON

Nothing of the record's content is shown, so this is no use of it. Holders beyond those whom we gave it to are known once a
recall has reached them. Exit code 0: listed; 1: it is not there, or a recall of it was refused, is overdue or reached
somebody not; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records holders rcd_01jd8v4k --officer keeper@xb.example --code 123456`,
  options: { json: { type: 'boolean' }, ...signInOptions },
  async run(given, output) {
    const asJson = given.has('json');
    const [record, ...others] = given.words;
    if (record === undefined || others.length > 0) {
      const issue = { path: 'RECORD', problem: 'Name exactly one record.', remedy: 'See ./comity records holders --help.' };
      return refuse(output, [issue], exitCodes.wrongUse, asJson);
    }
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const found = await wayAndRecall(session.value, record);
    await session.value.end();
    if (!found.ok) return refuse(output, found.issues, exitCodes.no, asJson);
    const { way, recall } = found.value;
    if (asJson) output.line(JSON.stringify({ way, recall: recall?.recall ?? null }));
    else print(output, way, recall);
    return (recall?.recall?.nodes ?? []).some(isOpenOrKept) ? exitCodes.no : exitCodes.done;
  },
};

interface Found {
  readonly way: RecordWayWire;
  readonly recall: MatterDetailWire | null;
}

async function wayAndRecall(session: ServerSession, record: string): Promise<Result<Found>> {
  const answer = await session.get(`/api/records/${encodeURIComponent(record)}/way`);
  if (!answer.ok) return answer;
  const way = recordWaySchema.parse(answer.value);
  const known = way.recall === null ? await ownRecalls(session) : ok([way.recall.matter]);
  if (!known.ok) return known;
  for (const id of known.value) {
    const matter = await session.get(`/api/onward/matters/${encodeURIComponent(id)}`);
    if (!matter.ok) return matter;
    const recall = matterDetailSchema.parse(matter.value);
    if (way.recall !== null || recall.records.some((one) => one.id === record)) return ok({ way, recall });
  }
  return ok({ way, recall: null });
}

/** Recalls that we began, the newest first: a record of ours is not marked by them, only those of its holders are. */
async function ownRecalls(session: ServerSession): Promise<Result<readonly string[]>> {
  const answer = await session.get('/api/onward/matters?box=all');
  if (!answer.ok) return answer;
  const { rows } = z.object({ rows: z.array(matterRowSchema) }).parse(answer.value);
  const own = rows.filter(({ kind, part }) => kind === 'recall' && part === 'recalling');
  return ok(own.toSorted((left, right) => (left.updatedAt < right.updatedAt ? 1 : -1)).map(({ id }) => id));
}

/** A holder in whose hands the datum still is, whatever the reason. */
function isOpenOrKept({ state, isOverdue }: HolderNodeWire): boolean {
  return isOverdue || state === 'refused' || state === 'not-delivered';
}

function print(output: Output, { chain, holders, consents }: RecordWayWire, recall: MatterDetailWire | null): void {
  if (chain.length > 0) output.line(`It came to us: ${chain.map(({ fromName }) => fromName).join(', ')}, and then here.`);
  if (holders.length === 0) output.line('It was given to nobody.');
  for (const { recipientName, givenAt, purpose, version, matter, isDelivered } of holders) {
    const arrived = isDelivered ? '' : '; not delivered yet';
    output.line(`${recipientName}: version ${version}, on ${givenAt}, for ${purpose} (${matter})${arrived}`);
  }
  for (const { holderName, recipientName, purpose, answer, until } of consents) {
    const end = until === null ? '' : `, until ${until}`;
    output.line(`  consent to ${holderName} for ${recipientName}, for ${purpose}: ${answer}${end}`);
  }
  if (recall?.recall === null || recall === null) return;
  output.line(`Recall (${recall.recall.change}, ${recall.row.id}): ${recall.row.state}`);
  for (const { holder, parent, state, isOverdue, dueAt, ground, clause, reasons } of recall.recall.nodes) {
    const late = isOverdue ? `, overdue since ${dueAt ?? ''}` : '';
    const kept = ground === null ? '' : `, on the ground ${ground} of clause ${clause ?? ''}: ${reasons}`;
    output.line(`  ${holder.name} (by ${parent.name}): ${state}${late}${kept}`);
  }
}
