// SPDX-License-Identifier: Apache-2.0
/** Authorities known by letter: where letters go, what was agreed on paper, and the day one joins. */
import { Button, Group } from '@mantine/core';
import { IconBuildingBank, IconFileText, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CounterpartRowWire } from '../../../src/letters/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { AddressDialog } from './address-dialog.tsx';
import { CounterpartDialog } from './counterpart-dialog.tsx';
import { JoiningDialog } from './joining-dialog.tsx';
import classes from './letters.module.css';
import { PaperDialog } from './paper-dialog.tsx';

export function CounterpartList({ rows, nothing }: { readonly rows: readonly CounterpartRowWire[]; readonly nothing: ReactNode }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [open, setOpen] = useState<'authority' | 'paper' | null>(null);
  const mayChange = officer.roles.includes('administrator');
  const close = (): void => setOpen(null);
  return (
    <Section
      title={t('letters.authorities')}
      aside={
        mayChange && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setOpen('paper')}
              leftSection={<IconFileText size={14} aria-hidden />}
            >
              {t('letters.layPaper')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setOpen('authority')}
              leftSection={<IconBuildingBank size={14} aria-hidden />}
            >
              {t('letters.addAuthority')}
            </Button>
          </Group>
        )
      }
    >
      {rows.length === 0 && nothing}
      <ul className={classes['list']}>
        {rows.map((row) => (
          <Counterpart key={row.id} row={row} mayChange={mayChange} />
        ))}
      </ul>
      {open === 'authority' && <CounterpartDialog onClose={close} />}
      {open === 'paper' && <PaperDialog onClose={close} />}
    </Section>
  );
}

function Counterpart({ row, mayChange }: { readonly row: CounterpartRowWire; readonly mayChange: boolean }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<'address' | 'join' | null>(null);
  const hasJoined = row.joinedAs !== null;
  return (
    <li>
      <div>
        <span className={classes['title']}>{`${row.name} (${row.jurisdiction})`}</span>
        <div className={classes['quiet']}>
          {[t(`authorityKind.${row.kind}`), row.address.replaceAll('\n', ', '), row.email, row.calendar.timeZone, row.language]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
        <div className={classes['quiet']}>
          {row.agreements.length === 0 && t('letters.noAgreement')}
          {row.agreements.map(({ digest, title }) => (
            <Link key={digest} to="/agreements/$digest" params={{ digest }} className={classes['agreement']}>
              {title}
            </Link>
          ))}
        </div>
        <code className={classes['identifier']}>{row.id}</code>
      </div>
      <div className={classes['badges']}>
        <WordBadge tone={hasJoined ? 'moss' : 'tide'} label={t(hasJoined ? 'letters.hasJoined' : 'letters.byLetter')} />
        {mayChange && !hasJoined && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => setOpen('address')}>
              {t('letters.changeAddress')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setOpen('join')}
              leftSection={<IconPlugConnected size={14} aria-hidden />}
            >
              {t('letters.join')}
            </Button>
          </>
        )}
      </div>
      {open === 'address' && <AddressDialog row={row} onClose={() => setOpen(null)} />}
      {open === 'join' && <JoiningDialog row={row} onClose={() => setOpen(null)} />}
    </li>
  );
}
