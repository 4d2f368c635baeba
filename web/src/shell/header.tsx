// SPDX-License-Identifier: Apache-2.0
/** The line at the top: whose server this is, the palette, whether the screen is live, help, and the officer's menu. */
import { ActionIcon, Badge, Menu, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconChevronDown, IconCircleFilled, IconHelp, IconSearch } from '@tabler/icons-react';
import { useSpeech } from '../messages/language.tsx';
import { useActions } from '../actions/actions.tsx';
import classes from './frame.module.css';
import type { LiveState } from './live-updates.ts';
import { NoticeBell } from './notice-bell.tsx';
import { useSession } from './session-context.ts';

export function Header({ live, onHelp }: { live: LiveState; onHelp: () => void }) {
  const { t } = useSpeech();
  const { authority } = useSession();
  return (
    <header className={classes['header']}>
      <div className={classes['authority']}>
        <Badge variant="outline" color="tide" radius="sm" className={classes['jurisdiction']}>
          {authority.jurisdiction}
        </Badge>
        <Text fw={600} truncate>
          {authority.name}
        </Text>
      </div>
      <UnstyledButton className={classes['search']} onClick={() => spotlight.open()} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden />
        <span>{t('shell.palette')}</span>
        <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <div className={classes['right']}>
        <LiveSign live={live} />
        <NoticeBell />
        <Tooltip label={t('shell.help')}>
          <ActionIcon variant="subtle" color="gray" size="lg" onClick={onHelp} aria-label={t('shell.help')} aria-keyshortcuts="?">
            <IconHelp size={20} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <OfficerMenu />
      </div>
    </header>
  );
}

function LiveSign({ live }: { live: LiveState }) {
  const { t } = useSpeech();
  return (
    <Tooltip label={t(`live.${live}.meaning`)}>
      <output className={classes['live']} data-state={live}>
        <IconCircleFilled size={9} aria-hidden />
        {t(`live.${live}`)}
      </output>
    </Tooltip>
  );
}

function OfficerMenu() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const actions = useActions().filter((action) => action.group === 'session');
  const initials = officer.name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('');
  return (
    <Menu position="bottom-end" width={260} shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes['officer']}>
          <span className={classes['initials']} data-initials={initials} aria-hidden />
          <span className={classes['officerName']}>{officer.name}</span>
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes['roles'] ?? ''}>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {officer.name}
          </Text>
          <Text size="xs" c="dimmed">
            {officer.email}
          </Text>
          <Text size="xs" mt={6} c="var(--mantine-color-text)">
            {officer.roles.map((role) => t(`role.${role}`)).join(' · ')}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        {actions.map((action) => (
          <Menu.Item key={action.name} leftSection={<action.icon size={16} aria-hidden />} onClick={action.run}>
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
