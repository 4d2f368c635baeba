// SPDX-License-Identifier: Apache-2.0
/** The twin of the picture: what those named did and what the alert rests on, as rows in the order of time. A row moves the cursor there. */
import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconPointFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { AlertReviewWire, MarkWire } from '../../../src/surveillance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './alerts.module.css';
import { clockText, unitText } from './units.ts';

type Speech = ReturnType<typeof useSpeech>['t'];

interface MarksProps {
  readonly review: AlertReviewWire;
  readonly names: readonly string[];
  /** The last mark that has happened at the cursor; -1 before the first. */
  readonly here: number;
  readonly onPick: (atMs: number) => void;
}

export function MarksTable({ review, names, here, onPick }: MarksProps) {
  const { t } = useSpeech();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = frame.current;
    const row = box?.querySelectorAll<HTMLElement>('tbody tr')[here];
    if (box !== null && row !== undefined) box.scrollTop = Math.max(0, row.offsetTop - box.clientHeight / 2);
  }, [here]);
  const isSeveral = review.instruments.length > 1;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard.
    <section className={classes['marks']} ref={frame} tabIndex={0} aria-label={t('market.marks')}>
      <Table aria-label={t('market.marks')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('market.time')}</Table.Th>
            {isSeveral && <Table.Th>{t('alert.instruments')}</Table.Th>}
            <Table.Th>{t('market.act')}</Table.Th>
            <Table.Th className={classes['number']}>{t('market.price')}</Table.Th>
            <Table.Th className={classes['number']}>{t('market.size')}</Table.Th>
            {names.length > 1 && <Table.Th>{t('alert.participant')}</Table.Th>}
            <Table.Th>{t('market.event')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {review.marks.map((mark, place) => {
            const picture = review.instruments[mark.instrument];
            return (
              <Table.Tr
                key={`${mark.event} ${mark.kind} ${mark.participant ?? ''}`}
                data-here={place === here}
                aria-current={place === here ? 'step' : undefined}
              >
                <Table.Td>
                  <UnstyledButton className={classes['moment']} onClick={() => onPick(mark.atMs)}>
                    {clockText(mark.at)}
                  </UnstyledButton>
                </Table.Td>
                {isSeveral && <Table.Td>{picture?.symbol}</Table.Td>}
                <Table.Td>{actWords(t, mark)}</Table.Td>
                <Table.Td className={classes['number']}>{unitText(mark.price, picture?.priceDecimals ?? 0)}</Table.Td>
                <Table.Td className={classes['number']}>{unitText(mark.size, picture?.sizeDecimals ?? 0)}</Table.Td>
                {names.length > 1 && <Table.Td>{mark.participant === null ? '' : names[mark.participant]}</Table.Td>}
                <Table.Td className={classes['event']}>
                  {mark.event}
                  {mark.isEvidence && (
                    <>
                      <IconPointFilled size={13} aria-hidden />
                      <VisuallyHidden>{t('market.isEvidence')}</VisuallyHidden>
                    </>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function actWords(t: Speech, { kind, side }: MarkWire): string {
  if (kind === 'bought' || kind === 'sold' || side === 'none') return t(`market.kind.${kind}`);
  return `${t(`market.kind.${kind}`)}, ${t(`market.side.${side}`)}`;
}

/** The act at the cursor as a sentence, which is read out while one steps. */
export function markSentence(t: Speech, mark: MarkWire, review: AlertReviewWire, names: readonly string[]): string {
  const picture = review.instruments[mark.instrument];
  const given = {
    time: clockText(mark.at),
    who: mark.participant === null ? t('market.others') : (names[mark.participant] ?? ''),
    act: actWords(t, mark),
    size: unitText(mark.size, picture?.sizeDecimals ?? 0),
    price: unitText(mark.price, picture?.priceDecimals ?? 0),
    instrument: `${picture?.venue ?? ''}/${picture?.symbol ?? ''}`,
  };
  return t(mark.isEvidence ? 'market.sentenceEvidence' : 'market.sentence', given);
}
