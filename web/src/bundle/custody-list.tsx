// SPDX-License-Identifier: Apache-2.0
/** Which custody logs of the case's evidence go with the bundle: all of what may be used as evidence, until one is left out. */
import { Checkbox, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BundleOrderWire } from '../../../src/assistance/wire.ts';
import type { ItemRowWire } from '../../../src/evidence/wire.ts';
import { evidenceQuery } from '../evidence/evidence-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { madeFrom, toggled } from './bundle-choice.ts';
import classes from './bundle.module.css';

interface CustodyProps {
  readonly caseId: string;
  readonly chosen: BundleOrderWire['custody'];
  readonly isFixed: boolean;
  readonly onChoose: (chosen: BundleOrderWire['custody']) => void;
}

export function CustodyList({ caseId, chosen, isFixed, onChoose }: CustodyProps) {
  const { t } = useSpeech();
  const found = useQuery(evidenceQuery(caseId));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  const items = found.data ?? [];
  if (items.length === 0) return null;
  const usable = items.filter(({ courtUse }) => courtUse.outcome === 'allowed').map(({ id }) => id);
  const why = (id: string, { reasons }: ItemRowWire['courtUse']): string => {
    const later = madeFrom(items, chosen ?? usable, id);
    const sentence = later === null ? t('bundle.custodyNot') : t('bundle.custodyOrigin', { number: later.number });
    return [sentence, ...reasons.map((reason) => reason.sentence)].join(' ');
  };
  return (
    <Section title={t('bundle.custody')}>
      <Text size="xs" c="dimmed" mb={6}>
        {t('bundle.custodyUnder')}
      </Text>
      <ul className={classes['places']} aria-label={t('bundle.custody')}>
        {items.map(({ id, number, title, courtUse }) => (
          <li key={id} className={classes['place']}>
            <Checkbox
              size="xs"
              label={t('bundle.custodyItem', { number, title })}
              description={usable.includes(id) ? undefined : why(id, courtUse)}
              checked={usable.includes(id) && (chosen === null || chosen.includes(id))}
              disabled={isFixed || !usable.includes(id)}
              onChange={() => onChoose(toggled(chosen, usable, id))}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
