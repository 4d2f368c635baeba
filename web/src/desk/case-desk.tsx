// SPDX-License-Identifier: Apache-2.0
/** What officers keep of a case, beside it: who has it, tasks, notes, subjects, links, and who may not see it. Nothing of it travels. */
import { Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDeskWire } from '../../../src/desk/case-desk/wire.ts';
import { caseDeskQuery, deskCalls } from '../calls/desk-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { NewTask } from '../tasks/new-task.tsx';
import { TaskList } from '../tasks/task-list.tsx';
import { type DeskPart, useDeskCall } from './desk-part.ts';
import classes from './desk.module.css';
import { FileNotes } from './file-notes.tsx';
import { Links } from './links.tsx';
import { Subjects } from './subjects.tsx';
import { Walls } from './walls.tsx';

export function CaseDesk({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(caseDeskQuery(caseId));
  if (found.data === undefined)
    return (
      <Section title={t('desk.work')}>
        {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={3} />}
      </Section>
    );
  const desk = found.data;
  const mayWork = officer.roles.some((role) => role === 'preparer' || role === 'approver' || role === 'records-keeper');
  return (
    <>
      <Work desk={desk} mayWork={mayWork} />
      <FileNotes desk={desk} mayWork={mayWork} />
      <Subjects desk={desk} mayWork={mayWork} />
      <Links desk={desk} mayWork={mayWork} />
      <Walls desk={desk} mayWork={mayWork} />
    </>
  );
}

function Work({ desk, mayWork }: DeskPart) {
  const { t } = useSpeech();
  const [isAdding, setIsAdding] = useState(false);
  const open = desk.tasks.filter((task) => task.state === 'open');
  const ended = desk.tasks.length - open.length;
  return (
    <Section
      title={t('desk.work')}
      aside={
        desk.wall === null ? undefined : (
          <Badge color="amber" variant="light" radius="sm" tt="none">
            {t('work.walled')}
          </Badge>
        )
      }
    >
      <Stack gap="sm">
        <Assignee desk={desk} mayWork={mayWork} />
        {open.length === 0 ? (
          <p className={classes['quiet']}>{t('desk.noTasks')}</p>
        ) : (
          <div className={classes['framed']}>
            <TaskList tasks={open} officers={desk.officers} mayChange={mayWork} />
          </div>
        )}
        {ended > 0 && <p className={classes['quiet']}>{t('desk.ended', { count: ended })}</p>}
        {mayWork && <Template desk={desk} />}
        {mayWork && !isAdding && (
          <Button variant="subtle" size="compact-sm" w="fit-content" onClick={() => setIsAdding(true)}>
            {t('tasks.new')}
          </Button>
        )}
        {isAdding && <NewTask caseId={desk.caseId} officers={desk.officers} />}
      </Stack>
    </Section>
  );
}

function Assignee({ desk, mayWork }: DeskPart) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const assign = useDeskCall(desk.caseId, (to: string | null) => deskCalls.assign(desk.caseId, to));
  if (!mayWork) return <Text size="sm">{desk.assignee === null ? t('work.nobody') : t('desk.has', { name: desk.assignee.name })}</Text>;
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Select
          label={t('desk.assignee')}
          placeholder={t('work.nobody')}
          data={desk.officers.map(({ id, name }) => ({ value: id, label: name }))}
          value={desk.assignee?.id ?? null}
          onChange={(to) => assign.mutate(to)}
          clearable
          searchable
          style={{ flex: 1 }}
        />
        {desk.assignee?.id !== officer.id && (
          <Button variant="default" onClick={() => assign.mutate(officer.id)}>
            {t('desk.take')}
          </Button>
        )}
      </Group>
      {assign.isError && <Failure error={assign.error} />}
    </>
  );
}

function Template({ desk }: { desk: CaseDeskWire }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const adding = useMutation({
    mutationFn: (template: string) => deskCalls.addTasks(desk.caseId, { template, assignee: desk.assignee?.id ?? null }),
    onSuccess: () => {
      setChosen(null);
      void queryClient.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Select
          label={t('desk.template')}
          placeholder={t('desk.templateChoose')}
          data={desk.templates.map(({ key, name }) => ({ value: key, label: name }))}
          value={chosen}
          onChange={setChosen}
          style={{ flex: 1 }}
        />
        <Button variant="default" disabled={chosen === null} loading={adding.isPending} onClick={() => adding.mutate(chosen ?? '')}>
          {t('desk.templateUse')}
        </Button>
      </Group>
      {adding.isError && <Failure error={adding.error} />}
    </>
  );
}
