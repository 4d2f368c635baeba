// SPDX-License-Identifier: Apache-2.0
/** Files of movements that were taken in: those that an order looks at. That they could not be fetched is said. */
import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { movementFilesQuery } from './trace-calls.ts';

interface FilesProps {
  readonly files: string[];
  readonly onChange: (files: string[]) => void;
}

export function MovementFilesSelect({ files, onChange }: FilesProps) {
  const { t } = useSpeech();
  const known = useQuery(movementFilesQuery);
  return (
    <div>
      <MultiSelect
        label={t('traces.files')}
        required
        value={files}
        onChange={onChange}
        data={(known.data ?? []).map(({ id, name, facts }) => ({ value: id, label: `${name} (${facts.movements})` }))}
      />
      {known.isError && <Failure error={known.error} onAgain={() => void known.refetch()} />}
    </div>
  );
}
