// SPDX-License-Identifier: Apache-2.0
/**
 * Changing the authority's keys takes the holders of roots, who sign, and the officers, who approve (`key-event` of the house rules).
 *
 *     operator        makes the proposal, carries it to the holders of roots        keys rotate, keys sign
 *     administrator   lays the signed file before the officers                      POST /api/keys/changes
 *     approvers       read what it does and approve exactly these events            the approvals of the officers
 *     this server     applies it with the last approval, and follows within seconds
 *
 * The roots prove to peers who the authority is; the approvals make sure that those who answer for it know. An announcement of a
 * return from a backup changes no key and can be approved by nobody, since the server does nothing before it: it is applied
 * with `./comity keys apply` alone. That command refuses other changes where the house asks for approvals, unless it is told to go
 * without them in an emergency; the server then says so in its log as an alarm (`keys.changed-unapproved`).
 */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { appendAudit } from '../../audit/index.ts';
import { keyChangeSchema } from '../../exchange/wire.ts';
import {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  type Database,
  defineCall,
  fail,
  type Instant,
  type RandomBytes,
} from '../../kernel/index.ts';
import { approvalFor, approvalsTopic, type CarryOut, spendAct, subjectOf, subjectTextOf } from '../../officers/index.ts';
import {
  documentDigest,
  fromBase64,
  type KeyProposal,
  proposalSentences,
  readKeyProposal,
  toBase64,
  writeKeyProposal,
} from '../../seals/index.ts';
import { applyKeyProposal, checkKeyProposal } from './apply-key-proposal.ts';
import type { AuthorityFiles } from '../data-folder-files.ts';
import { announce } from '../pool/announce.ts';
import { lockKeyChanges } from './unapproved-change.ts';

export interface KeyChangeDeps {
  readonly database: Database;
  /** Null where there is no data folder to write to. */
  readonly folder: string | null;
  readonly files: AuthorityFiles;
  readonly random: RandomBytes;
}

/** As a proposal file is read: sixteen events of some tens of kilobytes. */
const proposalBytesMax = 4_194_304;
const contentSchema = z.strictObject({ proposal: z.string() });

export function keyChangeCalls(deps: KeyChangeDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/keys/changes',
      whoMay: ['administrator'],
      needsFreshProof: true,
      summary: 'Lays a change of keys, signed by the holders of roots, before the officers; the last approval applies it.',
      body: { kind: 'bytes', bytesMax: proposalBytesMax },
      answer: keyChangeSchema,
      handle: async ({ body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return proposeKeyChange(deps, { bytes: body, officer: officer.id, now });
      },
    }),
  ];
}

async function proposeKeyChange(
  deps: KeyChangeDeps,
  { bytes, officer, now }: { readonly bytes: Uint8Array; readonly officer: string; readonly now: Instant },
): Promise<CallAnswer> {
  const { folder, files, database, random } = deps;
  if (folder === null) return { kind: 'absent' };
  const read = readKeyProposal(bytes);
  if (!read.ok) return { kind: 'issues', issues: read.issues };
  const proposal = read.value;
  const checked = checkKeyProposal({ files, proposal });
  if (!checked.ok) return { kind: 'issues', issues: checked.issues };
  const sentences = proposalSentences(proposal);
  const content = { proposal: toBase64(writeKeyProposal(proposal)) };
  const common = { subject: subjectOfChange(proposal), preparedBy: officer, caseRef: null, about: proposal.authorityId };
  const shown = { change: sentences.join('; '), signatures: String(signaturesOf(proposal)) };
  const covered = { text: subjectTextOf('key-event', namedDocuments(proposal)), opened: [] };
  const act = { actClass: 'key-event', ...common, shown, content, covered } as const;
  return database.transaction().execute(async (tx): Promise<CallAnswer> => {
    const standing = await approvalFor(tx, files.houseRules, act, { now });
    await announce(tx, approvalsTopic);
    const details = { subject: act.subject, keyEvents: checked.value.state.size };
    if (standing.kind === 'waits') {
      await appendAudit(tx, { event: 'keys.change-prepared', actor: officer, at: now, details }, random);
      return answerJson({ sentences, isApplied: false });
    }
    await spendAct(tx, act, now);
    const done = await carryOutKeyChange(deps)(tx, act, { approvals: standing.approvals, now });
    return done.ok ? answerJson({ sentences, isApplied: true }) : { kind: 'issues', issues: done.issues };
  });
}

/** Applies what was approved, when it still follows on the history as it is now. */
export function carryOutKeyChange(deps: KeyChangeDeps): CarryOut {
  return async (tx, act, { approvals, now }) => {
    const { folder, files, random } = deps;
    const bytes = fromBase64(contentSchema.parse(act.content).proposal);
    assert(bytes !== null && folder !== null, 'the proposal was written here');
    const proposal = readKeyProposal(bytes);
    if (!proposal.ok) return proposal;
    if (subjectOfChange(proposal.value) !== act.subject)
      return fail('subject', 'It is not the change that was approved.', 'Lay it before the officers anew.');
    await lockKeyChanges(tx);
    const applied = await applyKeyProposal(folder, { files, proposal: proposal.value, now });
    if (!applied.ok) return applied;
    const details = { subject: act.subject, keyEvents: applied.value.size, count: approvals.length };
    await appendAudit(tx, { event: 'keys.change-approved', actor: act.preparedBy, at: now, details }, random);
    await announce(tx, 'peers');
    return applied;
  };
}

/** Whether a proposal says nothing but that the server came back from a backup. */
export function isReturnAlone({ events }: KeyProposal): boolean {
  return events.every(({ content }) => content.kind === 'restore-epoch');
}

/** The events without their signatures: copies that other holders have signed are the same change. */
function subjectOfChange(proposal: KeyProposal): string {
  return subjectOf('key-event', namedDocuments(proposal));
}

function namedDocuments({ documents }: KeyProposal): readonly string[] {
  return documents.map(documentDigest);
}

function signaturesOf({ documents }: KeyProposal): number {
  return Math.min(...documents.map((document) => document.signatures.length));
}
