// SPDX-License-Identifier: Apache-2.0
/** A joint operation: the countdown to its instant, the plan as bars over time, and how ready each authority is. */
import { Table, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { JointDetailWire, OperationViewWire } from '../../../../src/joint-operations/views/wire.ts';
import inbox from '../../inbox/inbox.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Section } from '../../shell/page.tsx';
import { Fact } from '../fact.tsx';
import classes from '../joint.module.css';

interface OperationProps {
  readonly detail: JointDetailWire;
  readonly operation: OperationViewWire;
}

export function OperationView({ detail, operation }: OperationProps) {
  const { t, dates } = useSpeech();
  const { plan, decision } = operation;
  const nameOf = (authority: string): string =>
    detail.row.participants.find(({ authorityId }) => authorityId === authority)?.name ?? authority;
  return (
    <>
      <Section title={t('joint.plan', { version: operation.version })} aside={<Countdown until={plan.instant} />}>
        <Text size="sm">{plan.summary}</Text>
        <dl className={classes['facts']}>
          <Fact name={t('jointField.conduct')}>{plan.conduct}</Fact>
          <Fact name={t('joint.subjects')}>{plan.subjects.map(({ kind, value }) => `${t(`jointWord.${kind}`)} ${value}`).join(', ')}</Fact>
          <Fact name={t('joint.lead')}>
            <LeadWords operation={operation} nameOf={nameOf} />
          </Fact>
          <Fact name={t('jointField.decideBy')}>{dates.moment(plan.decideBy)}</Fact>
          <Fact name={t('jointField.instant')}>{dates.moment(plan.instant)}</Fact>
          <Fact name={t('joint.embargo')}>
            {dates.moment(plan.press.embargoUntil)}, {t('joint.speaker', { name: nameOf(plan.press.speaker) })}
            {plan.press.lines !== '' && ` ${plan.press.lines}`}
          </Fact>
          {plan.disclosures.length > 0 && (
            <Fact name={t('joint.disclosures')}>
              {plan.disclosures.map(({ what, to, by, when }) => (
                <div key={`${what} ${to}`}>{t('joint.disclosure', { what, to, by: nameOf(by), when })}</div>
              ))}
            </Fact>
          )}
          {decision !== null && (
            <Fact name={t('joint.decision')}>
              <strong>{t(`jointWord.${decision.outcome}`)}</strong>, {decision.by.name}, {dates.moment(decision.at)}. {decision.reason}
            </Fact>
          )}
        </dl>
      </Section>
      <Section title={t('joint.steps')}>
        <Chart operation={operation} />
      </Section>
      <Section title={t('joint.readiness')}>
        <ReadinessTable operation={operation} />
      </Section>
    </>
  );
}

/** Who leads, and to whom each criterion points with what weight: an officer sees that the lead follows, or why it does not. */
function LeadWords({ operation, nameOf }: { operation: OperationViewWire; nameOf: (authority: string) => string }) {
  const { t } = useSpeech();
  const { plan, tally, criteria } = operation;
  const weighed = tally.filter(({ weight }) => weight > 0);
  return (
    <>
      <strong>{nameOf(plan.lead)}</strong>
      {plan.leadReason !== '' && `. ${plan.leadReason}`}
      {plan.criteria.map(({ criterion, authority, because }) => {
        const weight = criteria.find((one) => one.criterion === criterion)?.weight ?? 0;
        return (
          <div key={criterion + authority}>
            {t('joint.criterion', { name: nameOf(authority), says: t(`jointCriterion.${criterion}`), because, weight })}
          </div>
        );
      })}
      {weighed.length > 1 && <div>{weighed.map(({ authority, weight }) => `${nameOf(authority)} ${weight}`).join(', ')}</div>}
    </>
  );
}

/** Shown to the second, read out once a minute at most: a screen reader is not to be talked over. */
function Countdown({ until }: { until: string }) {
  const { t } = useSpeech();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.floor((Date.parse(until) - now) / 1000);
  if (left <= 0) return <Text size="sm">{t('joint.instantPassed')}</Text>;
  const days = Math.floor(left / 86_400);
  const clock = [Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, left % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return (
    <span className={classes['countdown']} role="timer">
      {t('joint.countdown', { left: days === 0 ? clock : `${days} d ${clock}` })}
    </span>
  );
}

/** The steps as bars over the time of the plan; the line is the common instant. Each bar says in words what it shows. */
function Chart({ operation }: { operation: OperationViewWire }) {
  const { t, dates } = useSpeech();
  const { plan, steps } = operation;
  const from = Math.min(...plan.steps.map(({ startsAt }) => Date.parse(startsAt)), Date.parse(plan.decideBy));
  const to = Math.max(...plan.steps.map(({ endsAt }) => Date.parse(endsAt)));
  const place = (moment: string): string => `${(((Date.parse(moment) - from) / Math.max(1, to - from)) * 100).toFixed(2)}%`;
  const width = (step: { startsAt: string; endsAt: string }): string =>
    `${(((Date.parse(step.endsAt) - Date.parse(step.startsAt)) / Math.max(1, to - from)) * 100).toFixed(2)}%`;
  return (
    <ol className={classes['chart']}>
      {plan.steps.map((step) => {
        const found = steps.find(({ id }) => id === step.id);
        const state = found?.last?.outcome ?? 'open';
        return (
          <li key={step.id}>
            <div className={classes['stepName']}>
              <strong>{step.title}</strong>
              <span>{found?.owner.name}</span>
              {step.preconditions.length > 0 && <span>{t('joint.preconditions', { what: step.preconditions.join('; ') })}</span>}
            </div>
            <div className={classes['lane']}>
              <span className={classes['instant']} style={{ left: place(plan.instant) }} aria-hidden />
              <span className={classes['bar']} data-state={state} style={{ left: place(step.startsAt), width: width(step) }} aria-hidden />
            </div>
            <div className={classes['stepState']}>
              {t(`jointWord.${state}`)}
              <span>
                {dates.moment(found?.last?.doneAt ?? step.startsAt)}
                {(found?.last?.text ?? '') !== '' && `. ${found?.last?.text ?? ''}`}
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function ReadinessTable({ operation }: { operation: OperationViewWire }) {
  const { t, dates } = useSpeech();
  return (
    <Table className={inbox['table']} aria-label={t('joint.readiness')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('joint.authority')}</Table.Th>
          <Table.Th w={130}>{t('inbox.state')}</Table.Th>
          <Table.Th>{t('jointField.basis')}</Table.Th>
          <Table.Th w="26%">{t('jointField.idem')}</Table.Th>
          <Table.Th w={110}>{t('joint.orders')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {operation.readiness.map(({ who, isNeeded, state, ready, reason, at }) => (
          <Table.Tr key={who.authorityId}>
            <Table.Td>
              {who.name}
              <div className={inbox['quiet']}>{t(isNeeded ? 'joint.needed' : 'joint.notNeeded')}</div>
            </Table.Td>
            <Table.Td>
              <strong data-state={state} className={classes['word']}>
                {t(`jointWord.${state}`)}
              </strong>
              <div className={inbox['quiet']}>{at === null ? '' : dates.moment(at)}</div>
            </Table.Td>
            <Table.Td>
              {ready?.basis ?? reason}
              {ready !== null && ready.met.length > 0 && (
                <div className={inbox['quiet']}>
                  {t('jointField.met')}: {ready.met.map(({ precondition }) => precondition).join('; ')}
                </div>
              )}
            </Table.Td>
            <Table.Td>{ready === null ? '' : `${t(`jointWord.${ready.idem.outcome}`)}. ${ready.idem.reason}`}</Table.Td>
            <Table.Td>{ready === null ? '' : ready.orders.length}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
