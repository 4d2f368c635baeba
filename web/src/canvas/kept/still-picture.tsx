// SPDX-License-Identifier: Apache-2.0
/** An edition as it was kept: nothing of it is read anew, so that it shows what was seen then. */
import { Button, useComputedColorScheme } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { CanvasDocumentWire } from '../../../../src/findings/canvases/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Section } from '../../shell/page.tsx';
import traceClasses from '../../traces/traces.module.css';
import { PictureCanvas } from '../picture/picture-canvas.tsx';
import { SavePicture } from '../picture/save-picture-menu.tsx';
import { savePicture } from '../picture/save-picture.ts';
import { PairTable } from '../picture-tables.tsx';

const nothing = (): void => undefined;
const noWay: ReadonlySet<string> = new Set();

export function StillPicture({ document }: { document: CanvasDocumentWire }) {
  const speech = useSpeech();
  const { t, dates } = speech;
  const { picture, sums, edition, savedAt, files } = document;
  const scheme = useComputedColorScheme();
  const [selected, setSelected] = useState<string | null>(null);
  const [fit, setFit] = useState(0);
  const elsewhere = useMemo(() => new Map(sums.parties.map((party) => [party.name, party.elsewhere])), [sums]);
  const noted = picture.parties.filter(({ note }) => note !== '');
  return (
    <>
      <Section
        title={t('canvas.kept.still', { number: edition, when: dates.moment(savedAt) })}
        aside={
          <Button size="compact-sm" variant="default" onClick={() => setFit(fit + 1)}>
            {t('canvas.all')}
          </Button>
        }
      >
        <PictureCanvas
          key={scheme}
          parties={picture.parties}
          pairs={sums.pairs}
          elsewhere={elsewhere}
          selected={selected}
          way={noWay}
          fit={fit}
          onSelect={setSelected}
          onExpand={nothing}
          onMove={nothing}
        />
        <p className={traceClasses['quiet']}>
          {t('canvas.stretch', {
            from: picture.from === null ? '–' : dates.moment(picture.from),
            until: picture.until === null ? '–' : dates.moment(picture.until),
          })}
        </p>
        {noted.length > 0 && (
          <ul>
            {noted.map(({ name, note }) => (
              <li key={name}>
                <strong>{name}</strong>: {note}
              </li>
            ))}
          </ul>
        )}
        <ul className={traceClasses['digest']} aria-label={t('traces.files')}>
          {files.map(({ name, digest }) => (
            <li key={digest}>
              {name}: {digest}
            </li>
          ))}
        </ul>
        <SavePicture onSave={(as) => savePicture(picture, sums, speech, as)} />
      </Section>
      <PairTable parties={picture.parties} pairs={sums.pairs} digest={sums.digest} />
    </>
  );
}
