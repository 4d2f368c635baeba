// SPDX-License-Identifier: Apache-2.0
/** One live market: its sums, a strip with a cell for each partition, and the same as a table. */
import { Table } from '@mantine/core';
import type { LiveStatus, PartitionStatus } from '../../../../src/findings/live/wire.ts';
import { WordBadge } from '../../inbox/state-badge.tsx';
import { useSpeech } from '../../messages/language.tsx';
import { byKeyboard } from '../../shell/by-keyboard.ts';
import { Section } from '../../shell/page.tsx';
import findingClasses from '../../findings/findings.module.css';
import alertClasses from '../alerts.module.css';
import classes from './live.module.css';

type State = PartitionStatus['state'];
const tones: Readonly<Record<State, string>> = { watched: 'moss', late: 'amber', unwatched: 'brick' };

interface LiveMarketProps {
  readonly market: string;
  readonly partitions: readonly PartitionStatus[];
  readonly workers: LiveStatus['workers'];
}

export function LiveMarket({ market, partitions, workers }: LiveMarketProps) {
  const { t } = useSpeech();
  const sum = (of: (one: PartitionStatus) => number): number => partitions.reduce((total, one) => total + of(one), 0);
  const slowest = Math.max(0, ...partitions.map(({ figures }) => figures?.tookMsP99 ?? 0));
  const facts = [
    [t('live.workers'), workers.length],
    [t('live.behind'), sum(({ figures }) => figures?.waiting ?? 0)],
    [t('live.rate'), Math.round(sum(({ figures, worker }) => (worker === null ? 0 : (figures?.linesPerSecond ?? 0))))],
    [t('live.within'), slowest === 0 ? '–' : t('live.ms', { ms: slowest })],
    [t('live.early'), sum(({ counts }) => counts.early)],
    [t('live.whole'), sum(({ counts }) => counts.whole)],
  ] as const;
  return (
    <Section title={market.split('/')[0] ?? market}>
      <dl className={classes['sums']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={classes['strip']} aria-hidden>
        {partitions.map(({ partition, state }) => (
          <span key={partition} data-state={state}>
            {partition}
          </span>
        ))}
      </div>
      <Table.ScrollContainer minWidth={860} scrollAreaProps={byKeyboard(t('live.partitions', { market }))}>
        <Partitions market={market} partitions={partitions} />
      </Table.ScrollContainer>
    </Section>
  );
}

function Partitions({ market, partitions }: { market: string; partitions: readonly PartitionStatus[] }) {
  const { t } = useSpeech();
  return (
    <Table className={findingClasses['table']} aria-label={t('live.partitions', { market })}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={alertClasses['number']}>{t('live.partition')}</Table.Th>
          <Table.Th>{t('live.worker')}</Table.Th>
          <Table.Th className={alertClasses['number']}>{t('live.behind')}</Table.Th>
          <Table.Th className={alertClasses['number']}>{t('live.rate')}</Table.Th>
          <Table.Th className={alertClasses['number']}>{t('live.within')}</Table.Th>
          <Table.Th>{t('live.open')}</Table.Th>
          <Table.Th>{t('live.noticed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {partitions.map((one) => (
          <Partition key={one.partition} one={one} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Partition({ one }: { one: PartitionStatus }) {
  const { t } = useSpeech();
  const { partition, worker, state, figures, segment, snapshotAgeMs, noticed } = one;
  const wrong = useWrong(one);
  return (
    <Table.Tr>
      <Table.Td className={alertClasses['number']}>{partition}</Table.Td>
      <Table.Td>
        <WordBadge tone={tones[state]} label={t(`liveState.${state}`)} />
        {worker !== null && <div className={findingClasses['quiet']}>{worker}</div>}
      </Table.Td>
      <Table.Td className={alertClasses['number']}>{figures?.waiting ?? '–'}</Table.Td>
      <Table.Td className={alertClasses['number']}>{figures?.linesPerSecond ?? '–'}</Table.Td>
      <Table.Td className={alertClasses['number']}>
        {figures === null || figures.tookMsP99 === null ? '–' : t('live.ms', { ms: figures.tookMsP99 })}
      </Table.Td>
      <Table.Td>
        {segment === null ? t('live.noneOpen') : t('live.segment', { day: segment.day, part: segment.part, count: segment.rows })}
        {snapshotAgeMs !== null && (
          <div className={findingClasses['quiet']}>{t('live.snapshot', { seconds: Math.round(snapshotAgeMs / 1000) })}</div>
        )}
      </Table.Td>
      <Table.Td>
        {wrong.length + noticed.length === 0 && <span className={findingClasses['quiet']}>{t('runs.allFits')}</span>}
        {wrong.map((line) => (
          <div key={line} className={findingClasses['quiet']}>
            {line}
          </div>
        ))}
        {noticed.map(({ kind, count, sentence, first }) => (
          <div key={kind} className={findingClasses['quiet']}>
            {count}: {sentence} {t('live.first', { places: first.join(', ') })}
          </div>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

const wrongKinds = ['missing', 'twice', 'unreadable', 'outside', 'notCarried', 'cut'] as const;

function useWrong({ counts }: PartitionStatus): readonly string[] {
  const { t } = useSpeech();
  return wrongKinds.flatMap((kind) => (counts[kind] === 0 ? [] : [`${counts[kind]}: ${t(`liveWrong.${kind}`)}`]));
}
