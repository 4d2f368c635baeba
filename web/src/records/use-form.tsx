// SPDX-License-Identifier: Apache-2.0
/** Saying what a record is used for, before it is shown; and where the use was refused, why and by which clause. */
import { Button, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconLockOpen, IconShieldX } from '@tabler/icons-react';
import { useState } from 'react';
import type { RecordUseAnswerWire } from '../../../src/records/wire.ts';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure } from '../shell/page.tsx';
import { PurposeSelect } from './purpose-select.tsx';
import { mannersOfUse, type Opening, type UseManner } from './opening.ts';
import classes from './records.module.css';
import { useSearchPurpose } from './search-purpose.ts';

interface UseFormProps {
  readonly opening: Opening;
  readonly refused: RecordUseAnswerWire | null;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onUse: (given: { purpose: Purpose; manner: UseManner; note: string }) => void;
}

export function UseForm({ opening, refused, isPending, error, onUse }: UseFormProps) {
  const { t } = useSpeech();
  const [searchPurpose] = useSearchPurpose();
  const [purpose, setPurpose] = useState<Purpose | null>(opening.purpose ?? searchPurpose);
  const [manner, setManner] = useState<UseManner>('read');
  const [note, setNote] = useState('');
  return (
    <form
      className={classes['gate']}
      aria-labelledby="use-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (purpose !== null) onUse({ purpose, manner, note });
      }}
    >
      <Stack gap="md">
        <div>
          <Title order={2} id="use-title">
            {t('use.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('use.under')}
          </Text>
        </div>
        {refused !== null && <Refused answer={refused} />}
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('use.manner')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-label={t('use.manner')}
            value={manner}
            onChange={setManner}
            data={mannersOfUse.map((value) => ({ value, label: t(`manner.${value}`) }))}
          />
        </div>
        <Textarea
          label={t('use.note')}
          description={t('use.noteHint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error !== null && <Failure error={error} />}
        <Button type="submit" disabled={purpose === null} loading={isPending} leftSection={<IconLockOpen size={16} aria-hidden />}>
          {t('use.open')}
        </Button>
      </Stack>
    </form>
  );
}

function Refused({ answer }: { answer: RecordUseAnswerWire }) {
  const { t } = useSpeech();
  return (
    <Notice tone="refused" icon={IconShieldX} title={t(`use.${answer.use.outcome === 'needs' ? 'needs' : 'refused'}`)} isUrgent>
      <Stack gap={6}>
        {answer.use.reasons.map((reason) => (
          <Text size="sm" key={reason.sentence}>
            {reason.sentence}
          </Text>
        ))}
        <Text size="xs">{t('use.recorded')}</Text>
      </Stack>
    </Notice>
  );
}
