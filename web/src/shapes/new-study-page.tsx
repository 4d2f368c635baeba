// SPDX-License-Identifier: Apache-2.0
/** Which shapes are to be looked for, in which files. All of them are ticked at first; what each means stands beside it. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { MovementFilesSelect } from '../traces/movement-files-select.tsx';
import classes from '../traces/traces.module.css';
import shapeClasses from './shapes.module.css';
import { shapesQuery, studyCalls } from './study-calls.ts';

export function NewStudy() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const catalogue = useQuery(shapesQuery);
  const [title, setTitle] = useState('');
  const [files, setFiles] = useState<string[]>([]);
  const [purpose, setPurpose] = useState<Purpose | null>('asset-tracing');
  /** Null: all of them. */
  const [chosen, setChosen] = useState<string[] | null>(null);
  const call = useFindingCall(studyCalls.order, {
    onDone: ({ row }) => void navigate({ to: '/traces/studies/$studyId', params: { studyId: row.id } }),
  });
  const shapes = chosen ?? catalogue.data?.map(({ id }) => id) ?? [];
  const isReady = title.trim() !== '' && files.length > 0 && purpose !== null && shapes.length > 0;
  return (
    <Page title={t('shapes.new')} under={t('shapes.new.under')}>
      <Column>
        <Section title={t('traces.what')}>
          <form
            className={classes['order']}
            onSubmit={(event) => {
              event.preventDefault();
              if (purpose !== null) call.mutate({ title: title.trim(), files, purpose, shapes });
            }}
          >
            <TextInput
              className={classes['wide'] ?? ''}
              label={t('shapes.title')}
              required
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <MovementFilesSelect files={files} onChange={setFiles} />
            <PurposeSelect purpose={purpose} onChange={setPurpose} />
            {catalogue.isError && <Failure error={catalogue.error} onAgain={() => void catalogue.refetch()} />}
            {catalogue.isPending && <Waiting rows={4} />}
            <Checkbox.Group className={classes['wide'] ?? ''} label={t('shapes.which')} value={shapes} onChange={setChosen}>
              <div className={shapeClasses['choices']}>
                {catalogue.data?.map(({ id, title: name, definition }) => (
                  <Checkbox key={id} value={id} label={name} description={definition} />
                ))}
              </div>
            </Checkbox.Group>
            <Button type="submit" disabled={!isReady} loading={call.isPending}>
              {t('shapes.do')}
            </Button>
          </form>
          {call.error !== null && <Failure error={call.error} />}
        </Section>
      </Column>
    </Page>
  );
}
