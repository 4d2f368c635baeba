// SPDX-License-Identifier: Apache-2.0
/** In which files of movements, for what, and which party. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Section } from '../shell/page.tsx';
import { MovementFilesSelect } from './movement-files-select.tsx';
import classes from './traces.module.css';

interface OrderProps {
  readonly title: string;
  readonly submit: string;
  readonly files: readonly string[];
  readonly purpose: Purpose | null;
  readonly onOpen: (order: { files: string[]; purpose: Purpose; party: string }) => void;
}

export function PartyOrder({ title, submit, onOpen, ...given }: OrderProps) {
  const { t } = useSpeech();
  const [files, setFiles] = useState<string[]>([...given.files]);
  const [purpose, setPurpose] = useState<Purpose | null>(given.purpose ?? 'asset-tracing');
  const [party, setParty] = useState('');
  return (
    <Section title={title}>
      <form
        className={classes['order']}
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) onOpen({ files, purpose, party: party.trim() });
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
          {submit}
        </Button>
      </form>
    </Section>
  );
}
