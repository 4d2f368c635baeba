// SPDX-License-Identifier: Apache-2.0
/** Answering a request with the ticked records: the case is chosen, and its reply begins with them. The server says which cases take one. */
import { Button, Group, Select } from '@mantine/core';
import { IconMessageReply } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordRowWire } from '../../../../src/records/wire.ts';
import { caseQuery, casesQuery } from '../../calls/assistance-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure, Section } from '../../shell/page.tsx';
import classes from '../onward.module.css';

export function AnswerWithSelection({ rows }: { rows: readonly RecordRowWire[] }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const cases = useQuery(casesQuery('inbox'));
  const [caseId, setCaseId] = useState<string | null>(null);
  if (cases.isError) return <Failure error={cases.error} onAgain={() => void cases.refetch()} />;
  if (cases.data === undefined || cases.data.length === 0) return null;
  const begin = (id: string): void =>
    void navigate({ to: '/cases/$caseId/reply', params: { caseId: id }, state: (before) => ({ ...before, replyRecords: rows }) });
  return (
    <Section title={t('give.answerTitle', { count: rows.length })}>
      <div className={classes['form']}>
        <Select
          label={t('give.answerCase')}
          placeholder={t('give.answerChoose')}
          nothingFoundMessage={t('give.answerNoCase')}
          searchable
          value={caseId}
          onChange={setCaseId}
          data={cases.data.map(({ id, subject, reference, counterpart }) => ({
            value: id,
            label: [subject, counterpart.name, reference].filter((part) => part !== '').join(' · '),
          }))}
        />
        {caseId !== null && <Begin key={caseId} caseId={caseId} onBegin={() => begin(caseId)} />}
      </div>
    </Section>
  );
}

function Begin({ caseId, onBegin }: { caseId: string; onBegin: () => void }) {
  const { t } = useSpeech();
  const found = useQuery(caseQuery(caseId));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  const takesReply = found.data?.next.includes('reply') ?? false;
  return (
    <>
      {found.data !== undefined && !takesReply && <p className={classes['quiet']}>{t('give.answerNotNow')}</p>}
      <Group justify="flex-end">
        <Button disabled={!takesReply} onClick={onBegin} leftSection={<IconMessageReply size={16} aria-hidden />}>
          {t('give.answerBegin')}
        </Button>
      </Group>
    </>
  );
}
