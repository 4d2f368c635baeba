// SPDX-License-Identifier: Apache-2.0
/** The versions in which a request of ours was saved, and what differs between two of them. */
import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contentFields } from '../../../src/agreements/wire.ts';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { draftComparisonQuery, draftVersionsQuery } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import { Differences } from './differences.tsx';

export function DraftVersions({ detail: { row } }: { detail: CaseDetailWire }) {
  const { t, dates } = useSpeech();
  const versions = useQuery({ ...draftVersionsQuery(row.id), enabled: row.side === 'requesting' });
  const [chosen, setChosen] = useState<{ readonly from: string; readonly to: string } | null>(null);
  const newest = versions.data?.[0]?.number ?? 0;
  const { from, to } = chosen ?? { from: String(newest - 1), to: String(newest) };
  const isPair = newest > 1;
  const found = useQuery({ ...draftComparisonQuery(row.id, from, to), enabled: isPair });
  if (!isPair) return null;
  const choices = (versions.data ?? []).map(({ number, savedAt, officerName }) => ({
    value: String(number),
    label: t('comparison.version', { number, officer: officerName ?? t('comparison.before'), when: dates.moment(savedAt) }),
  }));
  return (
    <Section title={t('comparison.versions')}>
      <Group gap="sm" mb="sm" grow>
        <Select
          allowDeselect={false}
          label={t('comparison.earlier')}
          data={choices}
          value={from}
          onChange={(value) => setChosen({ from: value ?? from, to })}
        />
        <Select
          allowDeselect={false}
          label={t('comparison.later')}
          data={choices}
          value={to}
          onChange={(value) => setChosen({ from, to: value ?? to })}
        />
      </Group>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={2} />}
      {found.data !== undefined && (
        <Differences label={t('comparison.versions')} differences={found.data.differences} nameOf={(path) => nameOf(path, t)} />
      )}
    </Section>
  );
}

const fields = ['counterpart', 'assistance', 'purpose', 'class', 'urgencyGround', 'urgencyReason', 'reference'] as const;

function nameOf(path: string, t: ReturnType<typeof useSpeech>['t']): string {
  const field = fields.find((name) => name === path);
  if (field !== undefined) return t(`field.${field}`);
  const content = contentFields.find((name) => path === `content.${name}`);
  return content === undefined ? path : t(`content.${content}`);
}
