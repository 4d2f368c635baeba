// SPDX-License-Identifier: Apache-2.0
/** Whether two are one subject: the officer's word and reason, on the page of one entity and on that of all. */
import type { JudgementVerdict } from '../../../src/findings/wire.ts';
import { ReasonDialog } from '../actions/reason-dialog.tsx';
import { findingCalls } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { useFindingCall } from '../findings/finding-call.ts';

export interface JudgingEntities {
  readonly left: string;
  readonly right: string;
  /** Both, as they are shown. */
  readonly label: string;
  readonly verdict: JudgementVerdict;
}

interface JudgeProps {
  readonly judging: JudgingEntities;
  readonly onClose: () => void;
  /** For a page that does not ask again by itself. */
  readonly onJudged?: () => void;
}

export function JudgeEntities({ judging, onClose, onJudged }: JudgeProps) {
  const { t } = useSpeech();
  const { left, right, label, verdict } = judging;
  const call = useFindingCall((reason: string) => findingCalls.judgeEntities({ left, right, verdict, reason }), {
    said: t('judgement.done'),
    onDone: () => {
      onClose();
      onJudged?.();
    },
  });
  return (
    <ReasonDialog
      title={t(`judgement.${verdict}`)}
      under={label}
      label={t('judgement.reason')}
      button={t('judgement.give')}
      call={call}
      onClose={onClose}
    />
  );
}
