// SPDX-License-Identifier: Apache-2.0
/** Below the verdict: what commonly gets such a request sent back. Each line leads to its field; none of them stops the request. */
import { UnstyledButton } from '@mantine/core';
import type { DraftFindingWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './compose.module.css';

interface DraftCheckProps {
  readonly findings: readonly DraftFindingWire[];
  readonly onField: (field: string) => void;
}

export function DraftCheck({ findings, onField }: DraftCheckProps) {
  const { t } = useSpeech();
  return (
    <section className={classes['check']} aria-label={t('check.title')}>
      <h3>{t('check.title')}</h3>
      <p>{findings.length === 0 ? t('check.nothing') : t('check.under', { count: findings.length })}</p>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.sentence}`} data-severity={finding.severity}>
            <UnstyledButton onClick={() => onField(finding.field)}>
              <b>{t(`check.${finding.severity}`)}</b> {finding.sentence}
            </UnstyledButton>
            <small>{finding.remedy}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
