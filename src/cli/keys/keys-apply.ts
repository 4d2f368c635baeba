// SPDX-License-Identifier: Apache-2.0
/** `comity keys apply`: joins signed copies of a proposal, checks them as a peer will, and makes them the authority's history. */
import type { Result } from '../../kernel/index.ts';
import {
  allHeld,
  finishKeyProposal,
  foldKeyHistory,
  joinKeyProposals,
  type KeyProposal,
  proposalSentences,
  realSuites,
  settledKeys,
} from '../../seals/index.ts';
import { appendHistory, readKeys, systemClock, withKeysLock, writeKeys } from '../../server/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { openOwnFolder, type OwnFolder, readProposalFile } from './proposal-files.ts';

export const keysApply: Command = {
  name: 'keys apply',
  summary: 'makes a signed proposal part of the key history; a running server follows and tells its peers',
  help: `
  PROPOSAL ...           the signed proposal, or several signed copies of it
  --json                 prints the new size and head of the history as JSON

Everything is checked as every peer will check it; a proposal that lacks a signature changes nothing. A running server notices
within seconds, goes on with the new keys and tells its live peers; it is not stopped.

  ./comity keys apply key-proposal-4.json
  ./comity keys apply signed-by-ada.json signed-by-bo.json`,
  options: { json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.words.length === 0)
      return refuse(output, [{ path: 'PROPOSAL', problem: 'It is missing.', remedy: 'Name the signed file.' }], exitCodes.wrongUse, asJson);
    const copies: KeyProposal[] = [];
    for (const file of given.words) {
      const read = await readProposalFile(file);
      if (!read.ok) return refuse(output, read.issues, exitCodes.no, asJson);
      copies.push(read.value);
    }
    const own = await openOwnFolder();
    if (!own.ok) return refuse(output, own.issues, exitCodes.surroundings, asJson);
    const joined = joinKeyProposals(copies);
    const applied = joined.ok ? await apply(own.value, joined.value) : joined;
    if (!applied.ok) return refuse(output, applied.issues, exitCodes.no, asJson);
    const { size, head } = applied.value;
    if (asJson) output.line(JSON.stringify({ size, head }));
    else {
      for (const sentence of joined.ok ? proposalSentences(joined.value) : []) output.line(`  ${sentence}`);
      output.line(`The key history has ${size} events now. A running server follows within seconds; its log says "keys.changed".`);
    }
    return exitCodes.done;
  },
};

/** The events come first: which keys are in use follows from them, also for a server that was stopped between the two writes. */
async function apply({ folder, files }: OwnFolder, proposal: KeyProposal): Promise<Result<{ size: number; head: string }>> {
  const events = finishKeyProposal(files.history, proposal, realSuites);
  if (!events.ok) return events;
  const state = foldKeyHistory([...files.history, ...events.value], realSuites);
  if (!state.ok) return state;
  await withKeysLock(folder, async () => {
    await appendHistory(folder, { from: files.history.length, events: events.value });
    const keys = await readKeys(folder);
    if (!keys.ok) return;
    const settled = settledKeys(keys.value, state.value, systemClock());
    if (allHeld(settled).length === allHeld(keys.value).length) await writeKeys(folder, settled);
  });
  return { ok: true, value: { size: state.value.size, head: state.value.head } };
}
