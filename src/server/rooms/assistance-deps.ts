// SPDX-License-Identifier: Apache-2.0
/** What room assistance is given of the others: agreements, delivery, names, and what a bundle is made of. */
import { agreementsInForce, permitDetails, signedAgreementFile, trainingKind } from '../../agreements/index.ts';
import type { AssistanceDeps } from '../../assistance/index.ts';
import { proveEntry, signCheckpointNow, noteAudit } from '../../audit/index.ts';
import {
  type BundleDeps,
  type CustodyLogs,
  dispatchesOfCase,
  type ExchangePorts,
  findPeerRecord,
  listPeerRecords,
  openCase,
  queueDispatch,
  setAsideDispatch,
} from '../../exchange/index.ts';
import { freezingRules } from '../../freezing/index.ts';
import { withGathering } from '../../gathering/index.ts';
import { proceedingsKnown } from '../../joint-operations/index.ts';
import { lettersInBundle, namesByLetter, writeLetter, type WritingDeps } from '../../letters/index.ts';
import { isId, issuesText, type Transaction } from '../../kernel/index.ts';
import { holdsRole, officerNames, type PasskeyDeps } from '../../officers/index.ts';
import { namesFromLetters, reportRole } from '../../records/index.ts';
import { certificateType, type Digest, isLetterId, realSuites } from '../../seals/index.ts';
import { announce } from '../pool/announce.ts';
import { version } from '../version.ts';
import { dispatchContent } from './dispatch-content.ts';
import { checkpointKeys, signWith } from './own-keys.ts';
import type { WiringInput } from './wiring-input.ts';

/** An authority known by letter is written to; every other is sent a dispatch. */
export function assistanceDeps(
  input: WiringInput,
  ports: ExchangePorts<Transaction>,
  { approvals, letters }: { readonly approvals: PasskeyDeps; readonly letters: WritingDeps },
): AssistanceDeps {
  const { files, database, random } = input;
  const { name, jurisdiction } = files.profile;
  const self = files.keyState.authorityId;
  return {
    database,
    self,
    agreementIndex: (db) => agreementsInForce(db),
    queue: (tx, permit, content) => {
      const isByLetter = isLetterId(permitDetails(permit).act.to);
      const whole = dispatchContent(content);
      return isByLetter ? writeLetter(letters, tx, permit, whole) : queueDispatch(ports, tx, permit, whole);
    },
    authorityNames: async (db, ids) => {
      const peers = (await listPeerRecords(db)).map((record) => [record.authority_id as string, record.invitation] as const);
      const known = new Map([
        [self as string, { name, jurisdiction, isTraining: isTraining(files.profile.kind) }],
        ...peers.map(
          ([id, party]) => [id, { name: party.name, jurisdiction: party.jurisdiction, isTraining: isTraining(party.kind) }] as const,
        ),
      ]);
      const byLetter = await namesByLetter(db, ids.filter(isLetterId));
      // Known by letter to others, of whose records we were given one.
      const elsewhere = await namesFromLetters(
        db,
        ids.filter((id) => isLetterId(id) && !byLetter.has(id)),
      );
      const theirs = [...elsewhere].map(([id, named]) => [id, { ...named, isTraining: false }] as const);
      return new Map([...[...known].filter(([id]) => ids.includes(id)), ...byLetter, ...theirs]);
    },
    officerNames,
    knowsReports: (db, officer) => holdsRole(db, officer, reportRole),
    opened: (caseRef, officer) => openCase(ports, caseRef, officer),
    setAside: (tx, aside) => setAsideDispatch(tx, { audit: (entry) => noteAudit(tx, entry, random), announce }, aside),
    approvals,
    announce,
    random,
    suites: realSuites,
    measures: withGathering(freezingRules),
    proceedingsKnown: (db, text) => proceedingsKnown(db, self, text),
  };
}

function isTraining(kind: string): boolean {
  return kind === trainingKind;
}

export function bundleDeps(input: WiringInput, custodyOfCase: CustodyLogs): BundleDeps {
  const { files } = input;
  const { keys, keyState } = files;
  return {
    dispatchesOfCase: async (db, caseRef) => {
      const sent = await dispatchesOfCase(db, caseRef);
      // A case that moved to a server is proven by what passed there; before it moved, by what was on paper.
      if (sent.length > 0 && isId('req', caseRef)) return sent;
      const letters = await lettersInBundle(db, caseRef);
      const onPaper = letters.map((letter) => ({ ...letter, digest: letter.digest as Digest, receiptBytes: null }));
      // A question that was carried from a server to an authority without one went by both.
      return [...sent, ...onPaper].toSorted((left, right) => left.logIndex - right.logIndex);
    },
    agreementFile: signedAgreementFile,
    keyHistory: async (db, authorityId) => {
      if (authorityId === keyState.authorityId) return files.history;
      return (await findPeerRecord(db, authorityId))?.history ?? [];
    },
    ...ownLog(input),
    custodyOfCase,
    version,
    signCertificate: (payload) => signWith(keys.dispatch, certificateType, payload),
  };
}

/** A head of our log, signed now, and the way of an entry to it. */
export function ownLog({ files }: WiringInput): Pick<BundleDeps, 'checkpoint' | 'proof'> {
  return {
    checkpoint: async (db, now) => {
      const signed = await signCheckpointNow(db, { ...checkpointKeys(files), now });
      if (!signed.ok) throw new Error(`the log was changed: ${issuesText(signed.issues)}`);
      return signed.value;
    },
    proof: proveEntry,
  };
}
