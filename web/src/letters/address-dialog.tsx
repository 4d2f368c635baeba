// SPDX-License-Identifier: Apache-2.0
/** Where letters to an authority go from now on. */
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addressSchema, type CounterpartRowWire } from '../../../src/letters/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { type Address, letterCalls } from './letter-calls.ts';
import { LetterDialog } from './letter-dialog.tsx';
import { useLetterCall } from './use-letter-call.ts';

export function AddressDialog({ row, onClose }: { readonly row: CounterpartRowWire; readonly onClose: () => void }) {
  const { t } = useSpeech();
  const [address, setAddress] = useState<Address>({ address: row.address, email: row.email, language: row.language });
  const call = useLetterCall((given: Address) => letterCalls.changeAddress(row.id, given), 'letters.addressChanged', onClose);
  return (
    <LetterDialog
      title={t('letters.changeAddress')}
      submit={t('letters.changeAddress')}
      isReady={addressSchema.safeParse(address).success}
      call={call}
      onSubmit={() => call.mutate(address)}
      onClose={onClose}
    >
      <Textarea
        label={t('letterField.address')}
        required
        data-autofocus
        autosize
        minRows={3}
        value={address.address}
        onChange={(event) => setAddress({ ...address, address: event.currentTarget.value })}
      />
      <TextInput
        label={t('letterField.email')}
        value={address.email}
        onChange={(event) => setAddress({ ...address, email: event.currentTarget.value })}
      />
      <TextInput
        label={t('letterField.language')}
        required
        value={address.language}
        onChange={(event) => setAddress({ ...address, language: event.currentTarget.value })}
      />
    </LetterDialog>
  );
}
