// SPDX-License-Identifier: Apache-2.0
/** Keeping the next edition of a canvas. Where somebody else kept one meanwhile, nothing is lost: theirs is linked, and one's own comes after it or apart. */
import { Box, Button, Group } from '@mantine/core';
import { IconDeviceFloppy, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CanvasDetailWire } from '../../../../src/findings/canvases/wire.ts';
import { useFindingCall } from '../../findings/finding-call.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';
import { Notice } from '../../shell/notice.tsx';
import type { Picture } from '../picture/picture-state.ts';
import { KeepDialog } from './keep-dialog.tsx';
import { keptCalls } from './kept-calls.ts';
import { pictureWire } from './picture-wire.ts';

interface NextProps {
  readonly detail: CanvasDetailWire;
  readonly picture: Picture;
  /** The edition on which the picture was made. */
  readonly after: number;
  readonly isChanged: boolean;
  readonly onKept: (number: number, picture: Picture) => void;
}

export function KeepNext({ detail, picture, after, isChanged, onKept }: NextProps) {
  const { t, dates } = useSpeech();
  const { caseId, id, files, purpose, newest } = detail;
  const [isApart, setApart] = useState(false);
  const call = useFindingCall((on: number) => keptCalls.keepEdition(caseId, id, { after: on, picture: pictureWire(picture) }), {
    said: t('canvas.kept.done'),
    onDone: (saved) => onKept(saved.newest.number, picture),
  });
  const isOvertaken = newest.number > after;
  return (
    <>
      <Group gap="xs" mb="sm">
        {!isOvertaken && (
          <Button
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            disabled={!isChanged}
            loading={call.isPending}
            onClick={() => call.mutate(after)}
          >
            {t('canvas.kept.next')}
          </Button>
        )}
        <Button variant="default" onClick={() => setApart(true)}>
          {t('canvas.kept.apart')}
        </Button>
        {!isChanged && (
          <span>
            {t('canvas.kept.edition', { number: after, by: editionBy(detail, after), when: dates.moment(editionAt(detail, after)) })}
          </span>
        )}
      </Group>
      {isOvertaken && (
        <Box mb="sm">
          <Notice tone="needs" icon={IconUsers} title={t('canvas.kept.overtaken', { number: newest.number, by: newest.savedBy })}>
            <p>{t('canvas.kept.overtakenUnder')}</p>
            <Group gap="xs">
              <Link
                to="/cases/$caseId/canvases/$canvasId"
                params={{ caseId, canvasId: id }}
                search={{ edition: newest.number }}
                target="_blank"
              >
                {t('canvas.kept.look', { number: newest.number })}
              </Link>
              {isChanged && (
                <Button size="xs" variant="default" loading={call.isPending} onClick={() => call.mutate(newest.number)}>
                  {t('canvas.kept.afterTheirs', { number: newest.number })}
                </Button>
              )}
            </Group>
          </Notice>
        </Box>
      )}
      {call.isError && <Failure error={call.error} />}
      {isApart && <KeepDialog files={{ files, purpose }} picture={picture} caseId={caseId} onClose={() => setApart(false)} />}
    </>
  );
}

function editionBy({ editions }: CanvasDetailWire, number: number): string {
  return editions.find((edition) => edition.number === number)?.savedBy ?? '';
}

function editionAt({ editions, newest }: CanvasDetailWire, number: number): string {
  return (editions.find((edition) => edition.number === number) ?? newest).savedAt;
}
