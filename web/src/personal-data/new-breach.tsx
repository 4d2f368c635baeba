// SPDX-License-Identifier: Apache-2.0
/** Entering a breach of personal data. */
import { Button, Modal, MultiSelect, NumberInput, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { natures } from '../../../src/data-protection/wire.ts';
import { personalDataCalls } from './personal-data-calls.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

export function NewBreach({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [discoveredAt, setDiscoveredAt] = useState('');
  const [happenedAt, setHappenedAt] = useState('');
  const [chosen, setChosen] = useState<(typeof natures)[number][]>(['confidentiality']);
  const [words, setWords] = useState({ title: '', what: '', categories: '' });
  const [persons, setPersons] = useState<number | string>('');
  const [recordIds, setRecordIds] = useState<string[]>([]);
  const call = useMutation({
    mutationFn: personalDataCalls.openBreach,
    onSuccess: ({ row }) => {
      void queryClient.invalidateQueries({ queryKey: ['desk'] });
      void navigate({ to: '/personal-data/breaches/$id', params: { id: row.id } });
    },
  });
  const isWhole = discoveredAt !== '' && chosen.length > 0 && Object.values(words).every((part) => part.trim() !== '');
  const personsCount = typeof persons === 'number' ? persons : null;
  return (
    <Modal opened onClose={onClose} title={t('personal.newBreach')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole)
            call.mutate({
              discoveredAt,
              happenedAt: happenedAt === '' ? null : happenedAt,
              natures: chosen,
              ...words,
              personsCount,
              recordIds,
            });
        }}
      >
        <Stack gap="sm">
          <TextInput
            required
            label={t('personal.breach')}
            value={words.title}
            onChange={(event) => setWords({ ...words, title: event.currentTarget.value })}
          />
          <MomentInput label={t('personal.discovered')} isRequired onChange={setDiscoveredAt} />
          <MomentInput label={t('personal.happened')} isRequired={false} onChange={setHappenedAt} />
          <MultiSelect
            required
            label={t('personal.natures')}
            data={natures.map((value) => ({ value, label: t(`personal.nature.${value}`) }))}
            value={chosen}
            onChange={(values) => setChosen(natures.filter((nature) => values.includes(nature)))}
          />
          {(['what', 'categories'] as const).map((name) => (
            <Textarea
              key={name}
              required
              autosize
              minRows={2}
              label={t(`personal.breach.${name}`)}
              value={words[name]}
              onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
            />
          ))}
          <NumberInput min={0} allowDecimal={false} label={t('personal.count')} value={persons} onChange={setPersons} />
          <TagsInput label={t('personal.records')} description={t('personal.records.hint')} value={recordIds} onChange={setRecordIds} />
          {call.isError && <Failure error={call.error} />}
          <Button type="submit" disabled={!isWhole} loading={call.isPending}>
            {t('personal.enter')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
