// SPDX-License-Identifier: Apache-2.0
/**
 * A record beside another on the same subject: a received one beside our own, or ours beside what was received. The other is found by the search
 * of records, which is written down; comparing reads both, so the screen asks once for each click and never by itself.
 */
import { Button, Group, Radio, TextInput } from '@mantine/core';
import { IconColumns2, IconSearch } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordUseAnswerWire } from '../../../src/records/wire.ts';
import type { SideBySideWire } from '../../../src/records/uses/wire.ts';
import { compareWith, searchRecords } from '../calls/record-calls.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { useFieldName, useMemberName } from '../onward/fields/use-field-name.ts';
import { titleOfRecord } from '../records/record-title.ts';
import { Failure, Section } from '../shell/page.tsx';
import classes from './comparison.module.css';
import { TwoSides } from './two-sides.tsx';

export function SideBySide({ recordId, answer }: { recordId: string; answer: RecordUseAnswerWire }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const { purpose, caseRef, note } = answer.use;
  const isReceived = answer.row?.isReceived === true;
  const [q, setQ] = useState(subjectOf(answer));
  const [other, setOther] = useState<string | null>(null);
  const kind = answer.record?.body.kind;
  const search = useMutation({
    mutationFn: () => searchRecords({ purpose, q, kind, origin: isReceived ? 'own' : 'received' }),
    onMutate: () => choose(null),
    onSuccess: ({ rows }) => choose(rows[0]?.id ?? null),
  });
  const comparison = useMutation({
    mutationFn: (id: string) => compareWith(recordId, id, { purpose, caseRef, note }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['records', 'uses', recordId] }),
  });
  // What was compared with another record says nothing of this one.
  const choose = (id: string | null): void => {
    setOther(id);
    comparison.reset();
  };
  const rows = search.data?.rows ?? [];
  return (
    <Section title={t(isReceived ? 'sideBySide.withOurs' : 'sideBySide.withReceived')}>
      <Group gap="sm" align="flex-end" mb="sm">
        <TextInput label={t('records.words')} value={q} onChange={(event) => setQ(event.currentTarget.value)} w={280} />
        <Button
          variant="default"
          leftSection={<IconSearch size={16} aria-hidden />}
          loading={search.isPending}
          onClick={() => search.mutate()}
        >
          {t('sideBySide.find')}
        </Button>
      </Group>
      {search.data !== undefined && rows.length === 0 && <p className={classes['quiet']}>{t('records.nothing')}</p>}
      {rows.length > 0 && (
        <Radio.Group label={t('sideBySide.choose')} value={other} onChange={choose} mb="sm">
          {rows.map((row) => (
            <Radio key={row.id} value={row.id} label={`${row.title} · ${row.reference} · ${row.originatorName}`} mt={6} />
          ))}
        </Radio.Group>
      )}
      {other !== null && (
        <Button
          leftSection={<IconColumns2 size={16} aria-hidden />}
          loading={comparison.isPending}
          onClick={() => comparison.mutate(other)}
          mb="sm"
        >
          {t('comparison.compare')}
        </Button>
      )}
      {[search.error, comparison.error].map((error) => error !== null && <Failure key={String(error)} error={error} />)}
      {comparison.data !== undefined && (
        <Found answer={comparison.data} heads={[headOf(answer.row), headOf(rows.find(({ id }) => id === other) ?? null)]} />
      )}
    </Section>
  );
}

/** What both are about, as it is searched for: an LEI where there is one, else the name. */
function subjectOf({ record }: RecordUseAnswerWire): string {
  const body = record?.body;
  if (body === undefined || body.kind === 'travel-rule-message') return '';
  if (body.kind === 'suspicious-report') return titleOfRecord(body);
  return body.lei ?? body.firm;
}

/** Whose record it is, and which. */
function headOf(row: RecordUseAnswerWire['row']): string {
  return row === null ? '' : `${row.originatorName} · ${row.reference}`;
}

function Found({ answer, heads }: { answer: SideBySideWire; heads: readonly [one: string, other: string] }) {
  const { t } = useSpeech();
  const nameOf = useFieldName();
  const memberOf = useMemberName();
  const refused = [answer.one, answer.other].find((use) => use.outcome === 'refused');
  if (answer.found === null) return <p role="alert">{refused?.reasons.map(({ sentence }) => sentence).join(' ')}</p>;
  const { agrees, differences, withheld } = answer.found;
  return (
    <>
      <h4>{t('sideBySide.differs', { count: differences.length })}</h4>
      <TwoSides label={t('sideBySide.differs', { count: differences.length })} differences={differences} heads={heads} />
      {withheld.length > 0 && (
        <>
          <h4>{t('sideBySide.withheld', { count: withheld.length })}</h4>
          <ul>
            {withheld.map(({ path, reason, record }) => (
              <li key={`${record} ${path}`}>{`${capital(nameOf(path))}. ${reason}`}</li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{t('sideBySide.agrees', { count: agrees.length })}</summary>
        <dl className={classes['differences']}>
          {agrees.map(({ path, value }) => (
            <div key={path}>
              <dt>{capital(memberOf(path))}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
