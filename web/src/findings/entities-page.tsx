// SPDX-License-Identifier: Apache-2.0
/** Which records and list entries are one person or firm: entities with what joined them, pairs to judge, and judgements that can be taken back. */
import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { type EntitiesWire, type JudgementVerdict, judgementVerdicts } from '../../../src/findings/wire.ts';
import { entitiesQuery, findingCalls } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { useSearchPurpose } from '../records/search-purpose.ts';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { useFindingCall } from './finding-call.ts';
import classes from './findings.module.css';
import { JudgeEntities } from '../entities/judge-entities.tsx';
import { Score } from './score.tsx';
import { ScreeningTabs } from './screening-tabs.tsx';

const judges = ['preparer', 'records-keeper'] as const;
type Pair = EntitiesWire['unsure'][number];
interface Judging {
  readonly pair: Pick<Pair, 'left' | 'right'>;
  readonly verdict: JudgementVerdict;
}

export function EntitiesPage() {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(entitiesQuery);
  const [judging, setJudging] = useState<Judging | null>(null);
  const mayJudge = judges.some((role) => officer.roles.includes(role));
  const { data } = found;
  return (
    <Page title={t('nav.screening')} under={t('entities.under')}>
      <ScreeningTabs />
      <Column>
        {mayJudge && <ResolveForm />}
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting />}
        {data?.resolvedAt === null && (
          <Nothing icon={IconUsers} title={t('entities.nothing')}>
            {t('entities.nothing.under')}
          </Nothing>
        )}
        {data !== undefined && data.resolvedAt !== null && (
          <>
            <Text size="sm" c="dimmed">
              {t('entities.resolved', { when: dates.moment(data.resolvedAt), records: String(data.records) })}
            </Text>
            <Entities entities={data.entities} onJudge={mayJudge ? setJudging : null} />
            <Unsure pairs={data.unsure} onJudge={mayJudge ? setJudging : null} />
            <Judgements judgements={data.judgements} mayUndo={mayJudge} />
          </>
        )}
      </Column>
      {judging !== null && (
        <JudgeEntities
          judging={{
            left: judging.pair.left.key,
            right: judging.pair.right.key,
            label: `${judging.pair.left.label} – ${judging.pair.right.label}`,
            verdict: judging.verdict,
          }}
          onClose={() => setJudging(null)}
        />
      )}
    </Page>
  );
}

function ResolveForm() {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const call = useFindingCall((given: Purpose) => findingCalls.resolve(given), { said: t('entities.done') });
  return (
    <Section title={t('entities.resolve')}>
      <form
        className={classes['formRow']}
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) call.mutate(purpose);
        }}
      >
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <Button type="submit" disabled={purpose === null} loading={call.isPending} leftSection={<IconUsers size={16} aria-hidden />}>
          {t('entities.resolveNow')}
        </Button>
      </form>
      {call.error !== null && <Failure error={call.error} />}
    </Section>
  );
}

type OnJudge = ((judging: Judging) => void) | null;

function Entities({ entities, onJudge }: { entities: EntitiesWire['entities']; onJudge: OnJudge }) {
  const { t } = useSpeech();
  return (
    <Section title={t('entities.list', { count: entities.length })}>
      <ul className={classes['history']}>
        {entities.map((entity) => {
          const label = new Map(entity.records.map((record) => [record.key, record]));
          return (
            <li key={entity.id}>
              <strong>{headOf(entity, t)}</strong>
              {entity.joinedBy.map((join) => {
                const [left, right] = [label.get(join.left), label.get(join.right)];
                return (
                  <div key={`${join.left} ${join.right}`} className={classes['join']}>
                    <Text size="sm">
                      {left?.label} – {right?.label}
                      {join.officerName === null
                        ? `: ${join.features.length === 0 ? t('findings.noDifference') : join.features.join(', ')}`
                        : `: ${t('entities.saidBy', { officer: join.officerName })}`}
                    </Text>
                    {join.score === null ? <span /> : <Score score={join.score} />}
                    {onJudge !== null && left !== undefined && right !== undefined && join.officerName === null && (
                      <Button size="compact-xs" variant="default" onClick={() => onJudge({ pair: { left, right }, verdict: 'different' })}>
                        {t('entities.part')}
                      </Button>
                    )}
                  </div>
                );
              })}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Names of a list first, since they say who it is; then references. */
function headOf(entity: EntitiesWire['entities'][number], t: ReturnType<typeof useSpeech>['t']): string {
  const labels = entity.records
    .toSorted((one, other) => Number(one.key.startsWith('records:')) - Number(other.key.startsWith('records:')))
    .map((record) => record.label);
  return labels.length <= 2 ? labels.join(' = ') : t('entities.andMore', { label: labels[0] ?? '', count: labels.length - 1 });
}

function Unsure({ pairs, onJudge }: { pairs: readonly Pair[]; onJudge: OnJudge }) {
  const { t } = useSpeech();
  if (pairs.length === 0) return null;
  return (
    <Section title={t('entities.unsure', { count: pairs.length })}>
      <ul className={classes['history']}>
        {pairs.map((pair) => (
          <li key={`${pair.left.key} ${pair.right.key}`}>
            <Group justify="space-between" gap="xs">
              <span>
                {pair.left.label} – {pair.right.label}
                <Text size="xs" c="dimmed">
                  {pair.features.join(', ')}
                </Text>
              </span>
              <Score score={pair.score} />
              {onJudge !== null && (
                <Group gap={6}>
                  {judgementVerdicts.map((verdict) => (
                    <Button key={verdict} size="compact-xs" variant="default" onClick={() => onJudge({ pair, verdict })}>
                      {t(`judgement.${verdict}`)}
                    </Button>
                  ))}
                </Group>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Judgements({ judgements, mayUndo }: { judgements: EntitiesWire['judgements']; mayUndo: boolean }) {
  const { t, dates } = useSpeech();
  const undo = useFindingCall((id: string) => findingCalls.undoEntities(id), { said: t('entities.undone') });
  if (judgements.length === 0) return null;
  return (
    <Section title={t('judgement.list')}>
      <ul className={classes['history']}>
        {judgements.map((judgement) => (
          <li key={judgement.id}>
            <Group justify="space-between" gap="xs">
              <span>
                {judgement.left.label} – {judgement.right.label}: <strong>{t(`judgement.${judgement.verdict}`)}</strong>
                <div>{judgement.reason}</div>
                <Text size="xs" c="dimmed">
                  {judgement.officerName}, {dates.moment(judgement.at)}
                </Text>
              </span>
              {mayUndo && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => undo.mutate(judgement.id)}
                  leftSection={<IconArrowBackUp size={13} aria-hidden />}
                >
                  {t('entities.undo')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {undo.error !== null && <Failure error={undo.error} />}
    </Section>
  );
}
