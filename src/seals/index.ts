// SPDX-License-Identifier: Apache-2.0
/**
 * seals: what makes a document provable and a letter secret. It knows keys, signatures and trees of digests; it knows no
 * agreement, no officer and no dispatch, and it holds no state.
 *
 * What is here:
 *  - encoding, digest: base 64, hexadecimal and base 32 with one accepted spelling each; `Digest` is "sha256:" and hexadecimal;
 *  - signed-document: DSSE, that is signatures over exact bytes, verified before anything is parsed;
 *  - chunks/: files of any size sealed piece by piece;
 *  - suites/: Ed25519 and ML-DSA together, of which both must hold; HPKE with X-Wing to seal for one recipient, and padding, so
 *    that length says little; which public keys may be enrolled at all;
 *  - keys/: the signed history of an authority's keys and the state it folds to, the private side of it and its files, and the
 *    sixty digits that two authorities read to each other;
 *  - assertions/: what a person's authenticator signs (WebAuthn), whose it is by the authority's signature, and the proof of an
 *    approval that both make together;
 *  - trees/: trees of digests after RFC 6962 with proofs of inclusion and consistency, what a log's entry is made of, and the
 *    head of a log as a signed note in the C2SP format; a dispatch's body as a salted tree, of which any part can be withheld;
 *  - signed-pdf/: signatures inside a PDF, by certificates of states, read and checked as far as the file alone allows;
 *  - bundle/: the container of an evidence bundle, byte for byte reproducible, its manifest, its layout and its certificate.
 *
 * A small worked case. An authority makes its keys, signs a document, and another checks it by the signed key history alone:
 *
 *     const { authorityId, history, keys } = makeAuthority({ ...realSuites, random, createdAt });
 *     const signed = signDocument({ payloadType, payload, suite: hybridSuite, keyPair: keys.dispatch, keyId: keys.dispatch.keyId });
 *     const sent = writeSigned(signed);
 *     // elsewhere, with the history that the fingerprint ceremony confirmed
 *     const state = foldKeyHistory(history, realSuites);
 *     const read = readSigned(sent);
 *     verifySigned(read.value, { suite: hybridSuite, keys: (keyId) => keyById(state.value, keyId)?.publicKey ?? null });
 *
 * Who an authority is, is the digest of the payload of its first key event; so nobody, not even the authority, can later
 * put other keys under the same identity. Which keys count is decided by position in that history, never by a clock.
 *
 * What it does not do. It draws no randomness of its own where the platform lets it be passed in (see suites/seal-suite for
 * the one place where it does not) and reads no clock. It does not decide whom to trust: a valid history says that these keys
 * belong together, the fingerprint ceremony says whose they are. It protects no private key at rest; the server's file is
 * readable by the server alone, and roots are kept away from it.
 *
 * Sources: DSSE 1.0; RFC 8032, FIPS 204; RFC 9180 and draft-ietf-hpke-pq; draft-connolly-cfrg-xwing-kem; RFC 6962; C2SP
 * signed-note, tlog-checkpoint and tlog-cosignature; RFC 4648; W3C Web Authentication.
 */
