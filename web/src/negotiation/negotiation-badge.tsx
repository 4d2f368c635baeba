// SPDX-License-Identifier: Apache-2.0
/** The state of a negotiation as a word with an icon. */
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconHeartHandshake,
  IconMessages,
  IconPencil,
  IconSignature,
  IconTimeline,
} from '@tabler/icons-react';
import type { RowState } from '../../../src/negotiation/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const looks: Readonly<Record<RowState, { icon: Icon; tone: string }>> = {
  draft: { icon: IconPencil, tone: 'gray' },
  open: { icon: IconMessages, tone: 'tide' },
  agreed: { icon: IconHeartHandshake, tone: 'moss' },
  signing: { icon: IconSignature, tone: 'amber' },
  complete: { icon: IconCircleCheck, tone: 'moss' },
  ended: { icon: IconCircleX, tone: 'gray' },
  contradicted: { icon: IconAlertTriangle, tone: 'brick' },
  yields: { icon: IconClockPause, tone: 'gray' },
  life: { icon: IconTimeline, tone: 'moss' },
};

export function NegotiationBadge({ state }: { state: RowState }) {
  const { t } = useSpeech();
  return <WordBadge icon={looks[state].icon} tone={looks[state].tone} label={t(`negotiationState.${state}`)} />;
}
