// SPDX-License-Identifier: Apache-2.0
/** A venue by what the list of market identifier codes says of it, and what an officer should know before relying on the code. */
import { Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { type FoundVenueWire, foundVenueSchema } from '../../../../src/records/wire.ts';
import { callServer } from '../../calls/call-server.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';
import classes from '../records.module.css';

function venuesQuery(mics: readonly string[]) {
  const asked = [...new Set(mics)].toSorted().join(',');
  return queryOptions({
    queryKey: ['records', 'venues', asked],
    queryFn: () => callServer('GET', `/api/records/venues?mics=${encodeURIComponent(asked)}`, z.array(foundVenueSchema)),
    enabled: asked !== '',
  });
}

/** Venues that are named by codes alone, such as those of a market file. */
export function VenuesOfList({ mics }: { mics: readonly string[] }) {
  const found = useQuery(venuesQuery(mics));
  if (found.isError) return <Failure error={found.error} />;
  return (
    <>
      {found.data?.map((venue) => (
        <div key={venue.mic}>
          {venue.code === null && <strong>{venue.mic}</strong>}
          <VenueOfList found={venue} />
        </div>
      ))}
    </>
  );
}

export function VenueOfList({ found }: { found: FoundVenueWire | undefined }) {
  const { t, dates } = useSpeech();
  const levelOf = useLevel();
  if (found === undefined) return null;
  const { code, source, remarks } = found;
  return (
    <>
      {code !== null && (
        <div>
          {code.name}
          <div className={classes['quiet']}>
            {[code.mic, t(`venue.status.${code.status}`), levelOf(found), code.country, code.legalName]
              .filter((part) => part !== null)
              .join(' · ')}
          </div>
        </div>
      )}
      {remarks.map(({ problem, remedy }) => (
        <Text key={problem} size="sm">
          <strong>{problem}</strong> {remedy}
        </Text>
      ))}
      {source !== null && (
        <div className={classes['quiet']}>{t('venue.from', { file: source.fileName, when: dates.moment(source.knownFrom) })}</div>
      )}
    </>
  );
}

function useLevel(): (found: FoundVenueWire) => string | null {
  const { t } = useSpeech();
  return ({ code, operatingName, segments }) => {
    if (code === null) return null;
    if (code.level === 'operating') return segments === 0 ? t('venue.level.operating') : t('venue.segments', { count: segments });
    const mic = code.operatingMic;
    return operatingName === null ? t('venue.level.segment', { mic }) : t('venue.segmentOf', { mic, name: operatingName });
  };
}
