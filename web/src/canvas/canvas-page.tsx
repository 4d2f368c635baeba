// SPDX-License-Identifier: Apache-2.0
/** The canvas: which files and which party it begins with; then the board. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconDeviceFloppy } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Page } from '../shell/page.tsx';
import { PartyOrder } from '../traces/party-order.tsx';
import { Board } from './board.tsx';
import type { Files } from './canvas-calls.ts';
import { KeepDialog } from './kept/keep-dialog.tsx';
import { addParties, emptyPicture, type Picture } from './picture/picture-state.ts';

const route = getRouteApi('/workplace/traces/canvas');

export function Canvas() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { files = [], purpose, parties = [] } = route.useSearch();
  const isBegun = files.length > 0 && purpose !== undefined && parties.length > 0;
  return (
    <Page
      title={t('canvas.canvas')}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={t('canvas.under')}
    >
      <Column>
        {isBegun ? (
          <NewBoard key={JSON.stringify([files, purpose, parties])} files={{ files, purpose }} parties={parties} />
        ) : (
          <PartyOrder
            title={t('canvas.begin')}
            submit={t('canvas.open')}
            files={files}
            purpose={purpose ?? null}
            onOpen={({ party, ...order }) => void navigate({ to: '/traces/canvas', search: { ...order, parties: [party] } })}
          />
        )}
      </Column>
    </Page>
  );
}

function NewBoard({ files, parties }: { files: Files; parties: readonly string[] }) {
  const [first] = useState(() => addParties(emptyPicture, parties, null, []));
  // What came from a trace or a shape lies in the order of payment as soon as that is known; one alone has none.
  return (
    <Board
      files={files}
      first={first}
      kept={null}
      isLaid={parties.length < 2}
      renderKeep={(picture) => <KeepInCase files={files} picture={picture} />}
    />
  );
}

function KeepInCase({ files, picture }: { files: Files; picture: Picture }) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        mb="sm"
        leftSection={<IconDeviceFloppy size={16} aria-hidden />}
        disabled={picture.parties.length === 0}
        onClick={() => setOpen(true)}
      >
        {t('canvas.keepInCase')}
      </Button>
      {isOpen && <KeepDialog files={files} picture={picture} onClose={() => setOpen(false)} />}
    </>
  );
}
