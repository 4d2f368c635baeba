// SPDX-License-Identifier: Apache-2.0
/** Exporting a record: as our own JSON, and a report in a format in which firms report too. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { reportFormats } from '../../../src/records/wire.ts';
import { useSpeech } from '../messages/language.tsx';

export type ReportFormat = (typeof reportFormats)[number];

export function ExportAs({ isReport, onExport }: { isReport: boolean; onExport: (format?: ReportFormat) => void }) {
  const { t } = useSpeech();
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => onExport()}>
        {t('record.export')}
      </Button>
      {isReport && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('record.exportAs')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {reportFormats.map((format) => (
              <Menu.Item key={format} onClick={() => onExport(format)}>
                {t(`imports.format.${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
