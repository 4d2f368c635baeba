// SPDX-License-Identifier: Apache-2.0
/** The request form before anything is written in it, with what a lawful way has settled already. */
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';

/** What the address of the form may hold. */
export type Beginning = { readonly [Field in 'counterpart' | 'assistance' | 'purpose' | 'class']?: RequestDraftWire[Field] | undefined };

export function begunDraft({ counterpart, assistance, purpose, class: requestClass }: Beginning): RequestDraftWire {
  return {
    counterpart: counterpart ?? '',
    assistance: assistance ?? 'information-from-files',
    purpose: purpose ?? null,
    class: requestClass ?? 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content: {},
    reference: '',
  };
}
