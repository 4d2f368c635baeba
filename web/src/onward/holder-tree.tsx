// SPDX-License-Identifier: Apache-2.0
/** Who holds what was recalled, as a tree: told, carried out, kept and why, overdue, or not reached. */
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { HolderNodeWire, MatterDetailWire } from '../../../src/onward/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { useFieldName } from './fields/use-field-name.ts';
import { NodeBadge } from './matter-badge.tsx';
import classes from './onward.module.css';

type Recall = NonNullable<MatterDetailWire['recall']>;

export function HolderTree({ recall }: { recall: Recall }) {
  const { t } = useSpeech();
  const known = new Set(recall.nodes.map((node) => node.holder.authorityId));
  const roots = recall.nodes.filter((node) => !known.has(node.parent.authorityId));
  return (
    <Section title={t('onward.holders', { change: t(`recallChange.${recall.change}`) })}>
      <Minimised recall={recall} />
      {recall.goesTo.length > 0 && (
        <Text size="sm">{t('onward.correctionGoesTo', { names: recall.goesTo.map(({ name }) => name).join(', ') })}</Text>
      )}
      {recall.nodes.length === 0 && recall.goesTo.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('onward.noLaterHolders')}
        </Text>
      )}
      {roots.length > 0 && <Branch nodes={roots} all={recall.nodes} />}
    </Section>
  );
}

/** What a correction leaves out, and by which other matters it goes to those who hold more or less. */
function Minimised({ recall: { withheld, others } }: { recall: Recall }) {
  const { t } = useSpeech();
  const nameOf = useFieldName();
  return (
    <>
      {withheld.length > 0 && (
        <Text size="sm">{t('onward.correctionWithout', { fields: withheld.map(({ path }) => nameOf(path)).join(', ') })}</Text>
      )}
      {others.length > 0 && (
        <Text size="sm">
          {t('onward.correctionOthers')}{' '}
          {others.map((matterId, index) => (
            <span key={matterId}>
              {index > 0 && ', '}
              <Link to="/onward/$matterId" params={{ matterId }}>
                {t('onward.correctionOther', { number: index + 1 })}
              </Link>
            </span>
          ))}
        </Text>
      )}
    </>
  );
}

function Branch({ nodes, all }: { nodes: readonly HolderNodeWire[]; all: readonly HolderNodeWire[] }) {
  return (
    <ul className={classes['tree']}>
      {nodes.map((node) => (
        <li key={node.holder.authorityId}>
          <Holder node={node} />
          <Below node={node} all={all} />
        </li>
      ))}
    </ul>
  );
}

function Below({ node, all }: { node: HolderNodeWire; all: readonly HolderNodeWire[] }) {
  const below = all.filter((other) => other.parent.authorityId === node.holder.authorityId);
  return below.length === 0 ? null : <Branch nodes={below} all={all} />;
}

function Holder({ node }: { node: HolderNodeWire }) {
  const { t, dates } = useSpeech();
  return (
    <div className={classes['node']}>
      <div className={classes['nodeHead']}>
        <span>{node.holder.name}</span>
        <NodeBadge node={node} />
      </div>
      {node.dueAt !== null && (node.state === 'told' || node.state === 'queued') && (
        <Text size="xs" c="dimmed">
          {t('deadline.due', { when: dates.moment(node.dueAt) })}
        </Text>
      )}
      {node.ground !== null && (
        <Text size="sm">{t('onward.keptBecause', { ground: t(`recallGround.${node.ground}`), clause: node.clause ?? '' })}</Text>
      )}
      {node.reasons !== '' && <Text size="sm">{node.reasons}</Text>}
    </div>
  );
}
