// SPDX-License-Identifier: Apache-2.0
/** One trace: where the value ended and what is dark, what to hand on and to answer, the ways, the methods side by side, and on what it rests. */
import { Button, Table, Tabs } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TraceDetailWire } from '../../../src/findings/traces/wire.ts';
import type { TraceWire } from '../../../src/flows/wire.ts';
import type { Files } from '../canvas/canvas-calls.ts';
import { OnCanvas } from '../canvas/on-canvas.tsx';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PartyLink } from '../party/party-link.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { ClawbackSection } from '../clawback/clawback-section.tsx';
import { FreezePlan } from './freeze-plan.tsx';
import { AskedSection, ReachedSection } from './relay-sections.tsx';
import { traceCalls, traceQuery } from './trace-calls.ts';
import classes from './traces.module.css';
import { MovementFiles } from './traces-page.tsx';
import { WhereValueIs } from './where-value-is.tsx';

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
        <>
          <OnCanvas files={trace.movementFiles.map(({ id }) => id)} purpose={trace.row.purpose} parties={partiesOf(trace)} />
          <Button component={Link} to={`/leads/${trace.row.lead}`} variant="default">
            {t('traces.toLead')}
          </Button>
        </>
      }
    >
      <Column>
        {trace.picture !== null && <WhereValueIs picture={trace.picture} />}
        <ReachedSection trace={trace} />
        <AskedSection trace={trace} />
        <Methods trace={trace} />
        <FreezePlan trace={trace} />
        <ClawbackSection trace={trace} />
        <RestsOn trace={trace} />
      </Column>
    </Page>
  );
}

/** Where it began, and the parties through which it went, along its ways. */
function partiesOf({ traces: [first] }: TraceDetailWire): readonly string[] {
  const along = first?.paths.first.flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to])) ?? [];
  return [...along, ...(first?.seeds.map(({ party }) => party) ?? [])];
}

function Facts({ trace: { row } }: { trace: TraceDetailWire }) {
  const { t, dates } = useSpeech();
  return (
    <>
      {t(`purpose.${row.purpose}`)} · {t(`traces.direction.${row.direction}`)} · {row.orderedBy}, {dates.moment(row.createdAt)}
    </>
  );
}

const partiesShown = 50;

function Methods({ trace: { row, traces, comparison, reached } }: { trace: TraceDetailWire }) {
  const { t, amounts } = useSpeech();
  const [first] = traces;
  const abroad = new Map(reached.flatMap(({ authority, entries }) => entries.map(({ party }) => [party, authority.name])));
  const shown = comparison?.parties.first.slice(0, partiesShown) ?? [];
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
            {shown.map(({ party, asset, amounts: found }) => (
              <Table.Tr key={`${party} ${asset.ledger} ${asset.symbol}`}>
                <Table.Td>
                  {party} <span className={classes['quiet']}>{asset.symbol}</span>
                </Table.Td>
                {found.map((amount, place) => (
                  <Table.Td key={comparison.methods[place]?.method ?? place} className={classes['number']}>
                    {amounts(amount)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {comparison !== null && comparison.parties.count > shown.length && (
        <p className={classes['quiet']}>{t('traces.moreParties', { count: comparison.parties.count - shown.length })}</p>
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
            <Ways trace={one} abroad={abroad} files={{ files: row.files, purpose: row.purpose }} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}

const waysShown = 50;

interface WaysProps {
  readonly trace: TraceWire;
  readonly files: Files;
  /** Accounts at which the trace stopped since another authority supervises them, with its name. */
  readonly abroad: ReadonlyMap<string, string>;
}

function Ways({ trace: { paths }, files, abroad }: WaysProps) {
  const { t, dates, amounts } = useSpeech();
  return (
    <>
      <ol className={classes['ways']}>
        {paths.first.slice(0, waysShown).map(({ amount, asset, kind, seed, steps, stepsLeftOut, party }) => (
          <li
            key={`${seed} ${kind} ${party} ${asset.ledger} ${amount} ${steps.map(({ row }) => row).join('>')}`}
            className={classes['way']}
          >
            <strong>
              {amounts(amount)} {asset.symbol}
            </strong>
            <span>
              {steps.length === 0 ? party : `${steps[0]?.from ?? ''} `}
              {steps.map(({ to, at, row }) => (
                <span key={row}>
                  → <PartyLink {...files} party={to} />{' '}
                  <span className={classes['quiet']}>
                    ({t('traces.row', { row })}, {dates.moment(at)})
                  </span>{' '}
                </span>
              ))}
              {stepsLeftOut > 0 && t('traces.stepsLeftOut', { count: stepsLeftOut })} ·{' '}
              {kind === 'service' && abroad.has(party)
                ? t('traces.underAuthority', { name: abroad.get(party) ?? '' })
                : t(`traceEnd.${kind}`)}
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
