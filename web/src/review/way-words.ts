// SPDX-License-Identifier: Apache-2.0
/** What something is called that waits for approval: a class of acts, or a kind of step, in the words that its own screen uses. */
import type { ReviewWayWire } from '../../../src/officers/reviews/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey, type PlainKey } from '../messages/translate.ts';

const prefixes = { act: 'actClass', 'case-step': 'stepKind', 'matter-step': 'onwardStep', negotiation: 'negotiation.waits' } as const;

export function useWayWords(): (way: ReviewWayWire) => string {
  const { t } = useSpeech();
  return (way) => {
    const key = `${prefixes[way.kind]}.${way.name}`;
    // Keys of these names take no parameters.
    return isMessageKey(key) ? t(key as PlainKey) : way.name;
  };
}
