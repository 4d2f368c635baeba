// SPDX-License-Identifier: Apache-2.0
/** The rota: who is on duty, who is away and who stands in; one's own absence is noted here. */
import { ActionIcon, Badge, Button, Group, SegmentedControl, Select, Stack, Table, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RotaWire } from '../../../src/desk/rota/wire.ts';
import { deskCalls, rotaQuery } from '../calls/desk-calls.ts';
import { DayInput } from '../deadlines/day-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

export function Rota() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(rotaQuery);
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting rows={3} />;
  const mayAdd = officer.roles.some((role) => role === 'preparer' || role === 'approver' || role === 'records-keeper');
  return (
    <Stack gap="md">
      {found.data.entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('rota.nothing')}
        </Text>
      ) : (
        <RotaTable rota={found.data} />
      )}
      {mayAdd && <RotaForm rota={found.data} />}
    </Stack>
  );
}

function RotaTable({ rota }: { rota: RotaWire }) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: deskCalls.takeFromRota,
    onSuccess: (after) => queryClient.setQueryData(rotaQuery.queryKey, after),
  });
  const day = dates.localDay;
  return (
    <>
      <Table aria-label={t('rota.title')}>
        <Table.Tbody>
          {rota.entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>
                <Badge variant="light" color={entry.kind === 'duty' ? 'tide' : 'gray'} radius="sm" tt="none">
                  {t(`rota.kind.${entry.kind}`)}
                </Badge>
              </Table.Td>
              <Table.Td>
                {entry.officer.name}
                {entry.deputy !== null && (
                  <Text size="xs" c="dimmed">
                    {t('rota.deputyIs', { name: entry.deputy.name })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {day(entry.fromDay)} – {day(entry.toDay)}
              </Table.Td>
              <Table.Td w={40}>
                {(officer.roles.includes('approver') || (entry.kind === 'absence' && entry.officer.id === officer.id)) && (
                  <ActionIcon variant="subtle" color="gray" aria-label={t('rota.remove')} onClick={() => remove.mutate(entry.id)}>
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {remove.isError && <Failure error={remove.error} />}
    </>
  );
}

function RotaForm({ rota }: { rota: RotaWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const queryClient = useQueryClient();
  const isPlanner = officer.roles.includes('approver');
  const [kind, setKind] = useState<'duty' | 'absence'>('absence');
  const [who, setWho] = useState<string | null>(officer.id);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [days, setDays] = useState<{ from: string | null; to: string | null }>({ from: null, to: null });
  const add = useMutation({
    mutationFn: deskCalls.addToRota,
    onSuccess: (after) => {
      queryClient.setQueryData(rotaQuery.queryKey, after);
      setDays({ from: null, to: null });
    },
  });
  const names = rota.officers.map(({ id, name }) => ({ value: id, label: name }));
  const { from, to } = days;
  return (
    <Stack gap="xs">
      {isPlanner && (
        <SegmentedControl
          aria-label={t('rota.kind')}
          value={kind}
          onChange={(value) => setKind(value === 'duty' ? 'duty' : 'absence')}
          data={[
            { value: 'absence', label: t('rota.kind.absence') },
            { value: 'duty', label: t('rota.kind.duty') },
          ]}
          w="fit-content"
        />
      )}
      <Group gap="xs" align="flex-start" grow>
        <Select label={t('rota.officer')} data={names} value={who} onChange={setWho} disabled={!isPlanner} searchable />
        {kind === 'absence' && (
          <Select
            label={t('rota.deputy')}
            data={names.filter(({ value }) => value !== who)}
            value={deputy}
            onChange={setDeputy}
            clearable
            searchable
          />
        )}
      </Group>
      <Group gap="xs" align="flex-start" grow>
        <DayInput label={t('rota.from')} description="" day={from} onChange={(day) => setDays({ ...days, from: day })} />
        <DayInput label={t('rota.to')} description="" day={to} onChange={(day) => setDays({ ...days, to: day })} />
      </Group>
      {add.isError && <Failure error={add.error} />}
      <Button
        variant="default"
        w="fit-content"
        disabled={who === null || from === null || to === null}
        loading={add.isPending}
        onClick={() =>
          add.mutate({ kind, officer: who ?? '', fromDay: from ?? '', toDay: to ?? '', deputy: kind === 'absence' ? deputy : null })
        }
      >
        {t('rota.add')}
      </Button>
    </Stack>
  );
}
