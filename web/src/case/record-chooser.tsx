// SPDX-License-Identifier: Apache-2.0
/** Searching records for a reply, own and received, with the purpose of the search, and choosing from what is found. */
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type RecordKind, recordKinds, type RecordRowWire } from '../../../src/records/wire.ts';
import { searchRecords } from '../calls/record-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { useSearchPurpose } from '../records/search-purpose.ts';
import { Failure } from '../shell/page.tsx';
import classes from './case.module.css';

export function RecordChooser({ chosen, onToggle }: { chosen: readonly string[]; onToggle: (row: RecordRowWire) => void }) {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<RecordKind | null>(null);
  const search = useMutation({ mutationFn: searchRecords });
  const rows = search.data?.rows ?? [];
  return (
    <>
      <search>
        <form
          className={classes['chooser']}
          onSubmit={(event) => {
            event.preventDefault();
            if (purpose !== null) search.mutate({ purpose, q, kind: kind ?? undefined });
          }}
        >
          <PurposeSelect purpose={purpose} onChange={setPurpose} />
          <Select
            label={t('records.kind')}
            placeholder={t('records.everyKind')}
            clearable
            value={kind}
            onChange={setKind}
            data={recordKinds.map((value) => ({ value, label: t(`recordKind.${value}`) }))}
          />
          <TextInput label={t('records.words')} value={q} onChange={(event) => setQ(event.currentTarget.value)} />
          <Button type="submit" loading={search.isPending} disabled={purpose === null} leftSection={<IconSearch size={16} aria-hidden />}>
            {t('records.search')}
          </Button>
        </form>
      </search>
      {search.error !== null && <Failure error={search.error} />}
      {search.data !== undefined && rows.length === 0 && <p className={classes['quiet']}>{t('records.nothing')}</p>}
      <ul className={classes['found']}>
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              checked={chosen.includes(row.id)}
              onChange={() => onToggle(row)}
              label={row.title}
              description={`${t(`recordKind.${row.kind}`)} · ${row.reference} · ${row.subtitle}`}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
