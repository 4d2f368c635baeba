// SPDX-License-Identifier: Apache-2.0
/** The notice of a breach: what it says and when it was told; and, for whoever gave the data, taking note of it. */
import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { BreachNoticeDetailWire } from '../../../src/onward/breaches/wire.ts';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import { onwardCalls } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Fact } from './consent-facts.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useMatterCall } from './matter-call.ts';
import classes from './onward.module.css';

export function BreachNoticeFacts({ breach }: { breach: BreachNoticeDetailWire }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('breachNotice.title')}>
      <dl className={classes['facts']}>
        <Fact name={t('breachNotice.natures')}>{breach.natures.map((nature) => t(`personal.nature.${nature}`)).join(', ')}</Fact>
        <Fact name={t('personal.discovered')}>{dates.moment(breach.discoveredAt)}</Fact>
        {breach.happenedAt !== null && <Fact name={t('personal.happened')}>{dates.moment(breach.happenedAt)}</Fact>}
        {breach.dueAt !== null && <Fact name={t('breachNotice.dueAt')}>{dates.moment(breach.dueAt)}</Fact>}
        {breach.toldAt !== null && <Fact name={t('breachNotice.toldAt')}>{dates.moment(breach.toldAt)}</Fact>}
        {breach.delay.trim() !== '' && <Fact name={t('breachNotice.delay')}>{breach.delay}</Fact>}
        <Fact name={t('personal.breach.categories')}>{breach.categories}</Fact>
        {breach.personsCount !== null && <Fact name={t('personal.count')}>{breach.personsCount}</Fact>}
        <Fact name={t('breachNotice.measures')}>{breach.measures}</Fact>
        <Fact name={t('breachNotice.contact')}>{breach.contact}</Fact>
        {breach.breach !== null && (
          <Fact name={t('breachNotice.register')}>
            <Link to="/personal-data/breaches/$id" params={{ id: breach.breach }}>
              {t('breachNotice.openRegister')}
            </Link>
          </Fact>
        )}
      </dl>
    </Section>
  );
}

export function NoteBreach({ detail }: { detail: MatterDetailWire }) {
  const { t } = useSpeech();
  const call = useMatterCall(onwardCalls.noteBreach, t('breachNotice.noted'), () => undefined);
  return (
    <Section title={t('onward.answer')}>
      <Text size="sm" mb={8}>
        {t('breachNotice.noteUnder')}
      </Text>
      {call.error !== null && <Failure error={call.error} />}
      <Button loading={call.isPending} onClick={() => call.mutate(detail.row.id)}>
        {t('breachNotice.note')}
      </Button>
    </Section>
  );
}
