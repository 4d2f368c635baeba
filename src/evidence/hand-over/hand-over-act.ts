// SPDX-License-Identifier: Apache-2.0
/** The act that a hand-over or an answer makes: computed from the body by the sender, and again by the receiver. */
import { type Act, type AgreementRef, everyDatumConditioned, type KnownAgreement } from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { HandOverAnswerBody, HandOverBody } from './wire.ts';

export interface Between {
  readonly from: string;
  readonly to: string;
  readonly agreement: AgreementRef;
}

export function handOverAct(
  body: Pick<HandOverBody, 'requestId' | 'manner'>,
  between: Between,
  under: { readonly agreement: KnownAgreement; readonly conditions: readonly unknown[]; readonly at: Instant },
): Act {
  const { requestId, manner } = body;
  const { agreement, conditions, at } = under;
  const isOwnWord = conditions.every((condition) => (condition as { originator?: unknown }).originator === between.from);
  const isConditioned = isOwnWord && everyDatumConditioned(agreement, [{ conditions }], at);
  return { kind: 'hand-over', ...between, agreement: { ...between.agreement }, requestId, manner, isConditioned };
}

export function handOverAnswerAct(body: Pick<HandOverAnswerBody, 'requestId' | 'answer' | 'reasons'>, between: Between): Act {
  const { requestId, answer, reasons } = body;
  const agreement = { ...between.agreement };
  return { kind: 'answer-hand-over', ...between, agreement, requestId, answer, reasonsGiven: reasons.trim() !== '' };
}
