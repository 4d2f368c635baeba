// SPDX-License-Identifier: Apache-2.0
/** The form of a new task, of a case or of none. */
import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deskCalls } from '../calls/desk-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

export function NewTask({
  caseId,
  officers,
}: {
  caseId: string | null;
  officers: readonly { readonly id: string; readonly name: string }[];
}) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const queryClient = useQueryClient();
  const [title, setTitle] = useState('');
  const [details, setDetails] = useState('');
  const [dueDay, setDueDay] = useState<string | null>(null);
  const [assignee, setAssignee] = useState<string | null>(officer.id);
  const add = useMutation({
    mutationFn: () => deskCalls.addTask({ title, details, caseId, assignee, dueDay }),
    onSuccess: () => {
      setTitle('');
      setDetails('');
      setDueDay(null);
      void queryClient.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput label={t('tasks.title')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} maxLength={300} />
        <Textarea
          label={t('tasks.details')}
          autosize
          minRows={1}
          value={details}
          onChange={(event) => setDetails(event.currentTarget.value)}
        />
        <Select
          label={t('tasks.assignee')}
          data={officers.map(({ id, name }) => ({ value: id, label: name }))}
          value={assignee}
          onChange={setAssignee}
          clearable
          searchable
          placeholder={t('work.nobody')}
        />
        <DayInput label={t('tasks.dueDay')} description={t('tasks.dueDayHint')} day={dueDay} onChange={setDueDay} />
        {add.isError && <Failure error={add.error} />}
        <Button type="submit" w="fit-content" disabled={title.trim() === ''} loading={add.isPending}>
          {t('tasks.add')}
        </Button>
      </Stack>
    </form>
  );
}
