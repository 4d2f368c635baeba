// SPDX-License-Identifier: Apache-2.0
/** Links of a case to others, each with its reason. */
import { ActionIcon, Button, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { linkKinds } from '../../../src/desk/case-desk/wire.ts';
import { caseSearchQuery, deskCalls } from '../calls/desk-calls.ts';
import { StateBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { type DeskPart, useDeskCall } from './desk-part.ts';
import classes from './desk.module.css';

const searchWaitMs = 250;

export function Links({ desk, mayWork }: DeskPart) {
  const { t } = useSpeech();
  const [isLinking, setIsLinking] = useState(false);
  const remove = useDeskCall(desk.caseId, (id: string) => deskCalls.removeLink(desk.caseId, id));
  return (
    <Section
      title={t('links.title')}
      aside={
        mayWork && (
          <Button variant="subtle" size="compact-sm" onClick={() => setIsLinking(true)}>
            {t('links.new')}
          </Button>
        )
      }
    >
      {desk.links.length === 0 && <p className={classes['quiet']}>{t('links.nothing')}</p>}
      <ul className={classes['rows']}>
        {desk.links.map((link) => (
          <li key={link.id}>
            <div className={classes['grow']}>
              <Link to="/cases/$caseId" params={{ caseId: link.other.id }} className={classes['link']}>
                {link.other.subject === '' ? t('case.noSubject') : link.other.subject}
              </Link>{' '}
              <StateBadge state={link.other.state} />
              <div className={classes['quiet']}>
                {t(`links.kind.${link.kind}`)} · {link.other.counterpart} · {link.reason}
              </div>
            </div>
            {mayWork && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('links.remove', { subject: link.other.subject })}
                onClick={() => remove.mutate(link.id)}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {remove.isError && <Failure error={remove.error} />}
      <Modal
        opened={isLinking}
        onClose={() => setIsLinking(false)}
        title={t('links.new')}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        <NewLink desk={desk} onDone={() => setIsLinking(false)} />
      </Modal>
    </Section>
  );
}

/** The other case is found by its words, as in every list. */
function NewLink({ desk, onDone }: { desk: DeskPart['desk']; onDone: () => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), searchWaitMs);
  const [other, setOther] = useState<string | null>(null);
  const [kind, setKind] = useState<(typeof linkKinds)[number]>('same-facts');
  const [reason, setReason] = useState('');
  const found = useQuery(caseSearchQuery(words));
  const rows = (found.data?.rows ?? []).filter((row) => row.case.id !== desk.caseId);
  const add = useDeskCall(desk.caseId, () => deskCalls.addLink(desk.caseId, { other: other ?? '', kind, reason }), onDone);
  return (
    <Stack gap="sm">
      <TextInput label={t('inbox.search')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus />
      {words.length >= 2 && found.data !== undefined && rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(found.data.isCommon ? 'inbox.commonWords' : 'inbox.noMatch')}
        </Text>
      )}
      {rows.length > 0 && (
        <Select
          label={t('links.other')}
          data={rows.map((row) => ({
            value: row.case.id,
            label: `${row.case.subject === '' ? t('case.noSubject') : row.case.subject} · ${row.case.counterpart.name}`,
          }))}
          value={other}
          onChange={setOther}
        />
      )}
      <Select
        label={t('links.kind')}
        data={linkKinds.map((value) => ({ value, label: t(`links.kind.${value}`) }))}
        value={kind}
        onChange={(value) => setKind(linkKinds.find((one) => one === value) ?? 'other')}
      />
      <Textarea label={t('links.reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {add.isError && <Failure error={add.error} />}
      <Button
        disabled={other === null || reason.trim() === ''}
        loading={add.isPending}
        onClick={() => add.mutate(undefined)}
        w="fit-content"
      >
        {t('links.add')}
      </Button>
    </Stack>
  );
}
