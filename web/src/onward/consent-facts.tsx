// SPDX-License-Identifier: Apache-2.0
/** Who holds a datum, who would get it, for what and under what, the way it came, and what its originator answered. */
import { Text } from '@mantine/core';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import { LimitsList } from '../conditions/limits-list.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './onward.module.css';

type Consent = NonNullable<MatterDetailWire['consent']>;

export function ConsentFacts({ detail, consent }: { detail: MatterDetailWire; consent: Consent }) {
  const { t } = useSpeech();
  const { purpose } = detail.row;
  const way = [consent.chain[0]?.from.name ?? consent.originator.name, ...consent.chain.map((hop) => hop.to.name)];
  return (
    <>
      <Section title={t('onward.question')}>
        <dl className={classes['facts']}>
          <Fact name={t('onward.holder')}>{consent.holder.name}</Fact>
          <Fact name={t('onward.recipient')}>{consent.recipient.name}</Fact>
          {purpose !== null && <Fact name={t('records.purpose')}>{t(`purpose.${purpose}`)}</Fact>}
          {consent.basis !== null && (
            <Fact name={t('onward.basis')}>{t('clause.long', { title: consent.basis.title, clause: consent.basis.clause })}</Fact>
          )}
          <Fact name={t('onward.way')}>{way.join(' → ')}</Fact>
          {consent.via.length > 0 && <Fact name={t('onward.via')}>{consent.via.map((one) => one.name).join(', ')}</Fact>}
        </dl>
      </Section>
      {consent.answer !== null && <Answer answer={consent.answer} />}
    </>
  );
}

function Answer({ answer }: { answer: NonNullable<Consent['answer']> }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t(answer.answer === 'granted' ? 'onward.granted' : 'onward.denied', { clause: answer.clause })}>
      <dl className={classes['facts']}>
        {answer.until !== null && <Fact name={t('onward.until')}>{dates.moment(answer.until)}</Fact>}
        {answer.ground !== null && <Fact name={t('refuse.ground')}>{answer.ground}</Fact>}
        {answer.reasons !== '' && <Fact name={t('refuse.reasons')}>{answer.reasons}</Fact>}
        {answer.attested !== null && (
          <Fact name={t('letters.attestation')}>
            {t('letters.attested.long', {
              name: answer.attested.byName,
              author: answer.attested.letterOf,
              jurisdiction: answer.attested.jurisdiction,
              day: dates.localDay(answer.attested.writtenOn),
              scan: answer.attested.scan,
            })}
          </Fact>
        )}
      </dl>
      {answer.limits !== null && <LimitsList limits={answer.limits} />}
      <Text size="xs" c="dimmed" ff="monospace" className={classes['digest'] ?? ''}>
        {answer.digest}
      </Text>
    </Section>
  );
}

export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
