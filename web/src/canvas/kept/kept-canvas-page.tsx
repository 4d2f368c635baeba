// SPDX-License-Identifier: Apache-2.0
/**
 * A canvas that is kept in a case. Its newest edition is worked on further by whoever may trace; an earlier one, and whoever only reads, sees
 * it as it was kept.
 */
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { CanvasDetailWire, CanvasDocumentWire } from '../../../../src/findings/canvases/wire.ts';
import caseClasses from '../../case/case.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Column, Failure, Page, Waiting } from '../../shell/page.tsx';
import { Board } from '../board.tsx';
import type { Picture } from '../picture/picture-state.ts';
import { EraseCanvas, ErasedNotice } from './erase-canvas.tsx';
import { KeepNext } from './keep-next.tsx';
import { canvasQuery, editionQuery } from './kept-calls.ts';
import { KeptEditions } from './kept-editions.tsx';
import { StillPicture } from './still-picture.tsx';

const route = getRouteApi('/workplace/cases/$caseId/canvases/$canvasId');

export function KeptCanvas() {
  const { caseId, canvasId } = route.useParams();
  const { edition } = route.useSearch();
  const { t } = useSpeech();
  const found = useQuery(canvasQuery(caseId, canvasId));
  return (
    <Page
      title={found.data === undefined || found.data.title === '' ? t('canvas.canvas') : found.data.title}
      actions={found.data?.next.includes('erasure') === true && <EraseCanvas detail={found.data} />}
      above={
        <Link to="/cases/$caseId" params={{ caseId }} className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('evidence.toCase')}
        </Link>
      }
      {...(found.data === undefined ? {} : { under: t(`purpose.${found.data.purpose}`) })}
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={8} />}
      {found.data !== undefined && <Opened key={`${canvasId} ${edition ?? ''}`} detail={found.data} edition={edition ?? null} />}
    </Page>
  );
}

/** The edition that was the newest when it was opened stays the one that is worked on, whatever others keep meanwhile. */
function Opened({ detail, edition }: { detail: CanvasDetailWire; edition: number | null }) {
  const [number] = useState(edition ?? detail.newest.number);
  const { erased, next } = detail;
  const document = useQuery({ ...editionQuery(detail.caseId, detail.id, number), enabled: erased === null });
  if (erased !== null)
    return (
      <Column>
        <ErasedNotice erased={erased} />
        <KeptEditions detail={detail} shown={number} />
      </Column>
    );
  if (document.isError) return <Failure error={document.error} onAgain={() => void document.refetch()} />;
  if (document.data === undefined) return <Waiting rows={8} />;
  return (
    <Column>
      {edition === null && next.includes('edition') ? (
        <Worked detail={detail} document={document.data} />
      ) : (
        <StillPicture document={document.data} />
      )}
      <KeptEditions detail={detail} shown={number} />
    </Column>
  );
}

function Worked({ detail, document }: { detail: CanvasDetailWire; document: CanvasDocumentWire }) {
  const [kept, setKept] = useState<{ number: number; picture: Picture }>({ number: document.edition, picture: document.picture });
  const files = useMemo(() => ({ files: detail.files, purpose: detail.purpose }), [detail.files, detail.purpose]);
  return (
    <Board
      files={files}
      first={document.picture}
      kept={kept.picture}
      isLaid
      renderKeep={(picture) => (
        <KeepNext
          detail={detail}
          picture={picture}
          after={kept.number}
          isChanged={picture !== kept.picture}
          onKept={(number, saved) => setKept({ number, picture: saved })}
        />
      )}
    />
  );
}
