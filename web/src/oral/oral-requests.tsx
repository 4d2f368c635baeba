// SPDX-License-Identifier: Apache-2.0
/** Above the inbox: calls that wait for their confirmation in writing, what is owed since each, and what may be done about it. */
import { Button, Group } from '@mantine/core';
import { IconPhone, IconPhoneCheck, IconPhoneOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OralRequestWire } from '../../../src/assistance/oral-requests/wire.ts';
import { DeadlineWords } from '../deadlines/deadline-words.tsx';
import { WordBadge } from '../inbox/state-badge.tsx';
import inbox from '../inbox/inbox.module.css';
import classes from '../letters/letters.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { EndDialog, JoinDialog } from './end-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { oralRequestsQuery } from './oral-calls.ts';

/** Nothing where no call waits; that it is not known whether one does is said. */
export function OralRequests() {
  const { t } = useSpeech();
  const found = useQuery(oralRequestsQuery);
  if (found.isError) return <Failure title={t('oral.unknown')} error={found.error} onAgain={() => void found.refetch()} />;
  const open = (found.data ?? []).filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <div className={inbox['calls']}>
      <Section title={t('oral.title')}>
        <ul className={classes['list']}>
          {open.map((row) => (
            <Waiting key={row.id} row={row} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

export function NoteCallButton() {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconPhone size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('oral.note')}
      </Button>
      {isOpen && <NoteDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function Waiting({ row }: { readonly row: OralRequestWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [open, setOpen] = useState<'end' | 'join' | null>(null);
  const mayAct = officer.roles.some((role) => role === 'preparer' || role === 'records-keeper');
  const close = (): void => setOpen(null);
  return (
    <li>
      <CallFacts row={row} />
      <div className={classes['badges']}>
        {row.isOverdue && <WordBadge icon={IconPhoneOff} tone="brick" label={t('oral.overdue')} />}
        {mayAct && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPhoneCheck size={14} aria-hidden />}
              onClick={() => setOpen('join')}
            >
              {t('oral.join')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setOpen('end')}>
              {t('oral.end')}
            </Button>
          </Group>
        )}
      </div>
      {open === 'end' && <EndDialog row={row} onClose={close} />}
      {open === 'join' && <JoinDialog row={row} onClose={close} />}
    </li>
  );
}

/** What was noted of a call, and which clocks it started. */
export function CallFacts({ row }: { readonly row: OralRequestWire }) {
  const { t, dates } = useSpeech();
  const [next] = row.owed.toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : 1));
  const noted = t('oral.notedBy', { name: row.notedByName, when: dates.moment(row.notedAt) });
  return (
    <div>
      <span className={classes['title']}>{row.asked}</span>
      <div className={classes['quiet']}>
        {t('oral.called', { who: row.askedBy, authority: row.counterpartName, whom: row.askedOf, when: dates.moment(row.calledAt) })}
      </div>
      <div className={classes['quiet']}>
        {[t(`assistance.${row.assistance}`), t(`urgencyGround.${row.urgencyGround}`), noted].join(' · ')}
      </div>
      {row.basis === null ? (
        <div className={classes['quiet']}>{t('oral.noBasis')}</div>
      ) : (
        <div className={classes['quiet']}>{t('oral.basis', { clause: row.basis.clause, title: row.basis.title })}</div>
      )}
      {row.state === 'open' && row.confirmBy !== null && (
        <div>
          {t('oral.confirmBy')} <DeadlineWords dueAt={row.confirmBy} isOver={row.isOverdue} />
          {next !== undefined && (
            <>
              {' · '}
              {t(`deadline.${next.step}`)} <DeadlineWords dueAt={next.dueAt} isOver={next.isOver} />
            </>
          )}
        </div>
      )}
    </div>
  );
}
