// SPDX-License-Identifier: Apache-2.0
/** Declaring something about an agreement in force: a suspension and its end, a reservation, a withdrawal with notice, a motion. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import type { AllowedStep, NegotiationDetailWire } from '../../../../src/negotiation/wire.ts';
import { negotiationCalls } from '../../calls/negotiation-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { MoveDialog } from '../motions/move-dialog.tsx';
import { useNegotiationCall } from '../negotiation-call.ts';
import { ReasonDialog } from '../../actions/reason-dialog.tsx';
import { ReserveDialog } from './reserve-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const declarations = ['suspend', 'resume', 'reserve', 'withdraw', 'motion'] as const satisfies readonly AllowedStep[];
type Kind = (typeof declarations)[number];

export function DeclarationActions({ detail, terms }: { detail: NegotiationDetailWire; terms: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<Kind | null>(null);
  const close = (): void => setOpen(null);
  const possible = declarations.filter((kind) => detail.may.includes(kind));
  const say = useNegotiationCall(
    (reason: string) =>
      negotiationCalls.declare(terms, open === 'resume' ? { kind: 'resume', remark: reason } : { kind: 'suspend', reason }),
    t('negotiation.prepared'),
    close,
  );
  if (possible.length === 0) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconGavel size={16} aria-hidden />}
            rightSection={<IconChevronDown size={15} aria-hidden />}
          >
            {t('declaration.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {possible.map((kind) => (
            <Menu.Item key={kind} onClick={() => setOpen(kind)}>
              {t(`declaration.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {(open === 'suspend' || open === 'resume') && (
        <ReasonDialog
          title={t(`declaration.${open}`)}
          under={t(`declaration.${open}.under`)}
          label={t('declaration.reason')}
          button={t('declaration.prepare')}
          isOptional={open === 'resume'}
          call={say}
          onClose={close}
        />
      )}
      {open === 'reserve' && <ReserveDialog detail={detail} terms={terms} onClose={close} />}
      {open === 'motion' && <MoveDialog detail={detail} terms={terms} onClose={close} />}
      {open === 'withdraw' && <WithdrawDialog detail={detail} terms={terms} onClose={close} />}
    </>
  );
}
