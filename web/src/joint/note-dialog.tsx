// SPDX-License-Identifier: Apache-2.0
/** Writing a note: the fields of its kind, and what the server says of it. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JointDetailWire } from '../../../src/joint-operations/views/wire.ts';
import type { NoteKind } from '../../../src/joint-operations/wire.ts';
import { writeJoint } from './joint-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { FieldsForm, startValues } from './fields-form.tsx';
import { contentOf, noteFields, openChoices, type Values } from './note-fields.ts';

export function NoteDialog({ detail, kind, onClose }: { detail: JointDetailWire; kind: Exclude<NoteKind, 'plan'>; onClose: () => void }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const fields = noteFields[kind];
  const [values, setValues] = useState<Values>(() => startValues(fields));
  const [missing, setMissing] = useState<readonly string[]>([]);
  const writing = useMutation({
    mutationFn: () => writeJoint(detail.row.id, contentOf(kind, values, detail)),
    onSuccess: async ({ isWaiting }) => {
      await queryClient.invalidateQueries({ queryKey: ['joint'] });
      notifications.show({ message: t(isWaiting ? 'joint.waits' : 'joint.written') });
      onClose();
    },
  });
  const steps = detail.operation?.plan.steps.filter(({ owner }) => owner === detail.self) ?? [];
  const actions = detail.review?.actions.filter(({ last }) => last?.isDone !== true) ?? [];
  const ownSteps = [...steps, ...actions.map(({ id, what }) => ({ id, title: what }))];
  return (
    <Modal opened onClose={onClose} title={t(`jointDo.${kind}`)} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const open = openChoices(fields, values);
          setMissing(open);
          if (open.length === 0) writing.mutate();
        }}
      >
        <Stack gap="md">
          <FieldsForm
            fields={fields}
            values={values}
            onChange={setValues}
            missing={missing}
            ownSteps={ownSteps}
            notNamed={{ members: concernedIn(detail) }}
          />
          {writing.error !== null && <Failure error={writing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={writing.isPending}>
              {t('joint.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Between whom the difference is: nobody concerned sits on its panel. */
function concernedIn({ notes }: JointDetailWire): readonly string[] {
  return notes.flatMap(({ said }) => (said.kind === 'raise' ? said.participants : []));
}
