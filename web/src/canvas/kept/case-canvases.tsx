// SPDX-License-Identifier: Apache-2.0
/** The canvases that are kept in a case, as a part of its page; nothing where there are none. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import evidenceClasses from '../../evidence/evidence.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Section } from '../../shell/page.tsx';
import { canvasesQuery } from './kept-calls.ts';

export function CaseCanvases({ caseId }: { caseId: string }) {
  const { t, dates } = useSpeech();
  const found = useQuery(canvasesQuery(caseId));
  if (found.data === undefined || found.data.length === 0) return null;
  return (
    <Section title={t('canvas.kept.ofCase')}>
      <ul className={evidenceClasses['items']} aria-label={t('canvas.kept.ofCase')}>
        {found.data.map(({ id, title, purpose, newest, erased }) => (
          <li key={id}>
            <div>
              <Link to="/cases/$caseId/canvases/$canvasId" params={{ caseId, canvasId: id }}>
                {erased === null ? title : t('canvas.erased', { by: erased.by, when: dates.moment(erased.at) })}
              </Link>
              <div className={evidenceClasses['quiet']}>
                {t('canvas.parties', { count: newest.parties })} · {t(`purpose.${purpose}`)} ·{' '}
                {t('canvas.kept.edition', { number: newest.number, by: newest.savedBy, when: dates.moment(newest.savedAt) })}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
