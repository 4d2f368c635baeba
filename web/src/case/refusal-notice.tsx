// SPDX-License-Identifier: Apache-2.0
/** The refusal of a case in brief: its ground, what it named as lacking, and what the agreement lets the requester do against it until when. */
import { IconCircleX, IconScale } from '@tabler/icons-react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';

export function RefusalNotice({ detail: { refusal, row } }: { detail: CaseDetailWire }) {
  const { t, dates } = useSpeech();
  const { state } = row;
  if (refusal === null || (state !== 'refused' && state !== 'reconsidering' && state !== 'upheld')) return null;
  const { ground, meaning, lacking, against } = refusal;
  const fields = lacking.map((field) => t(`content.${field}`)).join(', ');
  const words = [
    `${meaning[0]?.toUpperCase() ?? ''}${meaning.slice(1)}.`,
    ...(lacking.length === 0 ? [] : [t('refusal.lacking', { fields })]),
    ...(state !== 'refused'
      ? []
      : against.length === 0
        ? [t('refusal.nothing')]
        : against.map(({ sentence, dueAt, isOver }) => {
            if (isOver) return `${sentence} ${t('refusal.over')}`;
            return dueAt === null ? sentence : `${sentence} ${t('refusal.until', { when: dates.moment(dueAt) })}`;
          })),
  ];
  return (
    <Notice
      tone={state === 'reconsidering' ? 'needs' : 'refused'}
      icon={state === 'reconsidering' ? IconScale : IconCircleX}
      title={t(`refusal.${state}`, { ground })}
    >
      {words.join(' ')}
    </Notice>
  );
}
