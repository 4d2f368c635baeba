// SPDX-License-Identifier: Apache-2.0
/** The state of an order for evidence as a word in its tone. */
import type { GatheringState } from '../../../src/gathering/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const tones: Readonly<Record<GatheringState, string>> = {
  'not-sent': 'gray',
  issued: 'amber',
  recognised: 'tide',
  postponed: 'amber',
  impossible: 'brick',
  executed: 'moss',
  preserved: 'amber',
  'kept-for-production': 'tide',
  lapsed: 'brick',
  ended: 'gray',
  refused: 'brick',
  withdrawn: 'gray',
};

export function GatheringBadge({ state }: { state: GatheringState }) {
  const { t } = useSpeech();
  return <WordBadge tone={tones[state]} label={t(`gatherState.${state}`)} />;
}
