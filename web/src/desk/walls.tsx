// SPDX-License-Identifier: Apache-2.0
/** Who may see a case: the wall around it, and who is recused from it. */
import { Button, Group, Modal, MultiSelect, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { caseDeskQuery, deskCalls } from '../calls/desk-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import type { DeskPart } from './desk-part.ts';
import classes from './desk.module.css';

type Asked = 'wall' | 'recusal' | null;

/** What follows a change of a wall: this desk asks again. */
function useWallCall<Given>(caseId: string, call: (given: Given) => Promise<unknown>, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => {
      onDone();
      void queryClient.invalidateQueries({ queryKey: caseDeskQuery(caseId).queryKey });
    },
  });
}

export function Walls({ desk, mayWork }: DeskPart) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const [asked, setAsked] = useState<Asked>(null);
  const isApprover = officer.roles.includes('approver');
  const close = (): void => setAsked(null);
  const lower = useWallCall(desk.caseId, () => deskCalls.takeWallDown(desk.caseId), close);
  const end = useWallCall(desk.caseId, (who: string) => deskCalls.endRecusal(desk.caseId, who), close);
  const { wall } = desk;
  return (
    <Section title={t('walls.title')}>
      <Stack gap="sm">
        {wall === null ? (
          <Text size="sm">{t('walls.none')}</Text>
        ) : (
          <Text size="sm">
            {t('walls.inside', { names: wall.inside.map(({ name }) => name).join(', ') })}{' '}
            <span className={classes['quiet']}>
              {t('walls.raised', { name: wall.raisedBy.name, when: dates.day(wall.raisedAt), reason: wall.reason })}
            </span>
          </Text>
        )}
        <ul className={classes['rows']}>
          {desk.recusals.map((recusal) => (
            <li key={recusal.officer.id}>
              <div className={classes['grow']}>
                {t('walls.recused', { name: recusal.officer.name })}
                <div className={classes['quiet']}>
                  {dates.day(recusal.at)} · {recusal.reason}
                </div>
              </div>
              {isApprover && (
                <Button variant="subtle" size="compact-xs" onClick={() => end.mutate(recusal.officer.id)}>
                  {t('walls.endRecusal')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {lower.isError && <Failure error={lower.error} />}
        {end.isError && <Failure error={end.error} />}
        {mayWork && (
          <Group gap="xs">
            {isApprover && (
              <Button variant="default" size="xs" onClick={() => setAsked('wall')}>
                {t(wall === null ? 'walls.raise' : 'walls.change')}
              </Button>
            )}
            {isApprover && wall !== null && (
              <Button variant="default" size="xs" loading={lower.isPending} onClick={() => lower.mutate(undefined)}>
                {t('walls.lower')}
              </Button>
            )}
            <Button variant="default" size="xs" onClick={() => setAsked('recusal')}>
              {t('walls.recuse')}
            </Button>
          </Group>
        )}
      </Stack>
      <Modal
        opened={asked !== null}
        onClose={close}
        title={t(asked === 'wall' ? 'walls.raise' : 'walls.recuse')}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {asked === 'wall' && <WallForm desk={desk} onDone={close} />}
        {asked === 'recusal' && <RecusalForm desk={desk} onDone={close} />}
      </Modal>
    </Section>
  );
}

interface FormProps {
  readonly desk: DeskPart['desk'];
  readonly onDone: () => void;
}

function WallForm({ desk, onDone }: FormProps) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [inside, setInside] = useState<string[]>(desk.wall?.inside.map(({ id }) => id) ?? [officer.id]);
  const [reason, setReason] = useState('');
  const raise = useWallCall(desk.caseId, () => deskCalls.raiseWall(desk.caseId, { inside, reason }), onDone);
  return (
    <Stack gap="sm">
      <Text size="sm">{t('walls.raiseUnder')}</Text>
      <MultiSelect
        label={t('walls.who')}
        data={desk.officers.map(({ id, name }) => ({ value: id, label: name }))}
        value={inside}
        onChange={setInside}
        searchable
      />
      <Textarea label={t('walls.reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {raise.isError && <Failure error={raise.error} />}
      <Button disabled={reason.trim() === ''} loading={raise.isPending} onClick={() => raise.mutate(undefined)} w="fit-content">
        {t('walls.raise')}
      </Button>
    </Stack>
  );
}

function RecusalForm({ desk, onDone }: FormProps) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const router = useRouter();
  const isApprover = officer.roles.includes('approver');
  const [who, setWho] = useState<string | null>(officer.id);
  const [reason, setReason] = useState('');
  const recuse = useWallCall(
    desk.caseId,
    () => deskCalls.recuse(desk.caseId, { officer: who ?? '', reason }),
    () => {
      onDone();
      // For who is recused the case is not there any more.
      if (who === officer.id) void router.navigate({ to: '/inbox' });
    },
  );
  return (
    <Stack gap="sm">
      <Text size="sm">{t('walls.recuseUnder')}</Text>
      <Select
        label={t('walls.whom')}
        data={desk.officers.map(({ id, name }) => ({ value: id, label: name }))}
        value={who}
        onChange={setWho}
        disabled={!isApprover}
      />
      <Textarea label={t('walls.reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {recuse.isError && <Failure error={recuse.error} />}
      <Button
        disabled={reason.trim() === '' || who === null}
        loading={recuse.isPending}
        onClick={() => recuse.mutate(undefined)}
        w="fit-content"
      >
        {t('walls.recuse')}
      </Button>
    </Stack>
  );
}
