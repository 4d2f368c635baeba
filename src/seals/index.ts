// SPDX-License-Identifier: Apache-2.0
/**
 * seals: what makes a document provable and a letter secret. It knows keys, signatures and trees of digests; it knows no
 * agreement, no officer and no dispatch, and it holds no state.
 *
 * What is here, each in its own file:
 *  - encoding, digest: base 64, hexadecimal and base 32 with one accepted spelling each; `Digest` is "sha256:" and hexadecimal;
 *  - signature-suite: Ed25519 and ML-DSA-65 together; a signature holds only if both halves do;
 *  - public-key-check, ed25519-point: which public keys may be enrolled at all;
 *  - seal-suite, padding: HPKE with the X-Wing KEM for one recipient, padded so that length says little;
 *  - signed-document: DSSE, that is signatures over exact bytes, verified before anything is parsed;
 *  - key-id, key-events, key-history, key-state, make-key-event: the signed history of an authority's keys, the state it folds
 *    to, and how it grows; endpoint: which addresses it may announce;
 *  - authority-keys: the private side of that history, and its file;
 *  - fingerprint: the sixty digits that two authorities read to each other;
 *  - merkle, frontier: trees of digests after RFC 6962, with proofs of inclusion and consistency;
 *  - checkpoint: a tree's head as a signed note in the C2SP format;
 *  - stored-zip, bundle-manifest: the container of an evidence bundle, byte for byte reproducible.
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
 * What it does not do. It draws no randomness of its own where the platform lets it be passed in (see seal-suite for the
 * one place where it does not) and reads no clock. It does not decide whom to trust: a valid history says that these keys
 * belong together, the fingerprint ceremony says whose they are. It protects no private key at rest; the server's file is
 * readable by the server alone, and roots are kept away from it.
 *
 * Sources: DSSE 1.0; RFC 8032, FIPS 204; RFC 9180 and draft-ietf-hpke-pq; draft-connolly-cfrg-xwing-kem; RFC 6962; C2SP
 * signed-note, tlog-checkpoint and tlog-cosignature; RFC 4648.
 */
export { type AuthorityKeys, checkAuthorityKeys, type HeldKey, heldKey, makeAuthority, type RootKeys } from './authority-keys.ts';
export { readAuthorityKeys, readRootKeys, writeAuthorityKeys, writeRootKeys } from './authority-keys-file.ts';
export { bundleLayout, bundleManifestType, dispatchType, receiptType } from './bundle-layout.ts';
export { type BundleManifest, bundleManifest, checkManifest, manifestPath } from './bundle-manifest.ts';
export { type Checkpoint, readCheckpointBody, signCheckpoint, verifierKeys, verifyCheckpoint, writeCheckpointBody } from './checkpoint.ts';
export { type Digest, digestOf, digestOfJson, isDigest } from './digest.ts';
export { fromBase64, fromHex, toBase32, toBase64, toHex } from './encoding.ts';
export { fingerprintDigits } from './fingerprint.ts';
export { appendToFrontier, emptyFrontier, type Frontier, frontierOf, frontierRoot, isFrontier } from './frontier.ts';
export { type KeyChange, keyEventType, type NewKey, type RootSet } from './key-events.ts';
export { extendKeyState, foldKeyHistory, rootsDigest } from './key-history.ts';
export { type AuthorityId, isAuthorityId, isKeyId, type KeyId, keyIdOf, type KeyPurpose, keyPurposes } from './key-id.ts';
export { activeKey, activeKeys, type AuthorityKey, keyById, type KeyState, publicKeyOf, type RootKey } from './key-state.ts';
export { appendKeyEvent, makeGenesis } from './make-key-event.ts';
export { consistencyProof, inclusionProof, leafHash, nodeHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
export { padToBucket, unpad } from './padding.ts';
export { checkPublicKey } from './public-key-check.ts';
export { type SealSuite, xwingSuite } from './seal-suite.ts';
export { hybridSuite, type KeyPair, logSuite, type SignatureSuite } from './signature-suite.ts';
export {
  addSignature,
  documentDigest,
  pae,
  readSigned,
  signDocument,
  type SignedDocument,
  verifySigned,
  writeSigned,
} from './signed-document.ts';
export { type BundleFile, readStoredZip, writeStoredZip } from './stored-zip.ts';
export { realSuites, type Suites } from './suites.ts';
