// SPDX-License-Identifier: Apache-2.0
/** A numbered part of the form, and the label of a field with what the agreement asks of it. */
import type { ReactNode } from 'react';
import type { VerdictWire } from '../../../src/agreements/wire.ts';
import type { ParticularsWire } from '../../../src/assistance/form/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './compose.module.css';

/** The fields that the verdict asks to mend, each with its reason. */
export type WantedFields = ReadonlyMap<string, VerdictWire['reasons'][number]>;

/** What the fields beside the texts take. */
export interface ParticularsProps {
  readonly particulars: ParticularsWire;
  readonly onChange: (part: Partial<ParticularsWire>) => void;
}

export function FormPart({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <fieldset className={classes['part']}>
      <legend>
        <span aria-hidden>{number}</span>
        {title}
      </legend>
      <div className={classes['fields']}>{children}</div>
    </fieldset>
  );
}

export function FieldLabel({ field, text, wanted }: { field: string; text: string; wanted: WantedFields }) {
  const { t } = useSpeech();
  const reason = wanted.get(field);
  return (
    <>
      {text}
      {reason !== undefined && (
        <span className={classes['wanted']}>
          {reason.clause === null ? t('compose.wanted') : t('compose.wantedByClause', { clause: reason.clause.clause })}
        </span>
      )}
    </>
  );
}
