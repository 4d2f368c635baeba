// SPDX-License-Identifier: Apache-2.0
/**
 * Two subjects side by side, field by field, with the score and what each feature gave to it or took from it.
 *
 * A field that both sides show alike is marked; the server alone says what that is worth.
 */
import { Text } from '@mantine/core';
import type { ComparisonWire, SubjectWire } from '../../../src/findings/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './findings.module.css';
import { Score } from './score.tsx';

export function Comparison({ comparison, left, right }: { comparison: ComparisonWire; left: string; right: string }) {
  const { t } = useSpeech();
  const rows = fields.map((field) => ({ field, one: valuesOf(comparison.left, field), other: valuesOf(comparison.right, field) }));
  return (
    <div className={classes['comparison']}>
      <table className={classes['sides']} aria-label={t('findings.sideBySide')}>
        <thead>
          <tr>
            <th scope="col">{t('findings.field')}</th>
            <th scope="col">{left}</th>
            <th scope="col">{right}</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ one, other }) => one.length + other.length > 0)
            .map(({ field, one, other }) => (
              <tr key={field}>
                <th scope="row">{t(`subject.${field}`)}</th>
                <Values values={one} others={other} />
                <Values values={other} others={one} />
              </tr>
            ))}
        </tbody>
      </table>
      <Reasons comparison={comparison} />
    </div>
  );
}

function Reasons({ comparison }: { comparison: ComparisonWire }) {
  const { t } = useSpeech();
  const { score, threshold, reasons } = comparison;
  return (
    <div>
      <div className={classes['scoreLine']}>
        <Score score={score} />
        <Text size="xs" c="dimmed">
          {t('findings.threshold', { threshold: threshold.toFixed(2) })}
        </Text>
      </div>
      {reasons.length === 0 ? <Text size="sm">{t('findings.noDifference')}</Text> : <ReasonList reasons={reasons} />}
    </div>
  );
}

export function ReasonList({ reasons }: { reasons: ComparisonWire['reasons'] }) {
  const { t } = useSpeech();
  return (
    <ul className={classes['reasons']} aria-label={t('findings.reasons')}>
      {reasons.map((reason) => (
        <li key={`${reason.feature} ${reason.points} ${reason.sentence ?? ''}`}>
          <span className={classes['points']} data-sign={reason.points < 0 ? 'less' : 'more'}>
            {reason.points > 0 ? '+' : '−'}
            {Math.abs(reason.points).toFixed(2)}
          </span>
          <span>
            <span className={classes['feature']}>{reason.feature}</span>
            {reason.sentence !== null && <span className={classes['sentence']}>{reason.sentence}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Values({ values, others }: { values: readonly string[]; others: readonly string[] }) {
  const same = new Set(others.map((value) => value.toLowerCase()));
  return (
    <td>
      {values.length === 0 ? (
        <span className={classes['quiet']}>–</span>
      ) : (
        values.map((value) => (
          <bdi key={value} className={classes['value']} data-same={same.has(value.toLowerCase())}>
            {value}
          </bdi>
        ))
      )}
    </td>
  );
}

const fields = ['names', 'kind', 'births', 'countries', 'identifiers', 'addresses', 'wallets', 'programmes', 'remarks'] as const;

function valuesOf(subject: SubjectWire, field: (typeof fields)[number]): readonly string[] {
  switch (field) {
    case 'names':
      return subject.names.map((name) => name.text);
    case 'kind':
      return [subject.kind];
    case 'identifiers':
      return subject.identifiers.map(({ kind, value }) => `${kind} ${value}`);
    case 'wallets':
      return subject.wallets.map(({ asset, address }) => `${asset} ${address}`.trim());
    case 'remarks':
      return subject.remarks === '' ? [] : [subject.remarks];
    case 'births':
    case 'countries':
    case 'addresses':
    case 'programmes':
      return subject[field];
  }
}
