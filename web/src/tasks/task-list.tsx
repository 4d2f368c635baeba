// SPDX-License-Identifier: Apache-2.0
/** Tasks in rows: what, by when, by whom; ending one is one press, dropping it asks for the reason. */
import { ActionIcon, Button, Group, Menu, Modal, Select, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { IconCheck, IconDots, IconRotate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TaskState, TaskWire } from '../../../src/desk/tasks/wire.ts';
import { deskCalls } from '../calls/desk-calls.ts';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './tasks.module.css';

type Named = { readonly id: string; readonly name: string };
interface TaskListProps {
  readonly tasks: readonly TaskWire[];
  readonly officers: readonly Named[];
  readonly mayChange: boolean;
  /** Whether each row names its case; on the page of the case it does not. */
  readonly hasCase?: boolean;
}

export function TaskList({ tasks, officers, mayChange, hasCase = false }: TaskListProps) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [dropping, setDropping] = useState<TaskWire | null>(null);
  const again = (): void => void queryClient.invalidateQueries({ queryKey: ['desk'] });
  const end = useMutation({
    mutationFn: ({ id, state, outcome }: { id: string; state: TaskState; outcome: string | null }) =>
      deskCalls.endTask(id, { state, outcome }),
    onSuccess: () => {
      setDropping(null);
      again();
    },
  });
  const give = useMutation({
    mutationFn: ({ id, assignee }: { id: string; assignee: string | null }) => deskCalls.changeTask(id, { assignee }),
    onSuccess: again,
  });
  const error = give.error ?? (dropping === null ? end.error : null);
  return (
    <>
      {error !== null && <Failure error={error} />}
      <ul className={classes['tasks']}>
        {tasks.map((task) => (
          <li key={task.id} data-state={task.state}>
            {mayChange && (
              <EndButton
                task={task}
                onEnd={() => end.mutate({ id: task.id, state: task.state === 'open' ? 'done' : 'open', outcome: null })}
              />
            )}
            <Task task={task} hasCase={hasCase} />
            {mayChange && task.state === 'open' && (
              <Menu position="bottom-end" withinPortal={false} width={220}>
                <Menu.Target>
                  <ActionIcon variant="subtle" color="gray" aria-label={t('tasks.more', { title: task.title })}>
                    <IconDots size={16} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Label>{t('tasks.giveTo')}</Menu.Label>
                  <div className={classes['give']}>
                    <Select
                      size="xs"
                      aria-label={t('tasks.giveTo')}
                      comboboxProps={{ withinPortal: false }}
                      value={task.assignee?.id ?? null}
                      data={officers.map(({ id, name }) => ({ value: id, label: name }))}
                      onChange={(assignee) => give.mutate({ id: task.id, assignee })}
                      clearable
                    />
                  </div>
                  <Menu.Divider />
                  <Menu.Item onClick={() => setDropping(task)}>{t('tasks.drop')}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </li>
        ))}
      </ul>
      <DropDialog
        task={dropping}
        error={dropping === null ? null : end.error}
        onClose={() => setDropping(null)}
        onDrop={(outcome) => end.mutate({ id: dropping?.id ?? '', state: 'dropped', outcome })}
      />
    </>
  );
}

function EndButton({ task, onEnd }: { task: TaskWire; onEnd: () => void }) {
  const { t } = useSpeech();
  const label = t(task.state === 'open' ? 'tasks.end' : 'tasks.reopen', { title: task.title });
  return (
    <Tooltip label={t(task.state === 'open' ? 'tasks.endShort' : 'tasks.reopenShort')}>
      <ActionIcon variant="default" radius="xl" size="md" aria-label={label} onClick={onEnd}>
        {task.state === 'open' ? <IconCheck size={15} aria-hidden /> : <IconRotate size={15} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}

function Task({ task, hasCase }: { task: TaskWire; hasCase: boolean }) {
  const { t, dates } = useSpeech();
  return (
    <div className={classes['task']}>
      <span className={classes['title']}>{task.title}</span>
      {task.details !== '' && <span className={classes['details']}>{task.details}</span>}
      <span className={classes['foot']}>
        {task.state === 'open' && task.dueAt !== null && <DeadlineWords dueAt={task.dueAt} isOver={task.isOver} />}
        {task.dueAt !== null && <span>{t('tasks.by', { day: dates.day(task.dueAt) })}</span>}
        <span>{task.assignee === null ? t('work.nobody') : task.assignee.name}</span>
        {hasCase && task.caseId !== null && (
          <Link to="/cases/$caseId" params={{ caseId: task.caseId }}>
            {task.caseSubject === '' ? t('case.noSubject') : task.caseSubject}
          </Link>
        )}
        {task.endedAt !== null && (
          <span>
            {t(`tasks.state.${task.state}`)} · {task.endedBy?.name} · {dates.day(task.endedAt)}
            {task.outcome !== null && task.outcome !== '' && ` · ${task.outcome}`}
          </span>
        )}
      </span>
    </div>
  );
}

interface DropProps {
  readonly task: TaskWire | null;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onDrop: (reason: string) => void;
}

function DropDialog({ task, error, onClose, onDrop }: DropProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  return (
    <Modal opened={task !== null} onClose={onClose} title={t('tasks.drop')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="sm">
        <Text size="sm">{task?.title}</Text>
        <Textarea
          label={t('tasks.dropReason')}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {error !== null && <Failure error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button onClick={() => onDrop(reason)} disabled={reason.trim() === ''}>
            {t('tasks.drop')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
