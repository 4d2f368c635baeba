// SPDX-License-Identifier: Apache-2.0
/** How far the joining with a peer is, as a word with an icon. */
import { type Icon, IconCircleCheck, IconHourglass, IconMail, IconPlayerPause, IconSnowflake } from '@tabler/icons-react';
import type { PeerRowWire } from '../../../src/exchange/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const looks: Readonly<Record<PeerRowWire['state'], { icon: Icon; tone: string }>> = {
  invited: { icon: IconMail, tone: 'amber' },
  'confirmed-here': { icon: IconHourglass, tone: 'amber' },
  live: { icon: IconCircleCheck, tone: 'moss' },
  suspended: { icon: IconPlayerPause, tone: 'brick' },
  frozen: { icon: IconSnowflake, tone: 'brick' },
};

export function PeerStateBadge({ state }: { state: PeerRowWire['state'] }) {
  const { t } = useSpeech();
  return <WordBadge icon={looks[state].icon} tone={looks[state].tone} label={t(`peerState.${state}`)} />;
}
