// SPDX-License-Identifier: Apache-2.0
/** Help (`?`): every key that does something on the open screen, read from the same actions that do it. */
import { Modal, Stack, Text, Title } from '@mantine/core';
import { useSpeech } from '../messages/language.tsx';
import { Keys, useActions } from './actions.tsx';
import classes from '../shell/frame.module.css';

const groups = ['here', 'go', 'session'] as const;

export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useSpeech();
  const actions = useActions();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('help.title')} size="lg" closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t('help.under')}
        </Text>
        {groups.map((group) => {
          const withKeys = actions.filter((action) => action.group === group && action.keys !== undefined);
          if (withKeys.length === 0) return null;
          return (
            <section key={group}>
              <Title order={3} size="h4" mb={8}>
                {t(`palette.${group}`)}
              </Title>
              <dl className={classes['helpGrid']}>
                {withKeys.map((action) => (
                  <HelpLine key={action.name} label={action.label} keys={action.keys ?? ''} />
                ))}
              </dl>
            </section>
          );
        })}
        <section>
          <dl className={classes['helpGrid']}>
            <HelpLine label={t('shell.palette')} keys="Ctrl K" />
          </dl>
        </section>
      </Stack>
    </Modal>
  );
}

function HelpLine({ label, keys }: { label: string; keys: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Keys keys={keys} />
      </dd>
    </>
  );
}
