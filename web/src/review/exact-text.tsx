// SPDX-License-Identifier: Apache-2.0
/** Canonical JSON as a person reads it: every name and every value as it stands, nothing left out, nothing worded anew. */
import { useSpeech } from '../messages/language.tsx';
import classes from './review.module.css';

export function ExactText({ value }: { value: unknown }) {
  const { t } = useSpeech();
  if (typeof value === 'string') return <span className={classes['text']}>{value}</span>;
  if (typeof value !== 'object' || value === null) return <code>{String(value)}</code>;
  const rows: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? (value as readonly unknown[]).map((element, index) => [String(index + 1), element])
    : Object.entries(value);
  if (rows.length === 0) return <span className={classes['quiet']}>{t('review.none')}</span>;
  return (
    <dl className={classes['exact']}>
      {rows.map(([name, member]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <ExactText value={member} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
