// SPDX-License-Identifier: Apache-2.0
/**
 * A record beside what was known of it at the end of an earlier day. Comparing reads both, for the purpose for which the record was
 * opened; both uses are written down, so the screen asks once for each click and never by itself.
 */
import { Button, Group } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordUseAnswerWire } from '../../../src/records/wire.ts';
import { compareRecord } from '../calls/record-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { endOfDay } from '../messages/dates.ts';
import { useSpeech } from '../messages/language.tsx';
import { useMemberName } from '../onward/fields/use-field-name.ts';
import { Failure, Section } from '../shell/page.tsx';
import { Differences } from './differences.tsx';

export function RecordComparison({ recordId, answer }: { recordId: string; answer: RecordUseAnswerWire }) {
  const { t, timeZone } = useSpeech();
  const queryClient = useQueryClient();
  const nameOf = useMemberName();
  const [day, setDay] = useState<string | null>(null);
  const { purpose, caseRef, note } = answer.use;
  const comparison = useMutation({
    mutationFn: (earlier: string) => compareRecord(recordId, { purpose, caseRef, note, earlier }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['records', 'uses', recordId] }),
  });
  const choose = (chosen: string | null): void => {
    setDay(chosen);
    comparison.reset();
  };
  const refused =
    comparison.data === undefined ? null : [comparison.data.earlier, comparison.data.later].find((use) => use.outcome === 'refused');
  return (
    <Section title={t('comparison.record')}>
      <Group gap="sm" align="flex-end" mb="sm">
        <DayInput label={t('comparison.knownOn')} description={t('comparison.knownOn.hint')} day={day} onChange={choose} />
        <Button
          variant="default"
          leftSection={<IconGitCompare size={16} aria-hidden />}
          disabled={day === null}
          loading={comparison.isPending}
          onClick={() => day !== null && comparison.mutate(endOfDay(day, timeZone))}
        >
          {t('comparison.compare')}
        </Button>
      </Group>
      {comparison.isError && <Failure error={comparison.error} />}
      {refused !== null && refused !== undefined && <p role="alert">{refused.reasons.map(({ sentence }) => sentence).join(' ')}</p>}
      {comparison.data?.differences !== undefined && comparison.data.differences !== null && (
        <Differences label={t('comparison.record')} differences={comparison.data.differences} nameOf={nameOf} />
      )}
    </Section>
  );
}
