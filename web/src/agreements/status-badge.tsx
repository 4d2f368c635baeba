// SPDX-License-Identifier: Apache-2.0
/** Whether an agreement is in force, as a word with an icon. */
import {
  type Icon,
  IconCalendarClock,
  IconCircleCheck,
  IconCircleOff,
  IconDoorExit,
  IconPencil,
  IconPlayerPause,
  IconSignature,
} from '@tabler/icons-react';
import type { AgreementRowWire } from '../../../src/agreements/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const looks: Readonly<Record<AgreementRowWire['status'], { icon: Icon; tone: string }>> = {
  draft: { icon: IconPencil, tone: 'gray' },
  'partly-signed': { icon: IconSignature, tone: 'amber' },
  'in-force': { icon: IconCircleCheck, tone: 'moss' },
  'not-yet': { icon: IconCalendarClock, tone: 'tide' },
  suspended: { icon: IconPlayerPause, tone: 'amber' },
  withdrawn: { icon: IconDoorExit, tone: 'gray' },
  ended: { icon: IconCircleOff, tone: 'gray' },
};

export function StatusBadge({ status }: { status: AgreementRowWire['status'] }) {
  const { t } = useSpeech();
  return <WordBadge icon={looks[status].icon} tone={looks[status].tone} label={t(`agreementStatus.${status}`)} />;
}
