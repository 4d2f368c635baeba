// SPDX-License-Identifier: Apache-2.0
/** A difference as a ladder: the stages of the agreement, which one it stands on, and until when. */
import { Text } from '@mantine/core';
import type { JointDetailWire } from '../../../src/joint-operations/views/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './joint.module.css';

interface DifferenceProps {
  readonly detail: JointDetailWire;
  readonly difference: NonNullable<JointDetailWire['difference']>;
}

export function DifferenceView({ detail, difference }: DifferenceProps) {
  const { t, dates } = useSpeech();
  const raised = detail.notes.find(({ kind }) => kind === 'raise')?.said;
  if (raised?.kind !== 'raise') return null;
  const { panel } = difference;
  return (
    <Section title={t('joint.ladder')}>
      <Text size="sm">
        <strong>{t(`jointWord.${raised.about}`)}.</strong> {raised.position} {t('joint.asks', { asks: raised.asks })}
      </Text>
      <ol className={classes['ladder']}>
        {raised.route.map(({ step, days }, index) => (
          <li key={step} data-state={index < difference.level ? 'over' : index === difference.level ? 'here' : 'ahead'}>
            <strong>{t(`jointRoute.${step}`)}</strong>
            <span>{days === null ? '' : t('joint.days', { count: days })}</span>
            {index === difference.level && difference.levelEndsAt !== null && (
              <span>{t('joint.until', { when: dates.moment(difference.levelEndsAt) })}</span>
            )}
          </li>
        ))}
      </ol>
      {panel !== null && (
        <Text size="sm">
          {t('joint.panel', { members: panel.members.map(({ name }) => name).join(', ') })}{' '}
          {t(panel.isSeated ? 'joint.panelSits' : 'joint.panelWaits')}
        </Text>
      )}
      <Text size="sm">{t(raised.isBinding ? 'joint.binding' : 'joint.notBinding')}</Text>
    </Section>
  );
}
