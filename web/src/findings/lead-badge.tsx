// SPDX-License-Identifier: Apache-2.0
/** The state of a lead as a word in its tone, and why it came back. */
import type { LeadRowWire, LeadState } from '../../../src/findings/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const tones: Readonly<Record<LeadState, string>> = {
  new: 'amber',
  'in-triage': 'tide',
  unsure: 'amber',
  confirmed: 'brick',
  dismissed: 'gray',
  requested: 'tide',
  closed: 'gray',
};

export function LeadBadge({ state }: { state: LeadState }) {
  const { t } = useSpeech();
  return <WordBadge tone={tones[state]} label={t(`leadState.${state}`)} />;
}

export function NewsBadge({ news }: { news: NonNullable<LeadRowWire['news']> }) {
  const { t } = useSpeech();
  return <WordBadge tone="amber" label={t(`leadNews.${news}`)} />;
}
