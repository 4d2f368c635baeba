// SPDX-License-Identifier: Apache-2.0
/** Entering what a person asked. */
import { Button, Modal, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Right, rights } from '../../../src/data-protection/wire.ts';
import { personalDataCalls } from './personal-data-calls.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

export function NewRequest({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [right, setRight] = useState<Right>('access');
  const [name, setName] = useState('');
  const [otherNames, setOtherNames] = useState<string[]>([]);
  const [identifiers, setIdentifiers] = useState<string[]>([]);
  const [contact, setContact] = useState('');
  const [asked, setAsked] = useState('');
  const [arrivedAt, setArrivedAt] = useState('');
  const call = useMutation({
    mutationFn: personalDataCalls.openRequest,
    onSuccess: ({ row }) => {
      void queryClient.invalidateQueries({ queryKey: ['desk'] });
      void navigate({ to: '/personal-data/requests/$id', params: { id: row.id } });
    },
  });
  const isWhole = [arrivedAt, name, contact, asked].every((part) => part.trim() !== '');
  return (
    <Modal opened onClose={onClose} title={t('personal.newRequest')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) call.mutate({ right, person: { name, otherNames, identifiers, contact }, asked, arrivedAt });
        }}
      >
        <Stack gap="sm">
          <Select
            allowDeselect={false}
            label={t('personal.right')}
            data={rights.map((value) => ({ value, label: t(`personal.right.${value}`) }))}
            value={right}
            onChange={(value) => setRight(value ?? 'access')}
          />
          <TextInput required label={t('personal.person')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TagsInput label={t('personal.otherNames')} description={t('personal.tagsHint')} value={otherNames} onChange={setOtherNames} />
          <TagsInput label={t('personal.identifiers')} description={t('personal.tagsHint')} value={identifiers} onChange={setIdentifiers} />
          <TextInput required label={t('personal.contact')} value={contact} onChange={(event) => setContact(event.currentTarget.value)} />
          <Textarea
            required
            autosize
            minRows={3}
            label={t('personal.asked')}
            value={asked}
            onChange={(event) => setAsked(event.currentTarget.value)}
          />
          <MomentInput label={t('personal.arrived')} isRequired onChange={setArrivedAt} />
          {call.isError && <Failure error={call.error} />}
          <Button type="submit" disabled={!isWhole} loading={call.isPending}>
            {t('personal.enter')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
