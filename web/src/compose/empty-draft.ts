// SPDX-License-Identifier: Apache-2.0
/** The request form before anything is written in it. */
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';

export function emptyDraft(): RequestDraftWire {
  return {
    counterpart: '',
    assistance: 'information-from-files',
    purpose: null,
    class: 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content: {},
    reference: '',
  };
}
