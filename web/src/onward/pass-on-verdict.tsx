// SPDX-License-Identifier: Apache-2.0
/** Whether a record may go to an authority for a purpose: the word of its conditions, and that of the agreement. */
import { Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconHelpCircle, IconShieldX } from '@tabler/icons-react';
import type { PassOnAnswerWire } from '../../../src/onward/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';

const icons = { permitted: IconCircleCheck, needs: IconHelpCircle, refused: IconShieldX } as const;

export function PassOnVerdict({ answer }: { answer: PassOnAnswerWire }) {
  const { t } = useSpeech();
  const refusedByAgreement = answer.outcome === 'permitted' && answer.disclosure?.outcome === 'refused';
  const tone = refusedByAgreement ? 'refused' : answer.outcome;
  const sentences = answer.disclosure?.outcome === 'refused' ? answer.disclosure.reasons : [];
  return (
    <Notice tone={tone} icon={icons[tone]} title={t(`onward.verdict.${tone}`)}>
      <Stack gap={4}>
        {answer.isOwn && <Text size="sm">{t('onward.ownRecord')}</Text>}
        {answer.reasons.map((reason) => (
          <Text size="sm" key={reason.sentence}>
            {reason.sentence}
          </Text>
        ))}
        {sentences.map((reason) => (
          <Text size="sm" key={reason.sentence}>
            {reason.sentence}
          </Text>
        ))}
      </Stack>
    </Notice>
  );
}
