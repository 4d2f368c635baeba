// SPDX-License-Identifier: Apache-2.0
/** Events of joint matters: notes, what waits for a second officer, steps released at their instant, the register of own interests. */
import type { AuditEvent } from './event.ts';

export const jointEvents = {
  'joint.step-prepared': {
    sentence: 'A step in a joint matter was prepared and waits for a second officer.',
    fields: ['matter', 'kind', 'subject'],
  },
  'joint.note-written': {
    sentence: 'A note in a joint matter was written for this authority and sent to the others.',
    fields: ['matter', 'kind', 'digest'],
  },
  'joint.note-admitted': {
    sentence: 'A note of another participant of a joint matter was verified, judged and taken in.',
    fields: ['matter', 'kind', 'digest', 'dispatch', 'peer'],
  },
  'joint.stage-changed': { sentence: 'A joint matter changed its stage.', fields: ['matter', 'kind', 'from', 'to'] },
  'joint.order-prepared': { sentence: 'An order was laid ready for a step of a joint operation.', fields: ['matter', 'digest'] },
  'joint.step-released': {
    sentence: 'The server released a step of a joint operation at its instant: the order is for officers to carry out.',
    fields: ['matter', 'kind'],
  },
  'joint.interest-kept': { sentence: 'A subject was entered into the register of own interests.', fields: ['interest', 'kind'] },
  'joint.interest-removed': { sentence: 'A subject was taken out of the register of own interests.', fields: ['interest'] },
} as const satisfies Readonly<Record<string, AuditEvent>>;
