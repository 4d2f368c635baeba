// SPDX-License-Identifier: Apache-2.0
/** The whole history of an account or an instrument in one file: what it ends in, what could be proven, which gaps there are; to be saved. */
import { Alert, Button, Select, Table, Text } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { MarketSubjectPageWire } from '../../../../src/findings/alerts/wire.ts';
import type { MarketHistoryWire } from '../../../../src/surveillance/wire.ts';
import { saveJson } from '../../calls/save-file.ts';
import { useSpeech } from '../../messages/language.tsx';
import { byKeyboard } from '../../shell/by-keyboard.ts';
import { Failure, Section } from '../../shell/page.tsx';
import { alertCalls } from '../alert-calls.ts';
import classes from '../alerts.module.css';

export function HistorySection({ page: { subject, accounts, files } }: { page: MarketSubjectPageWire }) {
  const { t } = useSpeech();
  const isAccount = /^[^/\s]+\/./.test(subject.name);
  const names = subject.kind === 'instrument' ? [subject.name] : [...new Set([...(isAccount ? [subject.name] : []), ...accounts])];
  const [name, setName] = useState(names[0] ?? null);
  const [file, setFile] = useState(files[0]?.file.id ?? null);
  const made = useMutation({ mutationFn: alertCalls.history });
  if (name === null || file === null) return null;
  const kind = subject.kind === 'instrument' ? 'instrument' : 'account';
  const replay = (): void => made.mutate({ file, kind, name });
  return (
    <Section title={t('marketHistory.title')}>
      <Text size="sm" mb={8}>
        {t('marketHistory.under')}
      </Text>
      <form
        className={classes['gate']}
        onSubmit={(event) => {
          event.preventDefault();
          replay();
        }}
      >
        {names.length > 1 && (
          <Select
            label={t('marketHistory.account')}
            allowDeselect={false}
            searchable
            value={name}
            onChange={(chosen) => {
              made.reset();
              setName(chosen);
            }}
            data={names}
          />
        )}
        <Select
          label={t('marketSubject.file')}
          allowDeselect={false}
          searchable
          w={300}
          value={file}
          onChange={(chosen) => {
            made.reset();
            setFile(chosen);
          }}
          data={files.map(({ file: { id: value, name: label } }) => ({ value, label }))}
        />
        <Button type="submit" variant="default" loading={made.isPending} leftSection={<IconHistory size={16} aria-hidden />}>
          {t('marketHistory.replay')}
        </Button>
      </form>
      {made.isError && <Failure error={made.error} onAgain={replay} />}
      {made.data !== undefined && <History history={made.data} />}
    </Section>
  );
}

const proofNames = ['orders', 'positions', 'numbers'] as const;

function History({ history }: { history: MarketHistoryWire }) {
  const { t } = useSpeech();
  const { subject, proofs, gapsCount, events, from, until, digest, input } = history;
  const checked = proofNames.some((name) => (proofs[name]?.checked ?? 0) > 0);
  return (
    <div aria-live="polite" className={classes['activities']}>
      <Alert variant="light" color={gapsCount > 0 ? 'yellow' : checked ? 'moss' : 'gray'} mt={12}>
        {t('marketHistory.events', { count: events, name: `${subject.venue}/${subject.name}` })} {from ?? ''} – {until ?? ''}.{' '}
        {gapsCount > 0 ? t('marketHistory.gaps', { count: gapsCount }) : t(checked ? 'marketHistory.noGap' : 'marketHistory.notChecked')}
      </Alert>
      <dl className={classes['measures']}>
        {proofNames.map((name) => {
          const proof = proofs[name];
          return (
            <div key={name}>
              <dt>{t(`marketHistory.proof.${name}`)}</dt>
              <dd>
                {proof === null || proof.checked === 0
                  ? t('marketHistory.cannot')
                  : t('marketHistory.equal', { equal: String(proof.equal), checked: String(proof.checked) })}
              </dd>
            </div>
          );
        })}
      </dl>
      <Ends history={history} />
      {gapsCount > 0 && <Gaps history={history} />}
      <Text size="xs" className={classes['digest']}>
        {t('marketHistory.digests', { document: digest, events: input.events })}
      </Text>
      <div>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveJson(history, `history-${subject.venue}-${subject.name.replace(/[^\w.-]+/g, '-')}.json`)}
        >
          {t('marketHistory.save')}
        </Button>
      </div>
    </div>
  );
}

const endNames = ['placed', 'filled', 'withdrawn', 'open'] as const;

function Ends({ history }: { history: MarketHistoryWire }) {
  const { t } = useSpeech();
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={byKeyboard(t('marketHistory.ends'))}>
      <Table className={classes['baseline']} aria-label={t('marketHistory.ends')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('alert.instruments')}</Table.Th>
            {endNames.map((name) => (
              <Table.Th key={name} className={classes['number']}>
                {t(`marketHistory.orders.${name}`)}
              </Table.Th>
            ))}
            <Table.Th className={classes['number']}>{t('marketSubject.measure.trades')}</Table.Th>
            <Table.Th className={classes['number']}>{t('marketSubject.measure.bought')}</Table.Th>
            <Table.Th className={classes['number']}>{t('marketSubject.measure.sold')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {history.instruments.map(({ venue, symbol, orders, trades, bought, sold, paid, received, quoteCurrency }) => (
            <Table.Tr key={`${venue}/${symbol}`}>
              <Table.Th scope="row">{`${venue}/${symbol}`}</Table.Th>
              {endNames.map((name) => (
                <Table.Td key={name} className={classes['number']}>
                  {orders[name]}
                </Table.Td>
              ))}
              <Table.Td className={classes['number']}>{trades}</Table.Td>
              <Table.Td className={classes['number']}>
                {t('marketHistory.for', { size: bought, value: `${paid} ${quoteCurrency}` })}
              </Table.Td>
              <Table.Td className={classes['number']}>
                {t('marketHistory.for', { size: sold, value: `${received} ${quoteCurrency}` })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Gaps({ history: { gaps, gapsCount } }: { history: MarketHistoryWire }) {
  const { t } = useSpeech();
  return (
    <>
      <Table className={classes['baseline']} aria-label={t('marketHistory.gapList')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('marketHistory.gapAt')}</Table.Th>
            <Table.Th>{t('marketHistory.gap')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {gaps.map(({ at, event, sentence, kind }) => (
            <Table.Tr key={`${kind} ${event} ${sentence}`}>
              <Table.Th scope="row">{at}</Table.Th>
              <Table.Td>
                {sentence} ({event})
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {gapsCount > gaps.length && <Text size="sm">{t('marketHistory.gapsMore', { count: gapsCount - gaps.length })}</Text>}
    </>
  );
}
