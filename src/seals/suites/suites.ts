// SPDX-License-Identifier: Apache-2.0
/**
 * Suites: the pair of algorithms an authority works with. They are passed in everywhere, so that a simulated federation can
 * run on a cheap deterministic stand-in while every rule about keys and documents stays the same code.
 *
 * A suite is named in the key event that adds a key, never in a document: so nobody can ask a reader to check a signature by
 * a weaker algorithm than the key was enrolled for.
 */
import { type SealSuite, xwingSuite } from './seal-suite.ts';
import { hybridSuite, type SignatureSuite, transportSuite } from './signature-suite.ts';

export interface Suites {
  /** For roots and dispatches. Keys of logs always have `logSuite`, whose form outside tools read. */
  readonly suite: SignatureSuite;
  readonly sealSuite: SealSuite;
  /** For connections and key views. Plain Ed25519, which TLS knows, where none is named; a simulation, without connections, names its own. */
  readonly connectionSuite?: SignatureSuite;
}

export function connectionSuiteOf(suites: Pick<Suites, 'connectionSuite'>): SignatureSuite {
  return suites.connectionSuite ?? transportSuite;
}

/** What every server uses outside a simulation. */
export const realSuites: Suites = { suite: hybridSuite, sealSuite: xwingSuite };
