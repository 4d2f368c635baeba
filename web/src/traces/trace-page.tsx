// SPDX-License-Identifier: Apache-2.0
/** One trace: where the value ended and what is dark, what to hand on and to answer, the ways, the methods side by side, and on what it rests. */
import { Button, Table, Tabs } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PictureWire, TraceDetailWire } from '../../../src/findings/traces/wire.ts';
import type { TraceWire } from '../../../src/flows/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { FlowPicture } from './flow-picture.tsx';
import { FreezePlan } from './freeze-plan.tsx';
import { AskedSection, ReachedSection } from './relay-sections.tsx';
import { traceCalls, traceQuery } from './trace-calls.ts';
import classes from './traces.module.css';
import { MovementFiles } from './traces-page.tsx';

export function TracePage({ traceId }: { traceId: string }) {
  const { t } = useSpeech();
  const found = useQuery(traceQuery(traceId));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting rows={8} />;
  const trace = found.data;
  return (
    <Page
      title={trace.row.title}
      under={<Facts trace={trace} />}
      actions={
        <Button component={Link} to={`/leads/${trace.row.lead}`} variant="default">
          {t('traces.toLead')}
        </Button>
      }
    >
      <Column>
        {trace.picture !== null && <Picture picture={trace.picture} />}
        <ReachedSection trace={trace} />
        <AskedSection trace={trace} />
        <Methods trace={trace} />
        <FreezePlan trace={trace} />
        <RestsOn trace={trace} />
      </Column>
    </Page>
  );
}

function Facts({ trace: { row } }: { trace: TraceDetailWire }) {
  const { t, dates } = useSpeech();
  return (
    <>
      {t(`purpose.${row.purpose}`)} · {t(`traces.direction.${row.direction}`)} · {row.orderedBy}, {dates.moment(row.createdAt)}
    </>
  );
}

