// SPDX-License-Identifier: Apache-2.0
/** Laying the transcription of an agreement that was signed on paper beside its scan. */
import { FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { letterCalls } from './letter-calls.ts';
import { LetterDialog } from './letter-dialog.tsx';
import { ScanField } from './scan-field.tsx';
import { useLetterCall } from './use-letter-call.ts';

export function PaperDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const [document, setDocument] = useState<File | null>(null);
  const [scan, setScan] = useState<File | null>(null);
  const [signedOn, setSignedOn] = useState('');
  const lay = async (given: { document: File; scan: File; signedOn: string }) => {
    const kept = await letterCalls.keepScan(given.scan);
    return letterCalls.layPaper(given.document, { scan: kept.scan, signedOn: given.signedOn });
  };
  const call = useLetterCall(lay, 'letters.laid', onClose);
  return (
    <LetterDialog
      title={t('letters.layPaper')}
      under={t('letters.layPaper.under')}
      submit={t('letters.layPaper')}
      isReady={document !== null && scan !== null && signedOn !== ''}
      call={call}
      onSubmit={() => document !== null && scan !== null && call.mutate({ document, scan, signedOn })}
      onClose={onClose}
    >
      <FileInput
        label={t('letterField.document')}
        description={t('letterField.document.hint')}
        required
        data-autofocus
        accept="application/json,.json"
        value={document}
        onChange={setDocument}
      />
      <ScanField file={scan} onChange={setScan} />
      <TextInput
        label={t('letterField.signedOn')}
        required
        type="date"
        value={signedOn}
        onChange={(event) => setSignedOn(event.currentTarget.value)}
      />
    </LetterDialog>
  );
}
