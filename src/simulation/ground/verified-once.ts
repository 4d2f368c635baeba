// SPDX-License-Identifier: Apache-2.0
/**
 * Real suites for a simulation: every signature is made in earnest and verified in earnest, once.
 *
 * In a federation inside one process the same signature is verified again and again: by the author's server, by each that it is
 * sent to and passed on to, and by the watch. Of five such verifications four are repetitions, and they were a third of what a seed
 * with real cryptography cost. Whether a signature holds follows from key, bytes and signature and from nothing else, so the answer
 * is kept under the digest of all three: one changed byte is another question, and is put to the real suite.
 *
 * Signing, sealing and opening happen each time. No server works like this: it meets a signature once.
 */
import { digesting, type SignatureSuite, type Suites } from '../../seals/index.ts';

/** Some sixty seeds; then all is forgotten, so that a night's run needs no more memory than an hour's. */
const answersMax = 4096;

export function verifiedOnce(suites: Suites): Suites {
  return { ...suites, suite: rememberingSuite(suites.suite) };
}

function rememberingSuite(suite: SignatureSuite): SignatureSuite {
  const answers = new Map<string, boolean>();
  return {
    ...suite,
    verify(publicKey, bytes, signature) {
      const question = nameOf(publicKey, bytes, signature);
      const known = answers.get(question);
      if (known !== undefined) return known;
      const answer = suite.verify(publicKey, bytes, signature);
      if (answers.size >= answersMax) answers.clear();
      answers.set(question, answer);
      return answer;
    },
  };
}

/** The length of each part stands before it, so that no byte can move from one part to the next. */
function nameOf(...parts: readonly Uint8Array[]): string {
  const digest = digesting();
  for (const part of parts) {
    digest.add(Uint8Array.from([24, 16, 8, 0], (shift) => part.length >>> shift));
    digest.add(part);
  }
  return digest.end();
}
