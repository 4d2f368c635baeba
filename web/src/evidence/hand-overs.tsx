// SPDX-License-Identifier: Apache-2.0
/** Items that went to the other authority or came from it: how each stands, both signed dispatches, and what the officer does next. */
import { Button, Group } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconFileText } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HandOverRowWire } from '../../../src/evidence/hand-over/wire.ts';
import { evidenceCalls, handOversQuery } from './evidence-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { DispatchDigest } from '../case/timeline.tsx';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { useHandOverCall } from './evidence-call.ts';
import classes from './evidence.module.css';

const tones: Readonly<Record<HandOverRowWire['state'], 'amber' | 'moss' | 'brick' | 'gray' | 'tide'>> = {
  'awaiting-approval': 'amber',
  replaced: 'gray',
  sent: 'tide',
  delivered: 'tide',
  'not-admitted': 'brick',
  'not-delivered': 'brick',
  offered: 'amber',
  received: 'moss',
  declined: 'brick',
};

/** Those of one item where it is named. */
export function HandOvers({ caseId, itemId }: { readonly caseId: string; readonly itemId?: string }) {
  const { t } = useSpeech();
  const found = useQuery(handOversQuery(caseId));
  const rows = (found.data ?? []).filter((row) => itemId === undefined || row.itemId === itemId);
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (rows.length === 0) return null;
  const list = (
    <ul className={classes['items']} aria-label={t('handOver.list')}>
      {rows.map((row) => (
        <HandOverLine key={row.id} row={row} />
      ))}
    </ul>
  );
  if (itemId !== undefined) return <Section title={t('handOver.list')}>{list}</Section>;
  return (
    <div>
      <h3 className={classes['part']}>{t('handOver.list')}</h3>
      {list}
    </div>
  );
}

function HandOverLine({ row }: { row: HandOverRowWire }) {
  const { t, dates } = useSpeech();
  const isOut = row.direction === 'out';
  const Direction = isOut ? IconArrowUpRight : IconArrowDownLeft;
  const log = row.carried[0]?.entries.length ?? 0;
  return (
    <li>
      <div>
        <Direction size={14} aria-hidden />{' '}
        {row.itemId === null ? (
          row.title
        ) : (
          <Link to="/cases/$caseId/evidence/$itemId" params={{ caseId: row.caseId, itemId: row.itemId }}>
            {row.title}
          </Link>
        )}
        <div className={classes['quiet']}>
          {t(isOut ? 'handOver.to' : 'handOver.from', { name: row.counterpartName })} · {t(`handOverManner.${row.manner}`)}
          {row.dueAt !== null && ` · ${t('handOver.dueBack', { when: dates.moment(row.dueAt) })}`} · {row.purpose} · {row.carrier}
        </div>
        <div className={classes['quiet']}>
          {t('handOver.entries', { count: log })} {row.dispatch !== null && <DispatchDigest digest={row.dispatch} />}{' '}
          {row.answerDispatch !== null && <DispatchDigest digest={row.answerDispatch} />}
        </div>
        {row.reasons !== '' && <div className={classes['quiet']}>{row.reasons}</div>}
      </div>
      <Group gap={6} className={classes['badges'] ?? ''}>
        <WordBadge tone={tones[row.state]} label={t(`handOverState.${row.state}`)} />
        <LineActions row={row} />
      </Group>
    </li>
  );
}

function LineActions({ row }: { row: HandOverRowWire }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<'take-over' | 'decline' | null>(null);
  const again = useHandOverCall(
    () => evidenceCalls.answerAgain(row.caseId, row.id),
    () => undefined,
  );
  const print = useMutation({
    mutationFn: () => evidenceCalls.handOverPaper(row.caseId, row.id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `hand-over-${row.id}.pdf`),
  });
  return (
    <>
      {row.next.map((next) => (
        <Button
          key={next}
          size="compact-sm"
          variant={next === 'decline' ? 'default' : 'filled'}
          loading={next === 'answer-again' && again.isPending}
          onClick={() => (next === 'answer-again' ? again.mutate(undefined) : setOpen(next))}
        >
          {t(`handOver.${next}`)}
        </Button>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('handOver.paperOf', { title: row.title })}
        loading={print.isPending}
        onClick={() => print.mutate()}
      >
        <IconFileText size={15} aria-hidden />
      </Button>
      {again.isError && <Failure error={again.error} />}
      {open !== null && <AnswerDialog row={row} answer={open} onClose={() => setOpen(null)} />}
    </>
  );
}
