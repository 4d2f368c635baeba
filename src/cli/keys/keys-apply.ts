// SPDX-License-Identifier: Apache-2.0
/** `comity keys apply`: joins signed copies of a proposal, checks them as a peer will, and makes them the authority's history. */
import type { Issue } from '../../kernel/index.ts';
import { joinKeyProposals, type KeyProposal, proposalSentences, writeKeyProposal } from '../../seals/index.ts';
import { applyKeyProposal, isReturnAlone, systemClock } from '../../server/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { openOwnFolder, type OwnFolder, readProposalFile, writeNew } from './proposal-files.ts';

export const keysApply: Command = {
  name: 'keys apply',
  summary: 'makes a signed proposal part of the key history; a running server follows and tells its peers',
  help: `
  PROPOSAL ...           the signed proposal, or several signed copies of it
  --json                 prints the new size and head of the history as JSON

  --joined FILE          applies nothing: writes the joined copies as one file, to be laid before the officers
  --without-approval     in an emergency: applies it although no officer has approved it, which the log of the server says as an alarm

Everything is checked as every peer will check it; a proposal that lacks a signature changes nothing. A running server notices
within seconds, goes on with the new keys and tells its live peers; it is not stopped.

Where the house rules ask that officers approve a change of keys (they do where nothing else is said), an administrator lays the
signed file before them in the workplace instead (Keys), and the last approval applies it there. The announcement of a return from
a backup needs no approval.

  ./comity keys apply key-proposal-4.json
  ./comity keys apply signed-by-ada.json signed-by-bo.json`,
  options: { joined: { type: 'string' }, 'without-approval': { type: 'boolean' }, json: { type: 'boolean' } },
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
    const joinedFile = given.text('joined');
    if (joined.ok && joinedFile !== null) {
      const written = await writeNew(joinedFile, writeKeyProposal(joined.value));
      if (!written.ok) return refuse(output, written.issues, exitCodes.surroundings, asJson);
      output.line(asJson ? JSON.stringify({ file: joinedFile }) : `${joinedFile} holds the signatures of all copies.`);
      return exitCodes.done;
    }
    if (joined.ok && !given.has('without-approval') && needsApproval(own.value, joined.value))
      return refuse(output, [approvalNeeded(own.value)], exitCodes.no, asJson);
    const applied = joined.ok
      ? await applyKeyProposal(own.value.folder, { ...own.value, proposal: joined.value, now: systemClock() })
      : joined;
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

function needsApproval({ files }: OwnFolder, proposal: KeyProposal): boolean {
  return files.houseRules.approversMin['key-event'] > 0 && !isReturnAlone(proposal);
}

function approvalNeeded({ files }: OwnFolder): Issue {
  return {
    path: 'approval',
    problem: `The house rules ask that ${files.houseRules.approversMin['key-event']} officers approve a change of keys.`,
    remedy:
      'An administrator lays the signed file before them in the workplace (Keys); the last approval applies it. In an emergency: --without-approval.',
  };
}
