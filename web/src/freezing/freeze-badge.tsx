// SPDX-License-Identifier: Apache-2.0
/** The state of a freeze as a word in its tone. */
import type { FreezeState } from '../../../src/freezing/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const tones: Readonly<Record<FreezeState, string>> = {
  'not-sent': 'gray',
  issued: 'amber',
  recognised: 'tide',
  postponed: 'amber',
  impossible: 'brick',
  executed: 'moss',
  'limit-asked': 'amber',
  limited: 'moss',
  ended: 'gray',
  disposed: 'gray',
  refused: 'brick',
  withdrawn: 'gray',
};

export function FreezeBadge({ state }: { state: FreezeState }) {
  const { t } = useSpeech();
  return <WordBadge tone={tones[state]} label={t(`freezeState.${state}`)} />;
}