function Picture({ picture }: { picture: PictureWire }) {
  const { t, dates } = useSpeech();
  const assets = [...new Set([...picture.ends, ...picture.dark].map(({ asset }) => asset.symbol))];
  return (
    <Section title={t('traces.where')}>
      {assets.map((asset) => (
        <FlowPicture key={asset} picture={picture} asset={asset} />
      ))}
      <Table className={findingClasses['table']} aria-label={t('traces.where')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('traces.onDataOf')}</Table.Th>
            <Table.Th>{t('traces.what')}</Table.Th>
            <Table.Th>{t('traces.account')}</Table.Th>
            <Table.Th>{t('traces.when')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.amount')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {picture.ends.map(({ authority, kind, party, asset, amount, firstAt, lastAt }) => (
            <Table.Tr key={`${authority.id} ${kind} ${party ?? ''} ${asset.ledger} ${asset.symbol}`}>
              <Table.Td>{authority.name}</Table.Td>
              <Table.Td>{t(`traceEnd.${kind}`)}</Table.Td>
              <Table.Td>{party ?? <span className={classes['quiet']}>{t('traces.notNamed')}</span>}</Table.Td>
              <Table.Td>
                {firstAt === null ? '–' : dates.moment(firstAt)}
                {lastAt !== null && lastAt !== firstAt && ` – ${dates.moment(lastAt)}`}
              </Table.Td>
              <Table.Td className={classes['number']}>
                {amount} {asset.symbol}
              </Table.Td>
            </Table.Tr>
          ))}
          {picture.dark.map(({ authority, entry, asset, amount, why, caseState }) => (
            <Table.Tr key={`${authority.id} ${why} ${entry?.id ?? ''} ${asset.symbol}`}>
              <Table.Td>{authority.name}</Table.Td>
              <Table.Td>
                {t('traces.dark')}: {t(`traces.dark.${why}`)}
                {caseState !== null && ` (${t(`caseState.${caseState}`)})`}
              </Table.Td>
              <Table.Td>{entry?.party ?? ''}</Table.Td>
              <Table.Td>{entry === null ? '' : dates.moment(entry.at)}</Table.Td>
              <Table.Td className={classes['number']}>
                {amount} {asset.symbol}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          {picture.begun.map(({ asset, amount }) => (
            <Table.Tr key={asset.symbol}>
              <Table.Th colSpan={4}>{t('traces.begun')}</Table.Th>
              <Table.Th className={classes['number']}>
                {amount} {asset.symbol}
              </Table.Th>
            </Table.Tr>
          ))}
        </Table.Tfoot>
      </Table>
      {picture.faults.map(({ authority, kind }) => (
        <p key={`${authority.id} ${kind}`} className={classes['quiet']} role="note">
          {t(`traces.fault.${kind}`, { name: authority.name })}
        </p>
      ))}
    </Section>
  );
}

function Methods({ trace: { traces, comparison } }: { trace: TraceDetailWire }) {
  const { t } = useSpeech();
  const [first] = traces;
  return (
    <Section title={t('traces.ways')}>
      {comparison !== null && (
        <Table className={findingClasses['table']} aria-label={t('traces.sideBySide')} mb="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('traces.account')}</Table.Th>
              {comparison.methods.map(({ method }) => (
                <Table.Th key={method} className={classes['number']}>
                  {t(`traceMethod.${method}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {comparison.parties.first.slice(0, 50).map(({ party, asset, amounts }) => (
              <Table.Tr key={`${party} ${asset.symbol}`}>
                <Table.Td>
                  {party} <span className={classes['quiet']}>{asset.symbol}</span>
                </Table.Td>
                {amounts.map((amount, place) => (
                  <Table.Td key={comparison.methods[place]?.method ?? place} className={classes['number']}>
                    {amount}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Tabs defaultValue={first?.method ?? 'fifo'}>
        <Tabs.List>
          {traces.map(({ method }) => (
            <Tabs.Tab key={method} value={method}>
              {t(`traceMethod.${method}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {traces.map((one) => (
          <Tabs.Panel key={one.method} value={one.method} pt="sm">
            <Ways trace={one} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}

const waysShown = 50;

function Ways({ trace: { paths } }: { trace: TraceWire }) {
  const { t, dates } = useSpeech();
  return (
    <>
      <ol className={classes['ways']}>
        {paths.first.slice(0, waysShown).map(({ amount, asset, kind, seed, steps, stepsLeftOut, party }) => (
          <li key={`${seed} ${kind} ${party} ${amount} ${steps.map(({ row }) => row).join('>')}`} className={classes['way']}>
            <strong>
              {amount} {asset.symbol}
            </strong>
            <span>
              {steps.length === 0 ? party : `${steps[0]?.from ?? ''} `}
              {steps.map(({ to, at, row }) => (
                <span key={row}>
                  → {to}{' '}
                  <span className={classes['quiet']}>
                    ({t('traces.row', { row })}, {dates.moment(at)})
                  </span>{' '}
                </span>
              ))}
              {stepsLeftOut > 0 && t('traces.stepsLeftOut', { count: stepsLeftOut })} · {t(`traceEnd.${kind}`)}
            </span>
          </li>
        ))}
      </ol>
      {paths.count > waysShown && <p className={classes['quiet']}>{t('traces.moreWays', { count: paths.count - waysShown })}</p>}
    </>
  );
}

function RestsOn({ trace }: { trace: TraceDetailWire }) {
  const { t } = useSpeech();
  const again = useFindingCall(() => traceCalls.again(trace.row.id));
  return (
    <Section
      title={t('traces.restsOn')}
      aside={
        <Button
          size="compact-sm"
          variant="default"
          loading={again.isPending}
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => again.mutate(undefined)}
        >
          {t('traces.again')}
        </Button>
      }
    >
      <MovementFiles files={trace.movementFiles} />
      <p className={classes['digest']}>
        {t('traces.table')}: {trace.facts.digest}
      </p>
      {trace.traces.map(({ method, digest }) => (
        <p key={method} className={classes['digest']}>
          {t(`traceMethod.${method}`)}: {digest}
        </p>
      ))}
      {again.data !== undefined && <output>{t(again.data.isSame ? 'traces.same' : 'traces.notSame')}</output>}
      {again.error !== null && <Failure error={again.error} />}
    </Section>
  );
}
