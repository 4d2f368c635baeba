// SPDX-License-Identifier: Apache-2.0
/**
 * What the recipient will see, as the server says it for exactly this choice: each place shown or withheld, with its reason; what may
 * not be exported at all; and what the custodian's certificate will state.
 */
import { Text } from '@mantine/core';
import { IconAlertTriangle, IconEyeOff, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { BundleOrderWire, BundlePreviewWire } from '../../../src/assistance/wire.ts';
import { bundlePreviewQuery } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import { placeName } from './bundle-choice.ts';
import classes from './bundle.module.css';
import { useDispatchTitle, usePlaceWords } from './place-words.ts';

export function RecipientView({ caseId, order }: { caseId: string; order: BundleOrderWire }) {
  const { t } = useSpeech();
  const isWhole = order.withhold.every(({ reason }) => reason.trim() !== '');
  const seen = useQuery(bundlePreviewQuery(caseId, isWhole ? order : null));
  if (!isWhole) return <Notice tone="needs" icon={IconEyeOff} title={t('bundle.reasonsFirst')} />;
  if (seen.isError) return <Failure error={seen.error} onAgain={() => void seen.refetch()} />;
  if (seen.data === undefined) return <Waiting rows={5} />;
  const { custody, dispatches, refusals, stated, withheld } = seen.data;
  return (
    <>
      {refusals.map(({ path, problem, remedy }) => (
        <Notice key={`${path} ${problem}`} tone="refused" icon={IconLock} title={problem}>
          {remedy}
        </Notice>
      ))}
      <Section title={t('bundle.recipientSees')}>
        {dispatches.map((dispatch) => (
          <Seen key={dispatch.number} dispatch={dispatch} withheld={withheld} />
        ))}
        <SeenCustody items={custody.items} />
      </Section>
      <Section title={t('bundle.certificate')}>
        <Text size="xs" c="dimmed" mb={6}>
          {t('bundle.certificateUnder')}
        </Text>
        <dl className={classes['stated']}>
          {stated.map(({ what, words }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <Withholdings withheld={withheld} />
      </Section>
    </>
  );
}

function Seen({ dispatch, withheld }: { dispatch: BundlePreviewWire['dispatches'][number]; withheld: BundlePreviewWire['withheld'] }) {
  const { t } = useSpeech();
  const title = useDispatchTitle(dispatch);
  const here = withheld.filter((one) => one.dispatch === dispatch.number);
  const isOpen = dispatch.places.length > 0 && here.length === 0;
  return (
    <div className={classes['seen']}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {isOpen && <Text size="xs">{t('bundle.shownWhole', { count: dispatch.places.length })}</Text>}
      {!isOpen && (
        <ul className={classes['seenPlaces']} aria-label={t('bundle.placesOf', { number: dispatch.number })}>
          {dispatch.places.map((place) => (
            <SeenPlace
              key={place.pointer}
              place={place}
              reason={here.find(({ pointer, manner }) => pointer === place.pointer && manner === 'withheld')?.reason ?? null}
            />
          ))}
          {dispatch.hidden > 0 && (
            <li data-gone>
              <IconEyeOff size={14} aria-hidden /> {t('bundle.hiddenCount', { count: dispatch.hidden })}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function SeenCustody({ items }: { items: BundlePreviewWire['custody']['items'] }) {
  const { t } = useSpeech();
  if (items.length === 0) return null;
  return (
    <div className={classes['seen']}>
      <Text size="sm" fw={600}>
        {t('bundle.custody')}
      </Text>
      <ul className={classes['seenPlaces']} aria-label={t('bundle.custody')}>
        {items.map(({ id, number, title, entries }) => (
          <li key={id}>{t('bundle.custodySeen', { number, title, count: entries })}</li>
        ))}
      </ul>
    </div>
  );
}

function SeenPlace({ place, reason }: { place: BundlePreviewWire['dispatches'][number]['places'][number]; reason: string | null }) {
  const words = usePlaceWords(place);
  const isGone = place.kind === 'withheld';
  return (
    <li data-gone={isGone || undefined} style={{ paddingInlineStart: placeName(place.pointer).depth * 14 }}>
      {isGone && <IconEyeOff size={14} aria-hidden />} {words.name}{' '}
      <Text span size="xs" c="dimmed">
        {words.kind}
        {reason !== null && `: ${reason}`}
      </Text>
    </li>
  );
}

function Withholdings({ withheld }: { withheld: BundlePreviewWire['withheld'] }) {
  const { t } = useSpeech();
  if (withheld.length === 0) return <Text size="sm">{t('bundle.nothingWithheld')}</Text>;
  return (
    <ul className={classes['withheld']} aria-label={t('bundle.withheldList')}>
      {withheld.map(({ dispatch, pointer, manner, count, reason }) => (
        <li key={`${dispatch} ${pointer} ${manner}`}>
          <IconAlertTriangle size={14} aria-hidden />
          <span>
            {t(`bundle.stated.${manner}`, { number: dispatch, place: pointer === '' ? t('bundle.wholeBody') : pointer, count })} {reason}
          </span>
        </li>
      ))}
    </ul>
  );
}
