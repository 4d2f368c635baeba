// SPDX-License-Identifier: Apache-2.0
/** The provisions on which an authority relies when it gives something that nobody asked for. */
import { Textarea } from '@mantine/core';
import { useSpeech } from '../../messages/language.tsx';

export function LegalBasisField({ legalBasis, onChange }: { legalBasis: string; onChange: (legalBasis: string) => void }) {
  const { t } = useSpeech();
  return (
    <Textarea
      label={t('onward.legalBasis')}
      description={t('onward.legalBasisHint')}
      autosize
      minRows={1}
      value={legalBasis}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
