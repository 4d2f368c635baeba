// SPDX-License-Identifier: Apache-2.0
/** On the page of an agreement: amending it, declaring something about it, and what was declared. */
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { lifeQuery } from '../../calls/negotiation-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Section } from '../../shell/page.tsx';
import { BeginDialog } from '../drafting/begin-dialog.tsx';
import { DeclarationActions } from './declaration-actions.tsx';
import classes from '../negotiation.module.css';
import { Motions } from '../motions/motions.tsx';
import { noteWords } from '../note-words.ts';
import { WaitingSignature } from '../waiting-signature.tsx';

export function AgreementLife({ terms }: { terms: string }) {
  const { t, dates } = useSpeech();
  const [isAmending, setAmending] = useState(false);
  const found = useQuery(lifeQuery(terms));
  if (found.data === undefined) return null;
  const detail = found.data;
  const mayAmend = detail.may.length > 0;
  return (
    <div className={classes['apart']}>
      <Section
        title={t('life.title')}
        aside={
          <div className={classes['sideBySide']}>
            {mayAmend && (
              <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setAmending(true)}>
                {t('negotiations.amend')}
              </Button>
            )}
            <DeclarationActions detail={detail} terms={terms} />
          </div>
        }
      >
        <WaitingSignature detail={detail} />
        <Motions detail={detail} />
        {detail.notes.length === 0 && <p className={classes['quiet']}>{t('life.nothing')}</p>}
        <ol className={classes['notes']}>
          {detail.notes.map((note) => (
            <li key={note.digest}>
              <strong>{noteWords(note, t)}</strong>
              <span className={classes['quiet']}>
                {note.author.name} · {dates.moment(note.at)}
              </span>
              {note.text !== '' && <p>{note.text}</p>}
            </li>
          ))}
        </ol>
        {detail.notes.length > 0 && (
          <Link to="/negotiations/$negotiationId" params={{ negotiationId: detail.row.id }}>
            {t('life.open')}
          </Link>
        )}
        {isAmending && <BeginDialog amends={terms} onClose={() => setAmending(false)} />}
      </Section>
    </div>
  );
}
