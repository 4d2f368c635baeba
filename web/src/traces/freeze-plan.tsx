// SPDX-License-Identifier: Apache-2.0
/** Who must act first, and when, to secure what a trace found: each authority's minutes in, the plan out. */
import { Button, NumberInput, Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { TraceDetailWire } from '../../../src/findings/traces/wire.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PlanDialog } from '../joint/operations/plan-dialog.tsx';
import { useAuthorityName } from '../peers/authority-names.ts';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { traceCalls } from './trace-calls.ts';
import classes from './traces.module.css';

const methods = ['fifo', 'lifo', 'haircut', 'tiho'] as const;
type Method = (typeof methods)[number];
/** A working day: what an authority needs that has not said otherwise. */
const minutesOtherwise = 1440;
const ordersShown = 50;

export function FreezePlan({ trace }: { trace: TraceDetailWire }) {
  const { t } = useSpeech();
  const { authority, officer } = useSession();
  const [isOpening, setIsOpening] = useState(false);
  const others = trace.order.reach.map((one) => one.authority);
  const nameOf = useAuthorityName();
  const asked = [authority.id, ...others];
  const [minutes, setMinutes] = useState<Readonly<Record<string, number>>>({});
  const [alertAt, setAlertAt] = useState(trace.facts.until ?? '');
  const first = methods.find((method) => trace.row.methods.includes(method)) ?? 'fifo';
  const [method, setMethod] = useState<Method>(first);
  const call = useFindingCall(() =>
    traceCalls.planFreeze(trace.row.id, {
      alertAt,
      method,
      authorities: asked.map((id) => ({ authority: id, latencyMinutes: minutes[id] ?? minutesOtherwise })),
    }),
  );
  // A plan says what was asked of it: once something else is asked, it is none.
  const changed = (set: () => void): void => {
    set();
    call.reset();
  };
  const jointPlan = call.data?.jointPlan ?? null;
  if (trace.picture === null || trace.order.seeds.length === 0) return null;
  return (
    <Section title={t('traces.freeze')}>
      <Text size="sm" mb="sm">
        {t('traces.freeze.under')}
      </Text>
      <form
        className={classes['order']}
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate(undefined);
        }}
      >
        <MomentInput label={t('traces.alertAt')} isRequired start={alertAt} onChange={(moment) => changed(() => setAlertAt(moment))} />
        <Select
          label={t('traces.method')}
          allowDeselect={false}
          value={method}
          onChange={(chosen) => changed(() => setMethod(methods.find((one) => one === chosen) ?? first))}
          data={methods.map((value) => ({ value, label: t(`traceMethod.${value}`) }))}
        />
        {asked.map((id) => (
          <NumberInput
            key={id}
            label={t('traces.minutes', { name: nameOf(id) })}
            min={0}
            max={525_600}
            value={minutes[id] ?? minutesOtherwise}
            onChange={(value) => changed(() => setMinutes({ ...minutes, [id]: Number(value) }))}
          />
        ))}
        <Button type="submit" loading={call.isPending}>
          {t('traces.plan')}
        </Button>
      </form>
      {call.error !== null && <Failure error={call.error} />}
      {call.data !== undefined && <Plan plan={call.data.plan} />}
      {jointPlan !== null && officer.roles.includes('preparer') && (
        <Button variant="default" onClick={() => setIsOpening(true)}>
          {t('traces.openJoint')}
        </Button>
      )}
      {jointPlan !== null && isOpening && <PlanDialog standing={null} draft={jointPlan} onClose={() => setIsOpening(false)} />}
    </Section>
  );
}

function Plan({ plan }: { plan: Awaited<ReturnType<typeof traceCalls.planFreeze>>['plan'] }) {
  const { t, amounts } = useSpeech();
  const { asset, totals, authorities, orders, readyTogetherMinutes } = plan;
  const shown = orders.first.slice(0, ordersShown);
  return (
    <>
      <p>
        {t('traces.planTotals', {
          held: amounts(totals.held),
          reach: amounts(totals.withinReach),
          expected: amounts(totals.expected),
          asset,
        })}{' '}
        {t('traces.readyTogether', { count: readyTogetherMinutes })}
      </p>
      <Table className={findingClasses['table']} aria-label={t('traces.whoFirst')} mb="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('traces.whoFirst')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.minutesHead')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.held')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.flies')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.expected')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {authorities.map((one) => (
            <Table.Tr key={one.name}>
              <Table.Td>{one.name}</Table.Td>
              <Table.Td className={classes['number']}>{one.latencyMinutes}</Table.Td>
              <Table.Td className={classes['number']}>{amounts(one.held)}</Table.Td>
              <Table.Td className={classes['number']}>{amounts(one.fliesPerHour)}</Table.Td>
              <Table.Td className={classes['number']}>{amounts(one.expected)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Table className={findingClasses['table']} aria-label={t('traces.orders')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('traces.orders')}</Table.Th>
            <Table.Th>{t('traces.authority')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.held')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.expected')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ party, authority, held, expected }) => (
            <Table.Tr key={party}>
              <Table.Td>{party}</Table.Td>
              <Table.Td>{authority ?? <span className={classes['quiet']}>{t('traces.nobody')}</span>}</Table.Td>
              <Table.Td className={classes['number']}>{amounts(held)}</Table.Td>
              <Table.Td className={classes['number']}>{amounts(expected)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {orders.count > shown.length && <p className={classes['quiet']}>{t('traces.moreOrders', { count: orders.count - shown.length })}</p>}
      <p className={classes['digest']}>{plan.digest}</p>
    </>
  );
}
