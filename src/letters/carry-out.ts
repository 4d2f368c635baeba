// SPDX-License-Identifier: Apache-2.0
/** What is done with the last approval of something that two officers attest: a letter, an agreement on paper, whose server one is. */
import { z } from 'zod';
import type { CarryOut } from '../officers/index.ts';
import { carryOutJoining } from './join-counterpart.ts';
import type { LetterDeps } from './letter-deps.ts';
import { carryOutPaper } from './take-paper.ts';
import { carryOutLetter } from './transcribe-letter.ts';

const contentSchema = z.union([
  z.strictObject({ letter: z.string() }),
  z.strictObject({ paper: z.string() }),
  z.strictObject({ joining: z.string(), peer: z.string() }),
]);

export function carryOutTranscription(deps: () => LetterDeps): CarryOut {
  return async (tx, act, { approvals, now }) => {
    const content = contentSchema.parse(act.content);
    const given = { subject: act.subject, approvals, now };
    if ('letter' in content) return carryOutLetter(deps(), tx, content.letter, given);
    if ('paper' in content) return carryOutPaper(deps(), tx, content.paper, given);
    return carryOutJoining(deps(), tx, { ...content, preparedBy: act.preparedBy, now });
  };
}