export {
  approvalChallenge,
  approvalNonceBytes,
  checkApprovalProof,
  checkAssertion,
  type ProvenApproval,
} from './assertions/approval-proof.ts';
export {
  type Assertion,
  type AuthenticatorSays,
  base64url,
  fromBase64url,
  isPageOf,
  readAuthenticatorData,
  readClientData,
  verifyAssertion,
} from './assertions/assertion.ts';
export {
  type AuthenticatorAlgorithm,
  authenticatorAlgorithms,
  type AuthenticatorKey,
  isAuthenticatorKey,
} from './assertions/authenticator-key.ts';
export { type Enrolment, enrolmentDigest, enrolmentPayload, enrolmentType, readEnrolmentPayload } from './assertions/enrolment.ts';
export {
  allHeld,
  type AuthorityKeys,
  checkAuthorityKeys,
  type HeldKey,
  heldKey,
  makeAuthority,
  makeHeldKey,
  type RootKeys,
  settledKeys,
  withoutDeadSeals,
} from './keys/authority-keys.ts';
export { readAuthorityKeys, readRootFile, type RootFile, rootFiles, writeAuthorityKeys } from './keys/authority-keys-file.ts';
export { bundleLayout, dispatchType, letterType, nonDeliveryType, receiptType } from './bundle/bundle-layout.ts';
export { type BundleManifest, bundleManifest, checkManifest, manifestPath } from './bundle/bundle-manifest.ts';
export {
  type BodyMember,
  type BodyPart,
  partDigest,
  readBody,
  readWholeBody,
  writeBodyPart,
  writeWholeBody,
} from './trees/body-document.ts';
export { type BodyPlace, bodyPlaces } from './trees/body-places.ts';
export { bodyProblem, bodyRootOf, bodySeedBytes } from './trees/body-tree.ts';
export {
  type Certificate,
  certificateType,
  type HolderStatement,
  listedFiles,
  readCertificate,
  readHolderStatements,
  withheldSchema,
  type WithheldStatement,
  writeCertificate,
  writeHolderStatements,
} from './bundle/certificate.ts';
export {
  type Checkpoint,
  readCheckpointBody,
  signCheckpoint,
  verifierKeys,
  verifyCheckpoint,
  writeCheckpointBody,
} from './trees/checkpoint.ts';
export { type CarriedDocument, carryDocument, readCarried, type ReadCarried } from './carried-document.ts';
export {
  chunkBytes,
  chunkHeadBytes,
  chunkKeyBytes,
  type ChunkKeys,
  chunkSaltBytes,
  makeChunkKeys,
  openChunks,
  readChunkKeys,
  sealChunks,
  sealedChunkBytes,
  sealedSizeOf,
} from './chunks/chunked-encryption.ts';
export { notChecked, type PdfSignature, readSignedPdf } from './signed-pdf/signed-pdf.ts';
export { type Digest, digesting, digestOf, digestOfJson, digestOfText, hmacSha256, isDigest } from './digest.ts';
export { fromBase64, fromHex, toBase32, toBase64, toHex } from './encoding.ts';
export { fingerprintDigits } from './keys/fingerprint.ts';
export { appendToFrontier, emptyFrontier, type Frontier, frontierOf, frontierRoot, isFrontier } from './trees/frontier.ts';
export { rootsDigest } from './keys/apply-key-event.ts';
export { epochMsMax, epochsMax } from './keys/key-event-members.ts';
export type { KeyChange, KeyEvent, NewKey, Restore, RootSet, SealEpoch } from './keys/key-change.ts';
export { keyEventType, readKeyEvent } from './keys/key-events.ts';
export { type Comparison, compareHistories, type KeyFork, readKeyFork, writeKeyFork } from './keys/key-fork.ts';
export { extendKeyState, foldKeyHistory } from './keys/key-history.ts';
export { foldKnownHistory } from './keys/known-histories.ts';
export {
  finishKeyProposal,
  joinKeyProposals,
  type KeyProposal,
  proposalSentences,
  proposeKeyEvents,
  readKeyProposal,
  signKeyProposal,
  writeKeyProposal,
} from './keys/key-proposal.ts';
export { type KeyView, readKeyView, signKeyView } from './keys/key-view.ts';
export { endedMoments, type ListedEvent, listKeyEvents } from './keys/listed-events.ts';
export { sharedKeyOf } from './keys/shared-keys.ts';
export {
  type AuthorityId,
  isAuthorityId,
  isKeyId,
  isLetterId,
  isPartyId,
  type KeyId,
  keyIdOf,
  type KeyPurpose,
  keyPurposes,
  type LetterId,
  letterIdOf,
} from './keys/key-id.ts';
export {
  activeKey,
  activeKeys,
  type AuthorityKey,
  keyById,
  type KeyState,
  publicKeyOf,
  type RootKey,
  sealKeyAt,
  wasActiveAt,
} from './keys/key-state.ts';
export { appendKeyEvent, makeGenesis } from './keys/make-key-event.ts';
export { logBodyDigest, logLeafHash } from './trees/log-entry.ts';
export { consistencyProof, inclusionProof, leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion } from './trees/merkle.ts';
export {
  contradictionIn,
  headsOf,
  inReadingOrder,
  type NoteHead,
  type Notes,
  pastOf,
  placesOf,
  type SignedNote,
} from './notes/note-graph.ts';
export { type NoteForm, readNoteDocument, signNoteDocument, storedNoteDocument } from './notes/signed-note.ts';
export { padToBucket, unpad } from './suites/padding.ts';
export { checkPublicKey } from './suites/public-key-check.ts';
export { type SealSuite, xwingSuite } from './suites/seal-suite.ts';
export { jointMax } from './suites/joint-signature.ts';
export { hybridSuite, type KeyPair, logSuite, type SignatureSuite, transportSpki, transportSuite } from './suites/signature-suite.ts';
export {
  addSignature,
  documentDigest,
  pae,
  readSigned,
  signDocument,
  signDocuments,
  type SignedDocument,
  type Signer,
  verifySigned,
  writeSigned,
} from './signed-document.ts';
export { type BundleFile, readStoredZip, writeStoredZip } from './bundle/stored-zip.ts';
export { type WithheldBodies, type Withholding, withheldPlaces, withholdInBodies } from './bundle/withhold-in-bodies.ts';
export { realSuites, type Suites } from './suites/suites.ts';
export { type Manner, partAt, withheldParts, type WithheldPart, withholdParts } from './trees/withhold-parts.ts';
export { type TlsIdentity, tlsIdentityOf, transportKeyOfCertificate } from './transport/certificate.ts';
