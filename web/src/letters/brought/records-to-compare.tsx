// SPDX-License-Identifier: Apache-2.0
/** The records that were read in a letter, fact by fact, for whoever compares them with the scan or the file. */
import type { IncomingDetailWire } from '../../../../src/letters/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { type Fact, factsOfRecord } from '../../records/facts-of-record.ts';
import { Movements, Parties } from '../../records/record-parts.tsx';
import { Section } from '../../shell/page.tsx';
import classes from '../letters.module.css';

export function RecordsToCompare({ records }: { readonly records: IncomingDetailWire['records'] }) {
  const { t } = useSpeech();
  return records.map(({ body, place }) => (
    <Section key={`${body.kind} ${body.reference}`} title={`${t(`recordKind.${body.kind}`)} · ${body.reference}`}>
      <p className={classes['quiet']}>{place}</p>
      <dl className={classes['facts']}>
        {factsOfRecord(body).map((fact) => (
          <FactOfRecord key={fact.pointer} fact={fact} />
        ))}
      </dl>
      <Parties body={body} />
      <Movements body={body} />
    </Section>
  ));
}

function FactOfRecord({ fact: { label, value } }: { readonly fact: Fact }) {
  const { t, dates } = useSpeech();
  const shown = value.kind === 'text' ? value.text : value.kind === 'moment' ? dates.moment(value.at) : t(value.word);
  return (
    <div>
      <dt>{t(label)}</dt>
      <dd>{shown}</dd>
    </div>
  );
}
