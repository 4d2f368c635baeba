// SPDX-License-Identifier: Apache-2.0
/** What is approved and what approves it: an act that is no dispatch, as an approver sees it, and an approval. */
import type { Instant, JsonValue } from '../../kernel/index.ts';
import type { ApprovalWire } from '../../seals/wire.ts';
import type { ActClass } from '../wire.ts';

/** An approval as a dispatch carries it, and the authenticator that proves it. */
export interface Approval extends ApprovalWire {
  readonly at: Instant;
  /** Null where a password and a code were all the proof. */
  readonly authenticator: string | null;
}

/** What leaves of it: with its proof, by which the other side finds the authenticator for itself. */
export function travellingApproval({ officer, role, decision, subject, at, method, proof }: Approval): ApprovalWire {
  return { officer, role, decision, subject, at, method, proof };
}

/** Something that is approved, to the letter: anybody who has it comes to the digest that is signed. */
export interface CoveredText {
  /** Canonical JSON; its SHA-256 is the digest. */
  readonly text: string;
  /** What stands in it by its digest alone. */
  readonly opened: readonly OpenedText[];
}
export interface OpenedText {
  readonly digest: string;
  /** Canonical JSON. */
  readonly text: string;
  /** Of the salted tree whose root is the digest; null where the digest is that of the text itself. */
  readonly seed: string | null;
}

/** An act that is no dispatch, as it is shown to whoever approves it. */
export interface AskedAct {
  readonly actClass: ActClass;
  /** Of everything that is shown and done: see `subjectOf`. */
  readonly subject: string;
  readonly preparedBy: string;
  /** The case that it belongs to. */
  readonly caseRef: string | null;
  /** The thing that it is done to, by its identifier: a peer, a case. One act of a class waits for one thing at a time. */
  readonly about: string;
  /** The exact text of which `subject` is the digest, and what digests in it stand for: what is read on a second device. */
  readonly covered: CoveredText;
  /** What the approver reads: names of facts (`asked.NAME` in the words of the workplace), and their values. */
  readonly shown: Readonly<Record<string, string>>;
  /** What is carried out, exactly, for the room that does it; null where the officer who prepared it does it. */
  readonly content: JsonValue;
}
