// SPDX-License-Identifier: Apache-2.0
/** On the page of a case: the call that its request confirms, as the request tells it and as we noted it. */
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import classes from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { CallFacts } from './oral-requests.tsx';

export function CallOfCase({ detail: { draft, row, oralNotes } }: { readonly detail: CaseDetailWire }) {
  const { t, dates } = useSpeech();
  const { oral } = draft;
  if (oral === undefined && oralNotes.length === 0) return null;
  return (
    <Section title={t('oral.ofCase')}>
      {oral !== undefined && (
        <dl className={classes['content']}>
          <div>
            <dt>{t('oral.asWritten')}</dt>
            <dd>
              {t('oral.calledShort', {
                who: oral.askedBy,
                whom: oral.askedOf,
                when: oral.askedAt === null ? '' : dates.moment(oral.askedAt),
              })}
              {`\n${oral.asked}`}
            </dd>
          </div>
        </dl>
      )}
      {oralNotes.map((note) => (
        <div key={note.id}>
          <p className={classes['quiet']}>{t(note.isConfirmedLate ? 'oral.asNotedLate' : 'oral.asNoted')}</p>
          <CallFacts row={note} />
        </div>
      ))}
      {row.side === 'requested' && oralNotes.length === 0 && <p className={classes['quiet']}>{t('oral.noNote')}</p>}
    </Section>
  );
}
