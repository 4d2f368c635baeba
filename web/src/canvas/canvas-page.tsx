// SPDX-License-Identifier: Apache-2.0
/** The canvas: which files and which party it begins with; then the board. */
import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconDeviceFloppy } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Page, Section } from '../shell/page.tsx';
import { MovementFilesSelect } from '../traces/movement-files-select.tsx';
import classes from '../traces/traces.module.css';
import { Board } from './board.tsx';
import type { Files } from './canvas-calls.ts';
import { KeepDialog } from './kept/keep-dialog.tsx';
import { addParties, emptyPicture, type Picture } from './picture/picture-state.ts';

const route = getRouteApi('/workplace/traces/canvas');

export function Canvas() {
  const { t } = useSpeech();
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
          <Begin files={files} purpose={purpose ?? null} />
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

function Begin(given: { files: readonly string[]; purpose: Purpose | null }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [files, setFiles] = useState<string[]>([...given.files]);
  const [purpose, setPurpose] = useState<Purpose | null>(given.purpose ?? 'asset-tracing');
  const [party, setParty] = useState('');
  return (
    <Section title={t('canvas.begin')}>
      <form
        className={classes['order']}
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) void navigate({ to: '/traces/canvas', search: { files, purpose, parties: [party.trim()] } });
        }}
      >
        <MovementFilesSelect files={files} onChange={setFiles} />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <TextInput
          label={t('canvas.firstParty')}
          description={t('canvas.firstPartyHint')}
          required
          value={party}
          onChange={(event) => setParty(event.currentTarget.value)}
        />
        <Button type="submit" disabled={files.length === 0 || purpose === null || party.trim() === ''}>
          {t('canvas.open')}
        </Button>
      </form>
    </Section>
  );
}
