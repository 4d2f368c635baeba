// SPDX-License-Identifier: Apache-2.0
/** Reach: where a datum of our own of this kind could go for this purpose, by how many consents, and the way it would take. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReachAnswerWire } from '../../../src/agreements/network/wire.ts';
import { type AssistanceKind, assistanceKinds } from '../../../src/agreements/wire.ts';
import { type Purpose, purposes } from '../../../src/conditions/wire.ts';
import { reachQuery } from '../calls/way-calls.ts';
import { capital } from '../messages/capital.ts';
import { useSpeech } from '../messages/language.tsx';
import { useSession } from '../shell/session-context.ts';
import { Failure, Waiting } from '../shell/page.tsx';
import { ClauseLink } from '../verdicts/clause-drawer.tsx';
import classes from './network.module.css';

/** What records are, as kinds of assistance: nothing else of our own could be passed on. */
const recordKinds: readonly AssistanceKind[] = assistanceKinds.slice(0, 5);

export function ReachPanel({ isWithPublished }: { isWithPublished: boolean }) {
  const { t } = useSpeech();
  const [assistance, setAssistance] = useState<AssistanceKind>('suspicious-reports');
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const question = purpose === null ? null : { assistance, purpose, originator: null, receivedFrom: null, limits: null };
  const found = useQuery(reachQuery(question, isWithPublished));
  return (
    <>
      <p className={classes['quiet']}>{t('reach.under')}</p>
      <div className={classes['pair']}>
        <Select
          label={t('reach.what')}
          allowDeselect={false}
          value={assistance}
          onChange={(kind) => kind !== null && setAssistance(kind)}
          data={recordKinds.map((value) => ({ value, label: t(`assistance.${value}`) }))}
        />
        <Select
          label={t('field.purpose')}
          placeholder={t('field.purpose.choose')}
          searchable
          allowDeselect={false}
          value={purpose}
          onChange={setPurpose}
          data={purposes.map((value) => ({ value, label: capital(t(`purpose.${value}`)) }))}
        />
      </div>
      <div aria-live="polite">
        {purpose !== null && found.isPending && <Waiting rows={3} />}
        {found.isError && <Failure error={found.error} />}
        {purpose !== null && found.data !== undefined && <Places answer={found.data} />}
      </div>
    </>
  );
}

export function Places({ answer: { places, beyond, question } }: { answer: ReachAnswerWire }) {
  const { t } = useSpeech();
  const withConsent = t(question.originator === null ? 'reach.withConsent' : 'reach.withOriginators');
  const { authority: own } = useSession();
  const names = new Map([...places.map(({ authority }) => authority), ...beyond].map(({ authorityId, name }) => [authorityId, name]));
  names.set(own.id, own.name);
  return (
    <>
      {places.length === 0 && <p className={classes['quiet']}>{t('reach.nowhere')}</p>}
      <ul className={classes['places']}>
        {places.map(({ authority, consents, givings }) => (
          <li key={authority.authorityId}>
            <strong>{`${authority.name} (${authority.jurisdiction})`}</strong>
            <span className={classes['consents']} data-free={consents === 0}>
              {consents === 0 ? t('reach.free') : t('reach.consents', { count: consents })}
            </span>
            <ol className={classes['givings']}>
              {givings.map(({ from, to, clause, isConsentNeeded, isConsentGiven }) => (
                <li key={to}>
                  {`${names.get(from) ?? from} → ${names.get(to) ?? to}`} <ClauseLink clause={clause} withTitle />
                  {isConsentNeeded && <span className={classes['quiet']}> {withConsent}</span>}
                  {isConsentGiven && <span className={classes['quiet']}> {t('reach.consentGiven')}</span>}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
      {beyond.length > 0 && <p className={classes['quiet']}>{t('reach.beyond', { list: beyond.map(({ name }) => name).join(', ') })}</p>}
    </>
  );
}
