// SPDX-License-Identifier: Apache-2.0
/** What an act is about, fact by fact, as whoever approves it reads it; sixty digits as two people read them to each other. */
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey } from '../messages/translate.ts';
import { FingerprintDigits } from '../peers/fingerprint-digits.tsx';
import classes from './approvals.module.css';

export function AskedFacts({ act }: { act: AskedActRowWire }) {
  const { t } = useSpeech();
  const { fingerprint, ...facts } = act.shown;
  return (
    <>
      <dl className={classes['facts']}>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>
              <FactName name={name} />
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('asked.digest')}</dt>
          <dd className={classes['digest']}>{act.subject}</dd>
        </div>
      </dl>
      {fingerprint !== undefined && <FingerprintDigits digits={fingerprint} isSmall />}
    </>
  );
}

function FactName({ name }: { name: string }) {
  const { t } = useSpeech();
  const key = `asked.${name}`;
  return <>{isMessageKey(key) ? t(key as 'asked.authority') : name}</>;
}

/** The fact by which one knows which act it is, in a list. */
export function headOf({ shown, about }: AskedActRowWire): string {
  return Object.values(shown)[0] ?? about;
}
