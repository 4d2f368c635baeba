// SPDX-License-Identifier: Apache-2.0
/** Choosing a scan: it is uploaded when the dialog is sent, and the server says what is wrong with it. */
import { FileInput } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useSpeech } from '../messages/language.tsx';

export function ScanField({ file, onChange }: { readonly file: File | null; readonly onChange: (file: File | null) => void }) {
  const { t } = useSpeech();
  return (
    <FileInput
      label={t('letterField.scan')}
      description={t('letterField.scan.hint')}
      required
      accept="application/pdf,.pdf"
      leftSection={<IconScan size={16} aria-hidden />}
      value={file}
      onChange={onChange}
    />
  );
}
