// SPDX-License-Identifier: Apache-2.0
/**
 * Refusal grounds: twelve that an agreement may allow, and four that no agreement accepts.
 *
 * The codes gather what the instruments of the field share: the denial grounds of the IOSCO memorandum, MiCA article 95 and
 * MAR article 25, Regulation 2018/1805, the investigation order, and the rules of FATF Recommendation 40 and the Union's
 * directives for financial intelligence units. The four X grounds are those which these instruments name as invalid.
 */
import type { RefusalGround } from './vocabulary.ts';

interface GroundText {
  /** Follows "because". */
  readonly meaning: string;
  readonly remark: string;
}

export const groundWords: Readonly<Record<RefusalGround, GroundText>> = {
  R01: { meaning: 'complying would breach the domestic law of the authority asked', remark: 'Name the provision.' },
  R02: {
    meaning: 'complying would harm national security, an essential national interest or public order',
    remark: 'Say so in general terms.',
  },
  R03: { meaning: 'complying would prejudice its own investigation or enforcement', remark: 'Consider postponing instead.' },
  R04: {
    meaning: 'proceedings are already pending there on the same acts against the same persons',
    remark: 'The requester may rebut it.',
  },
  R05: { meaning: 'the same persons have already been finally judged there for the same acts', remark: 'The requester may rebut it.' },
  R06: { meaning: 'the request does not conform to the agreement or is incomplete', remark: 'The requester may cure it.' },
  R07: {
    meaning: 'the conduct would not be a violation in the jurisdiction of the authority asked',
    remark: 'Many agreements forbid this ground.',
  },
  R08: { meaning: 'a privilege, an immunity or the protection of the press stands against it', remark: 'Name the right.' },
  R09: {
    meaning: 'there are substantial grounds to believe that complying would breach a fundamental right',
    remark: 'Name the right and the facts.',
  },
  R10: { meaning: 'the request lies outside the scope of the agreement', remark: 'Name what it lies outside of.' },
  R11: { meaning: 'the requesting authority cannot protect the information', remark: 'Say what protection is lacking.' },
  R12: {
    meaning: 'the acts took place outside the requesting jurisdiction and are no offence where the authority asked is',
    remark: 'Name the place.',
  },
  X1: { meaning: 'the matter is considered to be of a fiscal nature only', remark: 'No agreement accepts it.' },
  X2: { meaning: 'a bank or other financial institution owes its client secrecy', remark: 'No agreement accepts it.' },
  X3: { meaning: 'the requesting authority is of another kind or status', remark: 'No agreement accepts it.' },
  X4: { meaning: 'a domestic inquiry is open, though the assistance would not impede it', remark: 'No agreement accepts it.' },
};

/** What the ground says, to be read after "because"; for every ground, allowed or not. */
export function refusalGroundMeaning(ground: RefusalGround): string {
  return groundWords[ground].meaning;
}

/** The grounds that no agreement accepts, whatever its terms say. */
export function isNeverAccepted(ground: RefusalGround): boolean {
  return ground.startsWith('X');
}
