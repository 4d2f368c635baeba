// SPDX-License-Identifier: Apache-2.0
/** Conditions that stand in the letter: those of the agreement hold in any case; stricter ones are entered beside them. */
import { Button, Collapse } from '@mantine/core';
import type { ConditionLimitsWire } from '../../../../src/conditions/wire.ts';
import { LimitsEditor } from '../../conditions/limits-editor.tsx';
import { LimitsList } from '../../conditions/limits-list.tsx';
import { useSpeech } from '../../messages/language.tsx';
import classes from '../letters.module.css';

interface LimitsProps {
  /** As the agreement sets them; null where none is in force. */
  readonly floor: ConditionLimitsWire | null;
  readonly limits: ConditionLimitsWire | null;
  readonly onChange: (limits: ConditionLimitsWire | null) => void;
}

export function LetterLimits({ floor, limits, onChange }: LimitsProps) {
  const { t } = useSpeech();
  if (floor === null) return null;
  return (
    <fieldset className={classes['brought']}>
      <legend>{t('letters.limits')}</legend>
      <LimitsList limits={limits ?? floor} />
      <div>
        <Button size="xs" variant="default" aria-expanded={limits !== null} onClick={() => onChange(limits === null ? floor : null)}>
          {t(limits === null ? 'letters.limits.stricter' : 'letters.limits.asAgreed')}
        </Button>
      </div>
      <Collapse expanded={limits !== null}>
        {limits !== null && <LimitsEditor limits={limits} offered={floor.purposes} onChange={onChange} />}
      </Collapse>
    </fieldset>
  );
}
