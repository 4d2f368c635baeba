// SPDX-License-Identifier: Apache-2.0
/** Tasks: mine, those that nobody has, all; the nearest day first. */
import { SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rotaQuery, tasksQuery } from '../calls/desk-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { NewTask } from './new-task.tsx';
import { TaskList } from './task-list.tsx';
import classes from './tasks.module.css';

const whoseBoxes = ['mine', 'free', 'all'] as const;
const stateBoxes = ['open', 'done', 'dropped'] as const;

export function TasksPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [whose, setWhose] = useState<(typeof whoseBoxes)[number]>('mine');
  const [state, setState] = useState<(typeof stateBoxes)[number]>('open');
  const found = useQuery(tasksQuery(whose, state));
  const { data: rota } = useQuery(rotaQuery);
  const mayWork = officer.roles.some((role) => role === 'preparer' || role === 'approver' || role === 'records-keeper');
  return (
    <Page title={t('nav.tasks')} under={t('tasks.under')}>
      <div className={classes['columns']}>
        <div className={classes['card']}>
          <div className={classes['tools']}>
            <SegmentedControl
              aria-label={t('work.whose')}
              value={whose}
              onChange={(value) => setWhose(whoseBoxes.find((box) => box === value) ?? 'mine')}
              data={whoseBoxes.map((value) => ({ value, label: t(`tasks.whose.${value}`) }))}
            />
            <SegmentedControl
              aria-label={t('tasks.state')}
              value={state}
              onChange={(value) => setState(stateBoxes.find((box) => box === value) ?? 'open')}
              data={stateBoxes.map((value) => ({ value, label: t(`tasks.state.${value}`) }))}
            />
          </div>
          {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
          {found.isPending && <Waiting rows={6} />}
          {found.data?.tasks.length === 0 && (
            <Nothing icon={IconChecklist} title={t('tasks.nothing')}>
              {t('tasks.nothing.under')}
            </Nothing>
          )}
          {found.data !== undefined && found.data.tasks.length > 0 && (
            <TaskList tasks={found.data.tasks} officers={rota?.officers ?? []} mayChange={mayWork} hasCase />
          )}
          {found.data?.isCut === true && <p className={classes['quiet']}>{t('tasks.cut')}</p>}
        </div>
        {mayWork && (
          <Section title={t('tasks.new')}>
            <NewTask caseId={null} officers={rota?.officers ?? []} />
          </Section>
        )}
      </div>
    </Page>
  );
}
