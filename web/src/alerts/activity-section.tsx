// SPDX-License-Identifier: Apache-2.0
/** What a participant did in one of the files, or what happened in an instrument: over time, against what is usual for it, and with whom. */
import { Alert, Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { MarketSubjectPageWire } from '../../../src/findings/alerts/wire.ts';
import type { MarketActivityWire, MarketSubjectWire } from '../../../src/surveillance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import { ActivityPicture } from './activity-picture.tsx';
import { activityQuery } from './alert-calls.ts';
import classes from './alerts.module.css';
import { SubjectLink } from './subject-link.tsx';
import { lengthText, momentAfter, spanText, unitText } from './units.ts';

/** What is given inside stands between the activity and those with whom it traded. */
export function ActivitySection({ page, children }: { page: MarketSubjectPageWire; children: ReactNode }) {
  const { t } = useSpeech();
  const [file, setFile] = useState(page.files[0]?.file.id ?? null);
  const found = useQuery(activityQuery(page.subject, file));
  return (
    <>
      <Section
        title={t('marketSubject.activity')}
        aside={
          page.files.length > 0 && (
            <Select
              aria-label={t('marketSubject.file')}
              allowDeselect={false}
              searchable
              w={360}
              value={file}
              onChange={setFile}
              data={page.files.map(({ file: one, alerts }) => ({
                value: one.id,
                label: alerts === 0 ? one.name : t('marketSubject.fileWithAlerts', { name: one.name, count: alerts }),
              }))}
            />
          )
        }
      >
        {page.files.length === 0 && <Text size="sm">{t('marketSubject.noFiles')}</Text>}
        {file !== null && found.isPending && <Waiting rows={5} />}
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.data !== undefined && <Activity activity={found.data} />}
      </Section>
      {children}
      {found.data !== undefined && found.data.others.length > 0 && <Others subject={page.subject} others={found.data.others} />}
    </>
  );
}

function Activity({ activity }: { activity: MarketActivityWire }) {
  const { t } = useSpeech();
  return (
    <div className={classes['activities']}>
      {activity.instruments.map((instrument) => (
        <div key={`${instrument.venue}/${instrument.symbol}`}>
          <ActivityPicture instrument={instrument} activity={activity} />
          <Measures instrument={instrument} activity={activity} />
        </div>
      ))}
      {activity.instrumentsLeftOut > 0 && <Text size="sm">{t('market.instrumentsLeftOut', { count: activity.instrumentsLeftOut })}</Text>}
    </div>
  );
}

/** Unusual times that are named; the picture marks them all. */
const unusualShown = 6;

function Measures({ instrument, activity }: { instrument: MarketActivityWire['instruments'][number]; activity: MarketActivityWire }) {
  const { t } = useSpeech();
  const { usual, sizeDecimals, positionByStep } = instrument;
  const size = (units: number): string => unitText(units, sizeDecimals);
  const share = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);
  const step = (at: number): string =>
    spanText(momentAfter(activity.from, at * activity.stepMs), momentAfter(activity.from, (at + 1) * activity.stepMs));
  const figures: readonly (readonly [MeasureName, string])[] = [
    ['orders', String(instrument.orders)],
    ['withdrawn', share(instrument.withdrawnShare)],
    ['trades', String(instrument.trades)],
    [positionByStep === null ? 'takenToBuy' : 'bought', size(instrument.bought)],
    [positionByStep === null ? 'takenToSell' : 'sold', size(instrument.sold)],
    ...(positionByStep === null
      ? []
      : [
          ['share', share(instrument.volumeShare)] as const,
          [instrument.isPositionStated ? 'position' : 'positionFromTrades', size(positionByStep.at(-1) ?? 0)] as const,
        ]),
  ];
  return (
    <>
      <dl className={classes['measures']}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`marketSubject.measure.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm">
        {usual === null
          ? t('marketSubject.noUsual')
          : t('marketSubject.usual', {
              active: String(usual.activeSteps),
              steps: String(activity.steps),
              length: lengthText(activity.stepMs),
              volume: size(usual.volumeMedian),
            })}
      </Text>
      {usual !== null && usual.unusualSteps.length > 0 && (
        <ul className={classes['sentences']}>
          {usual.unusualSteps.slice(0, unusualShown).map((at) => (
            <li key={at}>{t('marketSubject.unusual', { span: step(at), volume: size(instrument.volumeByStep[at] ?? 0) })}</li>
          ))}
          {usual.unusualSteps.length > unusualShown && (
            <li>{t('marketSubject.unusualMore', { count: usual.unusualSteps.length - unusualShown })}</li>
          )}
        </ul>
      )}
    </>
  );
}

type MeasureName =
  'orders' | 'withdrawn' | 'trades' | 'bought' | 'sold' | 'takenToBuy' | 'takenToSell' | 'share' | 'position' | 'positionFromTrades';

function Others({ subject, others }: { subject: MarketSubjectWire; others: MarketActivityWire['others'] }) {
  const { t } = useSpeech();
  const isParticipant = subject.kind === 'participant';
  const title = t(isParticipant ? 'marketSubject.partners' : 'marketSubject.participants');
  return (
    <Section title={title}>
      {isParticipant && others.some(({ isFrequent }) => isFrequent) && (
        <Alert variant="light" mb={10}>
          {t('marketSubject.frequent.under')}
        </Alert>
      )}
      <Table className={classes['baseline']} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('alert.participant')}</Table.Th>
            <Table.Th className={classes['number']}>{t('marketSubject.measure.trades')}</Table.Th>
            <Table.Th className={classes['number']}>{t('marketSubject.tradeShare')}</Table.Th>
            {isParticipant && <Table.Th className={classes['number']}>{t('marketSubject.byChance')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {others.map(({ name, trades, share, shareByChance, isFrequent }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <SubjectLink kind="participant" name={name} />
                {isFrequent && <strong> {t('marketSubject.frequent')}</strong>}
              </Table.Th>
              <Table.Td className={classes['number']}>{trades}</Table.Td>
              <Table.Td className={classes['number']}>{(share * 100).toFixed(1)} %</Table.Td>
              {isParticipant && (
                <Table.Td className={classes['number']}>{shareByChance === null ? '–' : `${(shareByChance * 100).toFixed(1)} %`}</Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
