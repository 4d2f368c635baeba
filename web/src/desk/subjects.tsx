// SPDX-License-Identifier: Apache-2.0
/** Persons, firms, wallets, accounts and instruments of a case, and in which other cases they are too. */
import { ActionIcon, Button, Group, Select, Stack, TextInput, VisuallyHidden } from '@mantine/core';
import { IconBuildingBank, IconBuildingSkyscraper, IconChartCandle, IconDots, IconUser, IconWallet, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type SubjectKind, subjectKinds } from '../../../src/desk/case-desk/wire.ts';
import { deskCalls } from '../calls/desk-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { type DeskPart, useDeskCall } from './desk-part.ts';
import classes from './desk.module.css';

const icons = {
  person: IconUser,
  firm: IconBuildingSkyscraper,
  wallet: IconWallet,
  account: IconBuildingBank,
  instrument: IconChartCandle,
  other: IconDots,
} as const;

export function Subjects({ desk, mayWork }: DeskPart) {
  const { t } = useSpeech();
  const remove = useDeskCall(desk.caseId, (id: string) => deskCalls.removeSubject(desk.caseId, id));
  return (
    <Section title={t('subjects.title')}>
      <Stack gap="sm">
        {desk.subjects.length === 0 && <p className={classes['quiet']}>{t('subjects.nothing')}</p>}
        <ul className={classes['rows']}>
          {desk.subjects.map((subject) => {
            const KindIcon = icons[subject.kind];
            return (
              <li key={subject.id}>
                <KindIcon size={17} stroke={1.7} aria-hidden />
                <VisuallyHidden>{t(`subjects.kind.${subject.kind}`)}</VisuallyHidden>
                <div className={classes['grow']}>
                  <span className={classes['name']}>{subject.name}</span>
                  {subject.remark !== '' && <span className={classes['quiet']}> {subject.remark}</span>}
                  {subject.alsoIn.length > 0 && (
                    <div className={classes['quiet']}>
                      {t('subjects.alsoIn')}{' '}
                      {subject.alsoIn.map((other, index) => (
                        <span key={other.id}>
                          {index > 0 && ', '}
                          <Link to="/cases/$caseId" params={{ caseId: other.id }} className={classes['link']}>
                            {other.subject === '' ? t('case.noSubject') : other.subject}
                          </Link>{' '}
                          ({other.counterpart})
                        </span>
                      ))}
                    </div>
                  )}
                </div>
                {mayWork && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('subjects.remove', { name: subject.name })}
                    onClick={() => remove.mutate(subject.id)}
                  >
                    <IconX size={15} aria-hidden />
                  </ActionIcon>
                )}
              </li>
            );
          })}
        </ul>
        {remove.isError && <Failure error={remove.error} />}
        {mayWork && <NewSubject desk={desk} mayWork />}
      </Stack>
    </Section>
  );
}

function NewSubject({ desk }: DeskPart) {
  const { t } = useSpeech();
  const [kind, setKind] = useState<SubjectKind>('person');
  const [name, setName] = useState('');
  const [remark, setRemark] = useState('');
  const add = useDeskCall(
    desk.caseId,
    () => deskCalls.addSubject(desk.caseId, { kind, name, remark }),
    () => {
      setName('');
      setRemark('');
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(undefined);
      }}
    >
      <Group gap="xs" align="flex-end">
        <Select
          aria-label={t('subjects.kind')}
          data={subjectKinds.map((value) => ({ value, label: t(`subjects.kind.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(subjectKinds.find((one) => one === value) ?? 'person')}
          w={120}
        />
        <TextInput
          aria-label={t('subjects.name')}
          placeholder={t('subjects.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 120 }}
        />
        <TextInput
          aria-label={t('subjects.remark')}
          placeholder={t('subjects.remark')}
          value={remark}
          onChange={(event) => setRemark(event.currentTarget.value)}
          w={120}
        />
        <Button type="submit" variant="default" disabled={name.trim() === ''} loading={add.isPending}>
          {t('subjects.add')}
        </Button>
      </Group>
      {add.isError && <Failure error={add.error} />}
    </form>
  );
}
