// SPDX-License-Identifier: Apache-2.0
/**
 * Lawful ways: what is needed, where, for what and by when; and every way to it that the agreements leave open, in the server's
 * order. A direct way leads on to the request form.
 */
import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AssistanceKind, assistanceKinds } from '../../../src/agreements/wire.ts';
import { wayAims, type WayQuestionWire, type WaysAnswerWire } from '../../../src/agreements/ways/wire.ts';
import { type Purpose, purposes } from '../../../src/conditions/wire.ts';
import { networkQuery, waysQuery } from '../calls/way-calls.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { ClauseReader } from '../verdicts/clause-drawer.tsx';
import { WayCard } from './way-card.tsx';
import classes from './ways.module.css';

type Asked = Omit<WayQuestionWire, 'purpose' | 'counterpart'> & { readonly purpose: Purpose | null };

export function WaysPage({ assistance, purpose }: { assistance?: AssistanceKind | undefined; purpose?: Purpose | undefined }) {
  const { t } = useSpeech();
  const [asked, setAsked] = useState<Asked>({
    assistance: assistance ?? 'information-from-files',
    jurisdiction: null,
    purpose: purpose ?? null,
    isForCourt: false,
    withinDays: null,
    first: 'time',
  });
  const question = asked.purpose === null ? null : { ...asked, purpose: asked.purpose, counterpart: null };
  const found = useQuery(waysQuery(question));
  return (
    <ClauseReader>
      <Page title={t('nav.ways')} under={t('ways.under')}>
        <Question asked={asked} onChange={(part) => setAsked((before) => ({ ...before, ...part }))} />
        <div aria-live="polite">
          {question === null && (
            <Nothing icon={IconRoute} title={t('ways.ask')}>
              {t('ways.ask.under')}
            </Nothing>
          )}
          {question !== null && found.isPending && <Waiting rows={6} />}
          {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
          {question !== null && found.data !== undefined && <Answer answer={found.data} />}
        </div>
      </Page>
    </ClauseReader>
  );
}

function Question({ asked, onChange }: { asked: Asked; onChange: (part: Partial<Asked>) => void }) {
  const { t } = useSpeech();
  const network = useQuery(networkQuery(null));
  const places = [...new Set((network.data?.authorities ?? []).map(({ jurisdiction }) => jurisdiction))].toSorted();
  return (
    <form className={classes['question']} onSubmit={(event) => event.preventDefault()} aria-label={t('ways.question')}>
      <Select
        label={t('ways.what')}
        allowDeselect={false}
        value={asked.assistance}
        onChange={(assistance) => assistance !== null && onChange({ assistance })}
        data={assistanceKinds.map((value) => ({ value, label: t(`assistance.${value}`) }))}
      />
      <Select
        label={t('ways.where')}
        placeholder={t('ways.anywhere')}
        clearable
        value={asked.jurisdiction}
        onChange={(jurisdiction) => onChange({ jurisdiction })}
        data={places}
      />
      <Select
        label={t('field.purpose')}
        placeholder={t('field.purpose.choose')}
        searchable
        allowDeselect={false}
        value={asked.purpose}
        onChange={(purpose) => onChange({ purpose })}
        data={purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) }))}
      />
      <NumberInput
        label={t('ways.within')}
        placeholder={t('ways.anyTime')}
        min={1}
        max={3650}
        allowDecimal={false}
        value={asked.withinDays ?? ''}
        onChange={(days) => onChange({ withinDays: typeof days === 'number' && days >= 1 ? Math.min(days, 3650) : null })}
      />
      <Checkbox
        className={classes['court'] ?? ''}
        label={t('ways.court')}
        checked={asked.isForCourt}
        onChange={(event) => onChange({ isForCourt: event.currentTarget.checked })}
      />
      <SegmentedControl
        aria-label={t('ways.first')}
        value={asked.first}
        onChange={(first) => onChange({ first })}
        data={wayAims.map((value) => ({ value, label: t(`ways.first.${value}`) }))}
      />
    </form>
  );
}

function Answer({ answer }: { answer: WaysAnswerWire }) {
  const { t } = useSpeech();
  const { ways, leftOut, closed, advice, question } = answer;
  return (
    <Column>
      <Section title={t('ways.open', { count: ways.length + leftOut })}>
        {ways.length === 0 && <p className={classes['quiet']}>{t('ways.none')}</p>}
        <ol className={classes['ways']}>
          {ways.map((way) => (
            <li key={way.legs.map((leg) => `${leg.to} ${leg.clause.agreement.digest} ${way.class}`).join(' ')}>
              <WayCard way={way} question={question} />
            </li>
          ))}
        </ol>
        {leftOut > 0 && <p className={classes['quiet']}>{t('ways.leftOut', { count: leftOut })}</p>}
      </Section>
      {advice.length > 0 && (
        <Section title={t('ways.advice')}>
          <ul className={classes['list']}>
            {advice.map(({ kind, sentence, source }) => (
              <li key={kind}>
                {sentence} <span className={classes['quiet']}>{source}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {closed.length > 0 && (
        <Section title={t('ways.closed')}>
          <ul className={classes['list']}>
            {closed.map(({ to, toName, title, sentence }) => (
              <li key={`${to} ${title} ${sentence}`}>
                <strong>{toName}</strong>, {title}: {sentence}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Column>
  );
}
