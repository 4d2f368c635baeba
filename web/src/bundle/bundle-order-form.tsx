// SPDX-License-Identifier: Apache-2.0
/** For whom the bundle is made and to what end, asking for it, and where it stands with its second officer. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import type { BundleOrderWire } from '../../../src/assistance/wire.ts';
import { BundleApproval } from '../case/bundle-approval.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useBundle } from './bundle-call.ts';
import classes from './bundle.module.css';

interface OrderProps {
  readonly caseId: string;
  readonly order: BundleOrderWire;
  /** Of the bundle that was asked for and is looked at. */
  readonly subject: string | null;
  readonly onOrder: (order: BundleOrderWire) => void;
}

export function BundleOrderForm({ caseId, order, subject, onOrder }: OrderProps) {
  const { t } = useSpeech();
  const bundle = useBundle({ kind: 'case', id: caseId });
  const isFixed = subject !== null;
  const textOrNull = (text: string): string | null => (text === '' ? null : text);
  return (
    <Section title={t('bundle.order')}>
      <form
        className={classes['form']}
        aria-label={t('bundle.order')}
        onSubmit={(event) => {
          event.preventDefault();
          bundle.ask({ order });
        }}
      >
        <TextInput
          label={t('bundle.for')}
          description={t('bundle.forHint')}
          readOnly={isFixed}
          value={order.recipient ?? ''}
          onChange={(event) => onOrder({ ...order, recipient: textOrNull(event.currentTarget.value) })}
        />
        <Textarea
          label={t('bundle.end')}
          autosize
          minRows={2}
          readOnly={isFixed}
          value={order.purpose ?? ''}
          onChange={(event) => onOrder({ ...order, purpose: textOrNull(event.currentTarget.value) })}
        />
        {!isFixed && (
          <Button type="submit" loading={bundle.isPending} leftSection={<IconFileZip size={16} aria-hidden />}>
            {t('bundle.ask')}
          </Button>
        )}
        {bundle.error !== null && <Failure error={bundle.error} />}
      </form>
      <BundleApproval of={{ kind: 'case', id: caseId }} subject={subject} />
    </Section>
  );
}
