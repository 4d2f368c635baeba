// SPDX-License-Identifier: Apache-2.0
/** Beside the text: who has agreed and signed, the versions, the papers, and everything that was said. */
import { Button, Text } from '@mantine/core';
import { IconCheck, IconDownload, IconHourglass, IconSignature } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { NegotiationDetailWire, NoteViewWire } from '../../../src/negotiation/wire.ts';
import { negotiationCalls } from '../calls/negotiation-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { shortIdentifier } from '../peers/authority-names.ts';
import { Column, Failure, Section } from '../shell/page.tsx';
import classes from './negotiation.module.css';
import { noteWords } from './note-words.ts';
import { PaperSignatures } from './paper-signatures.tsx';
import { PaperButton } from './paper-button.tsx';

export function NegotiationAside({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  return (
    <Column>
      {detail.row.kind === 'negotiation' && (
        <Section title={t('agreements.parties')}>
          <ul className={classes['parties']}>
            {detail.row.parties.map((party) => (
              <li key={party.authorityId}>
                <span>
                  {party.name} ({party.jurisdiction})
                </span>
                <PartyMark detail={detail} party={party.authorityId} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Papers detail={detail} />
      <Said detail={detail} />
    </Column>
  );
}

function PartyMark({ detail, party }: { detail: NegotiationDetailWire; party: string }) {
  const { t } = useSpeech();
  const has = (list: readonly { readonly authorityId: string }[]): boolean => list.some(({ authorityId }) => authorityId === party);
  if (has(detail.signedBy)) {
    return (
      <span className={classes['mark']} data-done="true">
        <IconSignature size={15} aria-hidden /> {t('negotiation.hasSigned')}
      </span>
    );
  }
  if (has(detail.agreedBy)) {
    return (
      <span className={classes['mark']} data-done="true">
        <IconCheck size={15} aria-hidden /> {t('negotiation.hasAgreed')}
      </span>
    );
  }
  return detail.row.state === 'open' ? (
    <span className={classes['mark']}>
      <IconHourglass size={15} aria-hidden /> {t('negotiation.toAnswer')}
    </span>
  ) : null;
}

function Papers({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const download = useMutation({
    mutationFn: (file: string) => negotiationCalls.paper(detail.row.id, file),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? 'paper.pdf'),
  });
  const mayBind = detail.may.includes('bind') && detail.terms !== null;
  if (detail.papers.length === 0 && !mayBind) return null;
  return (
    <Section title={t('papers.title')} aside={mayBind && <PaperButton id={detail.row.id} />}>
      <Text size="xs" c="dimmed">
        {t('papers.under')}
      </Text>
      {detail.terms !== null && (
        <Text size="xs" ff="monospace" className={classes['breaking']}>
          {detail.terms}
        </Text>
      )}
      {download.error !== null && <Failure error={download.error} />}
      <ul className={classes['parties']}>
        {detail.papers.map(({ file, form, by, isHere, signatures }) => (
          <li key={file}>
            <span>
              {t(`papers.form.${form}`)}
              <span className={classes['quiet']}>
                {by.name} · {shortIdentifier(file)}
              </span>
              {signatures !== null && <PaperSignatures signatures={signatures} />}
            </span>
            {isHere && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconDownload size={14} aria-hidden />}
                onClick={() => download.mutate(file)}
              >
                {t('papers.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Said({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const download = useMutation({
    mutationFn: () => negotiationCalls.notes(detail.row.id),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? 'notes.jsonl'),
  });
  if (detail.notes.length === 0) return null;
  return (
    <Section
      title={t('negotiation.notes')}
      aside={
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('negotiation.saveNotesAll')}
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => download.mutate()}
        >
          {t('negotiation.saveNotes')}
        </Button>
      }
    >
      <ol className={classes['notes']}>
        {detail.notes.toReversed().map((note) => (
          <Note key={note.digest} note={note} />
        ))}
      </ol>
    </Section>
  );
}

function Note({ note }: { note: NoteViewWire }) {
  const { t, dates } = useSpeech();
  return (
    <li>
      <strong>{noteWords(note, t)}</strong>
      <span className={classes['quiet']}>
        {note.author.name} · {dates.moment(note.at)}
      </span>
      {note.text !== '' && note.kind !== 'comment' && <p>{note.text}</p>}
      {note.signatories.map(({ office, name, method, at }) => (
        <span key={`${office} ${at}`} className={classes['quiet']}>
          {name === null ? office : `${name}, ${office}`} · {t(method === 'passkey' ? 'note.byPasskey' : 'note.byCode')}
        </span>
      ))}
    </li>
  );
}
