// SPDX-License-Identifier: Apache-2.0
/**
 * The editions of a canvas: each can be looked at as it was, taken as a document, and entered as an item of evidence. The next one is kept here;
 * where somebody else was faster, both are shown and the officer says what becomes of the own one.
 */
import { Button, Group, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CanvasDetailWire, EditionRowWire } from '../../../../src/findings/canvases/wire.ts';
import { caseQuery } from '../../calls/assistance-calls.ts';
import { saveFile } from '../../calls/save-file.ts';
import { NewItemDialog } from '../../evidence/new-item-dialog.tsx';
import findingClasses from '../../findings/findings.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Section } from '../../shell/page.tsx';
import { useSession } from '../../shell/session-context.ts';
import traceClasses from '../../traces/traces.module.css';
import { keptCalls } from './kept-calls.ts';

export function KeptEditions({ detail, shown }: { detail: CanvasDetailWire; shown: number }) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const { caseId, id, editions, erased } = detail;
  const [entering, setEntering] = useState<EditionRowWire | null>(null);
  const isKeeper = officer.roles.some((role) => role === 'preparer' || role === 'records-keeper');
  const take = async (number: number): Promise<void> => {
    const { blob, fileName } = await keptCalls.document(caseId, id, number);
    saveFile(blob, fileName ?? `${id}-edition-${number}.json`);
  };
  return (
    <Section title={t('canvas.kept.editions')}>
      <Table className={findingClasses['table']} aria-label={t('canvas.kept.editions')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('canvas.kept.editionNumber')}</Table.Th>
            <Table.Th>{t('canvas.kept.savedBy')}</Table.Th>
            <Table.Th className={traceClasses['number']}>{t('canvas.kept.parties')}</Table.Th>
            {erased === null && <Table.Th>{t('canvas.do')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {editions.map((edition) => (
            <Table.Tr key={edition.number} aria-selected={edition.number === shown}>
              <Table.Td>
                {erased !== null && t('canvas.kept.numbered', { number: edition.number })}
                {erased === null && (
                  <Link
                    to="/cases/$caseId/canvases/$canvasId"
                    params={{ caseId, canvasId: id }}
                    search={edition.number === detail.newest.number ? {} : { edition: edition.number }}
                  >
                    {t('canvas.kept.numbered', { number: edition.number })}
                  </Link>
                )}
                <div className={traceClasses['digest']}>{edition.digest}</div>
              </Table.Td>
              <Table.Td>
                {edition.savedBy}
                <div className={traceClasses['quiet']}>{dates.moment(edition.savedAt)}</div>
              </Table.Td>
              <Table.Td className={traceClasses['number']}>{edition.parties}</Table.Td>
              {erased === null && (
                <Table.Td>
                  <Group gap={6}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('canvas.kept.documentOf', { number: edition.number })}
                      onClick={() => void take(edition.number)}
                    >
                      {t('canvas.kept.document')}
                    </Button>
                    {isKeeper && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t('canvas.kept.enterNumbered', { number: edition.number })}
                        onClick={() => setEntering(edition)}
                      >
                        {t('canvas.kept.enter')}
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {entering !== null && <EnterEdition detail={detail} edition={entering} onClose={() => setEntering(null)} />}
    </Section>
  );
}

/** The ordinary form for an item of evidence, which knows already what it is. */
function EnterEdition({ detail, edition, onClose }: { detail: CanvasDetailWire; edition: EditionRowWire; onClose: () => void }) {
  const { t } = useSpeech();
  const ofCase = useQuery(caseQuery(detail.caseId));
  if (ofCase.data === undefined) return null;
  const title = t('canvas.kept.itemTitle', { title: detail.title, number: edition.number }).slice(0, 300);
  return <NewItemDialog detail={ofCase.data} canvas={{ edition: edition.id, title, savedAt: edition.savedAt }} onClose={onClose} />;
}
