// SPDX-License-Identifier: Apache-2.0
/** In which case a canvas is kept, and under what title. Everybody who may see that case finds it there. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { casesQuery } from '../../calls/assistance-calls.ts';
import { useFindingCall } from '../../findings/finding-call.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';
import type { Files } from '../canvas-calls.ts';
import type { Picture } from '../picture/picture-state.ts';
import { keptCalls } from './kept-calls.ts';
import { pictureWire } from './picture-wire.ts';

interface DialogProps {
  readonly files: Files;
  readonly picture: Picture;
  /** The case in which it lies already, where it is to become a canvas of its own there. */
  readonly caseId?: string | undefined;
  readonly onClose: () => void;
}

export function KeepDialog({ files, picture, caseId: given, onClose }: DialogProps) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const cases = useQuery(casesQuery('all'));
  const [caseId, setCaseId] = useState(given ?? '');
  const [title, setTitle] = useState('');
  const call = useFindingCall(
    () => keptCalls.keep(caseId, { title: title.trim(), files: [...files.files], purpose: files.purpose, picture: pictureWire(picture) }),
    {
      said: t('canvas.kept.done'),
      onDone: ({ id }) => {
        onClose();
        // It lies there now: nothing is lost by going.
        void navigate({ to: '/cases/$caseId/canvases/$canvasId', params: { caseId, canvasId: id }, ignoreBlocker: true });
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('canvas.keepInCase')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate(undefined);
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('canvas.kept.case')}
            description={t('canvas.kept.caseHint')}
            required
            searchable
            allowDeselect={false}
            value={caseId === '' ? null : caseId}
            onChange={(value) => setCaseId(value ?? '')}
            data={(cases.data ?? []).map(({ id, subject, reference }) => ({
              value: id,
              label: [subject, reference].filter((part) => part !== '').join(' · ') || id,
            }))}
          />
          <TextInput
            label={t('canvas.kept.title')}
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {cases.isError && <Failure error={cases.error} onAgain={() => void cases.refetch()} />}
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={caseId === '' || title.trim() === ''} loading={call.isPending}>
              {t('canvas.keepInCase')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
