// SPDX-License-Identifier: Apache-2.0
/** What one person asked: its clock, what is held, what was decided on each item, the answer, the log. */
import { Button, Table } from '@mantine/core';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestDetailWire } from '../../../src/data-protection/wire.ts';
import { personalDataCalls, personRequestQuery } from './personal-data-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { ClockWords } from './clock-words.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import type { EntryKind } from './entry-fields.ts';
import { Back, Facts, Log } from './matter-parts.tsx';
import classes from './personal-data.module.css';

export function RequestPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const found = useQuery(personRequestQuery(id));
  if (found.data !== undefined) return <PersonRequest detail={found.data} />;
  return (
    <Page title={t('personal.requests')} above={<Back />}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={6} />}
    </Page>
  );
}

interface Step {
  readonly kind: EntryKind;
  readonly itemId: string | null;
}

function PersonRequest({ detail }: { detail: RequestDetailWire }) {
  const { t, dates } = useSpeech();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const { row, opening, answer } = detail;
  const taken = (after: RequestDetailWire): void => {
    queryClient.setQueryData(personRequestQuery(row.id).queryKey, after);
    void queryClient.invalidateQueries({ queryKey: ['desk', 'personal-data'] });
  };
  const search = useMutation({ mutationFn: () => personalDataCalls.search(row.id), onSuccess: taken });
  const letter = useMutation({
    mutationFn: () => personalDataCalls.letter(row.id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? 'answer.pdf'),
  });
  return (
    <Page
      title={row.name}
      above={<Back />}
      under={
        <>
          {t(`personal.right.${row.right}`)} · {t(`personal.state.${row.state}`)} · <ClockWords clock={row.clock} />
        </>
      }
      actions={
        <>
          {detail.next.includes('search') && (
            <Button leftSection={<IconSearch size={16} aria-hidden />} loading={search.isPending} onClick={() => search.mutate()}>
              {t('personal.search')}
            </Button>
          )}
          {detail.next
            .filter((kind) => kind !== 'search' && kind !== 'item-decided')
            .map((kind) => (
              <Button key={kind} variant="default" onClick={() => setStep({ kind: kind as EntryKind, itemId: null })}>
                {t(`personal.step.${kind as EntryKind}`)}
              </Button>
            ))}
          {['approved', 'answered', 'done'].includes(row.state) && (
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              loading={letter.isPending}
              onClick={() => letter.mutate()}
            >
              {t('personal.letter')}
            </Button>
          )}
        </>
      }
    >
      {search.isError && <Failure error={search.error} />}
      {letter.isError && <Failure error={letter.error} />}
      <div className={caseClasses['columns']}>
        <Column>
          <Section title={t('personal.items')}>
            <Items detail={detail} onDecide={(itemId) => setStep({ kind: 'item-decided', itemId })} />
          </Section>
          {answer !== null && (
            <Section title={t('personal.answer')}>
              <Facts
                rows={[
                  [t('personal.field.outcome'), t(`personal.choice.${answer.outcome}`)],
                  [t('personal.field.text'), answer.text],
                  [t('personal.field.remedies'), answer.remedies],
                ]}
              />
            </Section>
          )}
        </Column>
        <Column>
          <Section title={t('personal.asked')}>
            <Facts
              rows={[
                [t('personal.asked'), opening.asked],
                [t('personal.arrived'), dates.moment(opening.arrivedAt)],
                [t('personal.otherNames'), opening.person.otherNames.join(', ')],
                [t('personal.identifiers'), opening.person.identifiers.join(', ')],
                [t('personal.contact'), opening.person.contact],
              ]}
            />
          </Section>
          <Log log={detail.log} />
        </Column>
      </div>
      {step !== null && (
        <EntryDialog
          kind={step.kind}
          itemId={step.itemId}
          originators={[]}
          send={async (entry) => taken(await personalDataCalls.addToRequest(row.id, entry))}
          onClose={() => setStep(null)}
        />
      )}
    </Page>
  );
}

function Items({ detail: { items, next, row }, onDecide }: { detail: RequestDetailWire; onDecide: (itemId: string) => void }) {
  const { t } = useSpeech();
  if (items.length === 0) {
    return (
      <p className={classes['quiet']}>
        {t(row.state === 'identity' || row.state === 'searching' ? 'personal.notSearched' : 'personal.noItems')}
      </p>
    );
  }
  return (
    <Table className={classes['table']} aria-label={t('personal.items')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('personal.item')}</Table.Th>
          <Table.Th>{t('personal.originator')}</Table.Th>
          <Table.Th>{t('personal.decision')}</Table.Th>
          <Table.Th>{t('personal.next')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={item.id}>
            <Table.Td>
              {item.title}
              <div className={classes['quiet']}>{t(`personal.item.${item.what}`)}</div>
            </Table.Td>
            <Table.Td>{item.originatorName ?? t('personal.own')}</Table.Td>
            <Table.Td>
              {item.decision === null ? t('personal.undecided') : t(`personal.choice.${item.decision.answer}`)}
              {item.decision?.ground !== null && item.decision?.ground !== undefined && (
                <div className={classes['quiet']}>{t(`personal.choice.${item.decision.ground}`)}</div>
              )}
            </Table.Td>
            <Table.Td>
              {next.includes('item-decided') && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('personal.decideOn', { title: item.title })}
                  onClick={() => onDecide(item.id)}
                >
                  {t('personal.step.item-decided')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
