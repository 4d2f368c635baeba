// SPDX-License-Identifier: Apache-2.0
/**
 * A joint signature: several documents signed in one go, each provable alone.
 *
 * Signing costs more than everything else that cryptography does for a dispatch, and who answers a pouch signs many receipts at one
 * moment. So the hash of each is a leaf of a small tree after RFC 6962, the root is signed once, and every document gets that signature
 * and its way to the root. Whoever holds one of them needs none of the others, and sees of them a few digests.
 *
 *     bytes 1 .. 4  ->  leaves  ->  root  ->  statement: label, zero byte, 4, root  ->  signed by the suite as any bytes are
 *
 *     signature of 3    | signature of the statement | place 2 | count 4 | leaf of 4 | node of 1 and 2 |
 *
 * It holds where the suite's own signature holds over the statement of the root to which the way leads. The statement binds the count, so
 * that there is one spelling of every place; and it begins with its label, as nothing else does that a suite signs: a document begins with
 * `DSSEv1`. Forging one means forging the suite's signature or finding two bytes with one SHA-256, and on that bodies and logs rest too.
 *
 * Who checks many of one root checks the suite's signature once: what held is remembered by the digest of key, statement and signature.
 * That saves time and decides nothing.
 *
 * What it does not do: it makes nobody wait. What is there together is signed together, and a single document is signed alone.
 * The obvious alternative, one signed list of all receipts, would show each recipient and every court the whole of it.
 */
import assert from 'node:assert/strict';
import { concatBytes, utf8 } from '../encoding.ts';
import { digestOf } from '../digest.ts';
import { inclusionProof, leafHash, rootByProof, rootOf } from '../trees/merkle.ts';

/** Twice what a pouch holds: ways of six digests. */
export const jointMax = 64;
const hashBytes = 32;
const placeBytes = 2;
/** Roots that were checked: those of a few pouches that arrive side by side. */
const rememberedMax = 64;

/** What a suite does with one document (signature-suite.ts). */
interface Signing {
  readonly name: string;
  sign(privateKey: Uint8Array, bytes: Uint8Array): Uint8Array;
  verify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean;
}

interface SigningTogether {
  readonly signTogether: (privateKey: Uint8Array, all: readonly Uint8Array[]) => readonly Uint8Array[];
}

/** The same suite, which also signs together; `signatureBytes` is the length of a signature of its own. */
export function withJointSignatures<Suite extends Signing>(suite: Suite, signatureBytes: number): Suite & SigningTogether {
  const label = utf8(`comity-joint-signature-v1 ${suite.name}`);
  const statementOf = (count: number, root: Uint8Array): Uint8Array => concatBytes(label, Uint8Array.of(0, count), root);
  const holds = rememberingWhatHeld(suite);
  return {
    ...suite,
    signTogether(privateKey, all) {
      if (all.length < 2) return all.map((bytes) => suite.sign(privateKey, bytes));
      assert(all.length <= jointMax, `no more than ${jointMax} are signed together`);
      const leaves = all.map((bytes) => leafHash(bytes));
      const signature = suite.sign(privateKey, statementOf(leaves.length, rootOf(leaves)));
      return leaves.map((_, index) => concatBytes(signature, Uint8Array.of(index, leaves.length), ...inclusionProof(leaves, index)));
    },
    verify(publicKey, bytes, signature) {
      if (signature.length <= signatureBytes) return suite.verify(publicKey, bytes, signature);
      const way = readWay(signature.subarray(signatureBytes));
      const root = way === null ? null : rootByProof({ ...way, leafHash: leafHash(bytes) });
      if (way === null || root === null) return false;
      return holds(publicKey, statementOf(way.size, root), signature.subarray(0, signatureBytes));
    },
  };
}

/** Null where it is none: too short, not of whole digests, or of a count that nobody signs together. */
function readWay(bytes: Uint8Array): { readonly index: number; readonly size: number; readonly proof: readonly Uint8Array[] } | null {
  const [index, size] = bytes;
  const steps = (bytes.length - placeBytes) / hashBytes;
  if (index === undefined || size === undefined || !Number.isInteger(steps) || size < 2 || size > jointMax) return null;
  const proof = Array.from({ length: steps }, (_, step) => bytes.subarray(placeBytes + step * hashBytes).subarray(0, hashBytes));
  return { index, size, proof };
}

function rememberingWhatHeld(suite: Signing): Signing['verify'] {
  const held = new Set<string>();
  return (publicKey, bytes, signature) => {
    // Statements and signatures have one length each, so no byte can move from one part to the next.
    const question = digestOf(concatBytes(bytes, signature, publicKey));
    if (held.has(question)) return true;
    if (!suite.verify(publicKey, bytes, signature)) return false;
    if (held.size >= rememberedMax) held.clear();
    held.add(question);
    return true;
  };
}
