// SPDX-License-Identifier: Apache-2.0
/** Letters of ours: the pack to print, the signature beside it, and what became of it. */
import { Button } from '@mantine/core';
import { IconCertificate, IconFileCertificate, IconMailForward, IconMailOff, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutgoingRowWire } from '../../../src/letters/wire.ts';
import { saveFile } from '../calls/save-file.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { CaseOrMatter } from './brought/case-or-matter.tsx';
import { letterCalls } from './letter-calls.ts';
import classes from './letters.module.css';
import { NotSentDialog, SentDialog } from './sending-dialogs.tsx';

const tones = { 'to-send': 'amber', sent: 'moss', returned: 'gray' } as const;

export function OutgoingList({ rows }: { readonly rows: readonly OutgoingRowWire[] }) {
  return (
    <ul className={classes['list']}>
      {rows.map((row) => (
        <OutgoingLetter key={row.id} row={row} />
      ))}
    </ul>
  );
}

function OutgoingLetter({ row }: { readonly row: OutgoingRowWire }) {
  const { t, dates } = useSpeech();
  const { sent } = row;
  return (
    <li>
      <div>
        <span className={classes['title']}>
          {t('letters.to', {
            step: t(`stepKind.${row.step ?? 'request'}` as 'stepKind.request'),
            name: row.counterpart.name,
            jurisdiction: row.counterpart.jurisdiction,
          })}
        </span>
        <div className={classes['quiet']}>
          {sent === null
            ? t('letters.written', { when: dates.moment(row.writtenAt) })
            : t('letters.went', { when: dates.moment(sent.at), how: t(`letterChannel.${sent.channel}`), name: sent.by })}
          {sent !== null && sent.tracking !== '' && ` · ${sent.tracking}`}
          {row.caseId !== null && (
            <>
              {' · '}
              <CaseOrMatter id={row.caseId} ofCase={t('letters.case')} ofMatter={t('letters.matter')} />
            </>
          )}
        </div>
      </div>
      <div className={classes['badges']}>
        <WordBadge tone={tones[row.state]} label={t(`outgoingState.${row.state}`)} />
        <OutgoingActions row={row} />
      </div>
    </li>
  );
}

function OutgoingActions({ row }: { readonly row: OutgoingRowWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [open, setOpen] = useState<'sent' | 'not-sent' | null>(null);
  const pack = useMutation({ mutationFn: () => letterCalls.pack(row.id), onSuccess: keep(`${row.id}.pdf`) });
  const signature = useMutation({ mutationFn: () => letterCalls.signature(row.id), onSuccess: keep(`${row.id}.signature.json`) });
  const consent = useMutation({ mutationFn: () => letterCalls.consent(row.id), onSuccess: keep(`${row.id}.consent.json`) });
  const mayAct = officer.roles.includes('preparer') || officer.roles.includes('records-keeper');
  const close = (): void => setOpen(null);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={pack.isPending}
        onClick={() => pack.mutate()}
        leftSection={<IconPrinter size={14} aria-hidden />}
      >
        {t('letters.pack')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={signature.isPending}
        onClick={() => signature.mutate()}
        leftSection={<IconCertificate size={14} aria-hidden />}
      >
        {t('letters.signature')}
      </Button>
      {row.step === 'consent-answer' && (
        <Button
          size="compact-sm"
          variant="default"
          loading={consent.isPending}
          onClick={() => consent.mutate()}
          leftSection={<IconFileCertificate size={14} aria-hidden />}
        >
          {t('letters.consentFile')}
        </Button>
      )}
      {mayAct && row.state === 'to-send' && (
        <>
          <Button size="compact-sm" onClick={() => setOpen('sent')} leftSection={<IconMailForward size={14} aria-hidden />}>
            {t('letters.markSent')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setOpen('not-sent')}
            leftSection={<IconMailOff size={14} aria-hidden />}
          >
            {t('letters.notSent')}
          </Button>
        </>
      )}
      {(pack.isError || signature.isError || consent.isError) && <Failure error={pack.error ?? signature.error ?? consent.error} />}
      {open === 'sent' && <SentDialog id={row.id} onClose={close} />}
      {open === 'not-sent' && <NotSentDialog id={row.id} onClose={close} />}
    </>
  );
}

function keep(name: string) {
  return ({ blob, fileName }: { readonly blob: Blob; readonly fileName: string | null }): void => saveFile(blob, fileName ?? name);
}
