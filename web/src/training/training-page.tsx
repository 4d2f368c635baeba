// SPDX-License-Identifier: Apache-2.0
/** Rehearsals: what each is about and teaches, and the button that opens its case with a training authority. */
import { Button, Code, Select, Text } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RehearsalRowWire, TrainingWire } from '../../../src/training/wire.ts';
import { trainingCalls, trainingQuery } from './training-calls.ts';
import { UrgentBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './training.module.css';

const command = './comity train --help';

export function TrainingPage() {
  const { t } = useSpeech();
  const found = useQuery(trainingQuery);
  return (
    <Page title={t('nav.training')} under={t('training.under')}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data !== undefined && <Rehearsals training={found.data} />}
    </Page>
  );
}

function Rehearsals({ training }: { training: TrainingWire }) {
  const { t } = useSpeech();
  const ready = training.counterparts.filter(({ mayRehearse }) => mayRehearse);
  const [chosen, setChosen] = useState<string | null>(null);
  const counterpart = chosen ?? ready[0]?.authorityId ?? null;
  return (
    <>
      {ready.length === 0 && (
        <Nothing icon={IconSchool} title={t(training.counterparts.length === 0 ? 'training.none' : 'training.notYet')}>
          {t(training.counterparts.length === 0 ? 'training.none.under' : 'training.notYet.under')} <Code>{command}</Code>
        </Nothing>
      )}
      {ready.length > 1 && (
        <Select
          label={t('training.with')}
          maw={420}
          mb="md"
          data={ready.map(({ authorityId, name }) => ({ value: authorityId, label: name }))}
          value={counterpart}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <ul className={classes['rehearsals']}>
        {training.rehearsals.map((row) => (
          <RehearsalCard key={row.key} row={row} counterpart={counterpart} />
        ))}
      </ul>
    </>
  );
}

function RehearsalCard({ row, counterpart }: { row: RehearsalRowWire; counterpart: string | null }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const beginning = useMutation({
    mutationFn: (authorityId: string) => trainingCalls.begin(row.key, authorityId),
    onSuccess: ({ caseId }) => {
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      void navigate({ to: '/cases/$caseId', params: { caseId } });
    },
  });
  const mayBegin = officer.roles.includes('preparer') && counterpart !== null;
  return (
    <li className={classes['rehearsal']}>
      <div className={classes['head']}>
        <div className={classes['titles']}>
          <h2 className={classes['title']}>{row.title}</h2>
          <Text size="sm" c="dimmed">
            {t(`assistance.${row.assistance}`)}
          </Text>
        </div>
        {row.class === 'urgent' && <UrgentBadge />}
        {mayBegin && (
          <Button
            className={classes['begin']}
            leftSection={<IconSchool size={16} aria-hidden />}
            variant="light"
            loading={beginning.isPending}
            aria-label={t('training.beginThis', { title: row.title })}
            onClick={() => beginning.mutate(counterpart)}
          >
            {t('training.begin')}
          </Button>
        )}
      </div>
      <p className={classes['story']}>{row.story}</p>
      <h3 className={classes['teaches']}>{t('training.teaches')}</h3>
      <ul className={classes['lessons']}>
        {row.teaches.map((lesson) => (
          <li key={lesson}>{lesson}</li>
        ))}
      </ul>
      {beginning.isError && <Failure error={beginning.error} />}
    </li>
  );
}
