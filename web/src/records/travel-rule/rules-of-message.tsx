// SPDX-License-Identifier: Apache-2.0
/** Every rule against a travel-rule message, the missed ones first and open; and own records that hold one of its identifiers. */
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../../src/conditions/wire.ts';
import type { TravelRuleViewWire } from '../../../../src/records/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Notice } from '../../shell/notice.tsx';
import { Section } from '../../shell/page.tsx';
import { Rows } from '../supervision.tsx';
import classes from '../records.module.css';

const regimes = ['fatf', 'eu', 'ivms101'] as const;

export function RulesOfMessage({ view: { rules, linked }, purpose }: { view: TravelRuleViewWire; purpose: Purpose }) {
  const { t } = useSpeech();
  const missing = rules.filter(({ outcome }) => outcome === 'missing');
  return (
    <>
      {missing.length === 0 ? (
        <Notice tone="permitted" icon={IconCircleCheck} title={t('travel.nothingMissing')} />
      ) : (
        <Notice tone="needs" icon={IconAlertTriangle} title={t('travel.missing', { count: missing.length })}>
          {regimes
            .map((regime) => ({ regime, count: missing.filter((rule) => rule.regime === regime).length }))
            .filter(({ count }) => count > 0)
            .map(({ regime, count }) => `${t(`travel.regime.${regime}`)}: ${count}`)
            .join(' · ')}
        </Notice>
      )}
      <Rows title="travel.lacks" heads={['travel.article', 'travel.demand', 'travel.where']}>
        {missing.map(({ rule, source, demand, gaps }) => [
          rule,
          source,
          demand,
          gaps.map(({ path, problem }) => (
            <div key={path}>
              {problem} <code className={classes['quiet']}>{path}</code>
            </div>
          )),
        ])}
      </Rows>
      <Section title={t('travel.rules')}>
        {regimes.map((regime) => (
          <details key={regime}>
            <summary>{t(`travel.regime.${regime}`)}</summary>
            <ul className={classes['uses']}>
              {rules
                .filter((rule) => rule.regime === regime)
                .map(({ rule, demand, outcome }) => (
                  <li key={rule}>
                    <strong>{t(`travel.outcome.${outcome}`)}</strong> {`${rule}: ${demand}`}
                  </li>
                ))}
            </ul>
          </details>
        ))}
      </Section>
      <Rows title="travel.linked" heads={['fact.reference', 'records.kind', 'travel.shares']}>
        {linked.map(({ id, kind, reference, shares }) => [
          id,
          <Link
            key="link"
            to="/records/$recordId"
            params={{ recordId: id }}
            search={{ purpose, title: reference }}
            className={classes['reference']}
          >
            {reference}
          </Link>,
          t(`recordKind.${kind}`),
          shares.map((share) => (
            <div key={share} className={classes['anywhere']}>
              {share}
            </div>
          )),
        ])}
      </Rows>
    </>
  );
}
