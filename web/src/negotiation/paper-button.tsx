// SPDX-License-Identifier: Apache-2.0
/** Binding a paper: a PDF that was signed by hand, or with a qualified signature. */
import { Button, FileButton, Menu } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { paperForms } from '../../../src/negotiation/wire.ts';
import { negotiationCalls } from '../calls/negotiation-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useNegotiationCall } from './negotiation-call.ts';

export function PaperButton({ id }: { id: string }) {
  const { t } = useSpeech();
  const [form, setForm] = useState<(typeof paperForms)[number]>('pen');
  const open = useRef<() => void>(() => undefined);
  const bind = useNegotiationCall((file: File) => negotiationCalls.bindPaper(id, form, file), t('papers.bound'));
  return (
    <>
      <FileButton accept="application/pdf" onChange={(file) => file !== null && bind.mutate(file)}>
        {({ onClick }) => {
          open.current = onClick;
          return (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="compact-xs" variant="default" loading={bind.isPending} leftSection={<IconPaperclip size={14} aria-hidden />}>
                  {t('papers.bind')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {paperForms.map((choice) => (
                  <Menu.Item
                    key={choice}
                    onClick={() => {
                      setForm(choice);
                      open.current();
                    }}
                  >
                    {t(`papers.form.${choice}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          );
        }}
      </FileButton>
      {bind.error !== null && <Failure error={bind.error} />}
    </>
  );
}
