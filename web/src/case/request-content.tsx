// SPDX-License-Identifier: Apache-2.0
/** What was asked, field by field, as it was sent; a field that was supplied after a refusal says so. */
import { Link } from '@tanstack/react-router';
import { contentFields } from '../../../src/agreements/wire.ts';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { gatheringKinds } from '../../../src/gathering/wire.ts';
import { LegAnswer } from '../alerts/joint/leg-answer.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './case.module.css';
import { particularEntries } from './particular-entries.ts';

export function RequestContent({ detail: { draft, row, supplied } }: { detail: CaseDetailWire }) {
  const speech = useSpeech();
  const { t } = speech;
  const written = contentFields.filter((field) => (supplied[field] ?? draft.content[field] ?? '') !== '');
  return (
    <>
      <Section title={t(row.state === 'draft-shared' ? 'case.draft' : 'case.request')}>
        <dl className={classes['content']}>
          {draft.class === 'urgent' && draft.urgencyGround !== null && (
            <Entry term={t('field.urgencyGround')} text={`${t(`urgencyGround.${draft.urgencyGround}`)}\n${draft.urgencyReason}`} />
          )}
          {written.map((field) => (
            <Entry
              key={field}
              term={supplied[field] === undefined ? t(`content.${field}`) : t('refusal.supplied', { field: t(`content.${field}`) })}
              text={supplied[field] ?? draft.content[field] ?? ''}
            />
          ))}
          {particularEntries(draft.particulars, speech).map(([term, text]) => (
            <Entry key={`${term}: ${text}`} term={term} text={text} />
          ))}
        </dl>
        {draft.order !== undefined && (
          <Link to={isOrderForEvidence(draft.order) ? '/gathering/$caseId' : '/freezing/$caseId'} params={{ caseId: row.id }}>
            {t(isOrderForEvidence(draft.order) ? 'gather.toOrder' : 'freeze.toOrder')}
          </Link>
        )}
        {draft.trace !== undefined && row.side === 'requested' && (
          <Link to="/traces/asked/$caseId" params={{ caseId: row.id }}>
            {t('traces.continueHere')}
          </Link>
        )}
        {written.length === 0 && <p className={classes['quiet']}>{t('case.emptyRequest')}</p>}
      </Section>
      {draft.alert !== undefined && row.side === 'requested' && <LegAnswer caseId={row.id} />}
    </>
  );
}

function isOrderForEvidence({ kind }: Readonly<Record<string, unknown>>): boolean {
  return gatheringKinds.some((one) => one === kind);
}

function Entry({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
