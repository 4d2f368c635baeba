// SPDX-License-Identifier: Apache-2.0
/** Preferences of this browser: language and colour scheme, kept here and sent nowhere; and one's own password. */
import { Modal, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useSpeech } from '../messages/language.tsx';
import { languageCodes } from '../messages/translate.ts';
import { PasswordForm } from '../sign-in/password-form.tsx';
import { chooseLanguage } from './preferences.ts';

const schemes = ['auto', 'light', 'dark'] as const;

export function PreferencesDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t, language } = useSpeech();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('preferences.title')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="lg">
        <div>
          <Text size="sm" fw={600} mb={6} id="preference-language">
            {t('preferences.language')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="preference-language"
            value={language}
            onChange={(code) => chooseLanguage(code)}
            data={languageCodes.map((code) => ({ value: code, label: t(`language.${code}`) }))}
          />
        </div>
        <div>
          <Text size="sm" fw={600} mb={6} id="preference-scheme">
            {t('preferences.scheme')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="preference-scheme"
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme)}
            data={schemes.map((scheme) => ({ value: scheme, label: t(`scheme.${scheme}`) }))}
          />
        </div>
        <Text size="xs" c="dimmed">
          {t('preferences.kept')}
        </Text>
        <PasswordForm />
      </Stack>
    </Modal>
  );
}
