// SPDX-License-Identifier: Apache-2.0
/** One breach: who must be told by when and was, what was done, the log. */
import { Button, Table } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BreachDetailWire, BreachNext } from '../../../src/data-protection/wire.ts';
import { breachQuery, personalDataCalls } from './personal-data-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { ClockWords } from './clock-words.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { Back, Facts, Log } from './matter-parts.tsx';
import classes from './personal-data.module.css';

export function BreachPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const found = useQuery(breachQuery(id));
  if (found.data !== undefined) return <Breach detail={found.data} />;
  return (
    <Page title={t('personal.breaches')} above={<Back />}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={6} />}
    </Page>
  );
}

function Breach({ detail }: { detail: BreachDetailWire }) {
  const { t, dates } = useSpeech();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<BreachNext | null>(null);
  const { row, opening, clocks, originators } = detail;
  const taken = (after: BreachDetailWire): void => {
    queryClient.setQueryData(breachQuery(row.id).queryKey, after);
    void queryClient.invalidateQueries({ queryKey: ['desk', 'personal-data'] });
  };
  const paper = useMutation({
    mutationFn: () => personalDataCalls.breachPaper(row.id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? 'breach.pdf'),
  });
  const open = originators
    .filter(({ toldAt, notice }) => toldAt === null && (step !== 'notice-sent' || notice?.state !== 'underway'))
    .map(({ authority, name }) => ({ value: authority, label: name }));
  const send = (entry: unknown): Promise<BreachDetailWire> =>
    step === 'notice-sent' ? personalDataCalls.sendNotice(row.id, entry) : personalDataCalls.addToBreach(row.id, entry);
  return (
    <Page
      title={row.title}
      above={<Back />}
      under={
        row.isClosed
          ? t('personal.closed')
          : row.owed.length === 0
            ? t('personal.nothingOwed')
            : `${t('personal.owed')}: ${row.owed.join('; ')}`
      }
      actions={
        <>
          {detail.next.map((kind) => (
            <Button key={kind} variant="default" size="compact-md" onClick={() => setStep(kind)}>
              {t(`personal.step.${kind}`)}
            </Button>
          ))}
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPrinter size={16} aria-hidden />}
            loading={paper.isPending}
            onClick={() => paper.mutate()}
          >
            {t('personal.print')}
          </Button>
        </>
      }
    >
      {paper.isError && <Failure error={paper.error} />}
      <div className={caseClasses['columns']}>
        <Column>
          <Section title={t('personal.clocks')}>
            <Table className={classes['table']} aria-label={t('personal.clocks')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('personal.whom')}</Table.Th>
                  <Table.Th>{t('personal.clock')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {clocks.map((clock) => (
                  <Table.Tr key={clock.what}>
                    <Table.Td>{clock.what === 'supervisor' ? t('personal.supervisor') : clock.what}</Table.Td>
                    <Table.Td>
                      <ClockWords clock={clock} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Section>
          <Notices originators={originators} />
          <Section title={t('personal.breach.what')}>
            <Facts
              rows={[
                [t('personal.breach.what'), opening.what],
                [t('personal.breach.categories'), opening.categories],
                [t('personal.natures'), opening.natures.map((nature) => t(`personal.nature.${nature}`)).join(', ')],
                [t('personal.discovered'), dates.moment(opening.discoveredAt)],
                [t('personal.happened'), opening.happenedAt === null ? '' : dates.moment(opening.happenedAt)],
                [t('personal.count'), opening.personsCount === null ? '' : String(opening.personsCount)],
                [t('personal.records'), opening.recordIds.length === 0 ? '' : <Records ids={opening.recordIds} />],
                [t('personal.field.risk'), detail.risk === null ? '' : t(`personal.choice.${detail.risk}`)],
              ]}
            />
          </Section>
        </Column>
        <Column>
          <Log log={detail.log} />
        </Column>
      </div>
      {step !== null && (
        <EntryDialog
          kind={step}
          itemId={null}
          originators={open}
          send={async (entry) => taken(await send(entry))}
          onClose={() => setStep(null)}
        />
      )}
    </Page>
  );
}

/** Each opens for a stated purpose, as any record does. */
function Records({ ids }: { ids: readonly string[] }) {
  return ids.map((id) => (
    <div key={id}>
      <Link to="/records/$recordId" params={{ recordId: id }}>
        {id}
      </Link>
    </div>
  ));
}

/** What went by dispatch, and whether it has arrived. */
function Notices({ originators }: Pick<BreachDetailWire, 'originators'>) {
  const { t } = useSpeech();
  const sent = originators.flatMap(({ name, notice }) => (notice === null ? [] : [{ name, ...notice }]));
  if (sent.length === 0) return null;
  return (
    <Section title={t('personal.notices')}>
      <ul className={classes['notices']} aria-label={t('personal.notices')}>
        {sent.map(({ name, matter, state }) => (
          <li key={matter}>
            <Link to="/onward/$matterId" params={{ matterId: matter }}>
              {name}
            </Link>{' '}
            {t(`personal.notice.${state}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
