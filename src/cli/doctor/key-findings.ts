// SPDX-License-Identifier: Apache-2.0
/** The authority's own keys: how old each is, when the plan for sealing ends, how many roots must sign, and the last backup. */
import { activeKeys, type KeyState, listKeyEvents } from '../../seals/index.ts';
import { type Instant, msBetween } from '../../kernel/index.ts';
import { type Configuration, lastBackup, readAuthorityFiles, readRestore, systemRandom } from '../../server/index.ts';
import { type Finding, good } from './surroundings.ts';

const dayMs = 86_400_000;
/** A key for sealing that is used for longer makes much of the past readable when it is stolen. */
const sealDaysMax = 30;
/** Other keys, by custom once a year. */
const keyDaysMax = 400;
/** In which a plan for sealing should be renewed: holders of roots have to meet. */
const planDaysLeft = 14;
/** A backup is taken daily. */
const backupDaysMax = 2;

/** Nothing where the files cannot be read: that is found elsewhere. */
export async function lookAtKeys(configuration: Pick<Configuration, 'folder'>, now: Instant): Promise<Finding[]> {
  const read = await readAuthorityFiles(configuration.folder, systemRandom);
  if (!read.ok) return [];
  const { keyState, history } = read.value;
  const events = listKeyEvents(history);
  const moments = events.ok ? events.value.map((event) => event.at) : [];
  const ages = (['dispatch', 'log', 'transport'] as const).flatMap((purpose) => ageFinding(keyState, purpose, moments, now));
  return [
    rootsFinding(keyState),
    ...ages,
    sealFinding(keyState, moments, now),
    await backupFinding(configuration, now),
    ...(await holdFinding(configuration)),
  ];
}

function rootsFinding({ roots, threshold }: KeyState): Finding {
  if (threshold >= 2) return good('roots', `${threshold} of ${roots.length} must sign a change of keys`);
  return {
    state: 'warning',
    about: 'roots',
    sentence: 'One root alone can change who this authority is. Good for trials only: ./comity keys propose roots.',
  };
}

function ageFinding(state: KeyState, purpose: 'dispatch' | 'log' | 'transport', moments: readonly Instant[], now: Instant): Finding[] {
  const [newest] = activeKeys(state, purpose);
  if (newest === undefined) return [];
  const days = daysSince(moments[newest.addedAt], now);
  const about = `key for ${purpose}`;
  if (days <= keyDaysMax) return [good(about, `${days} days old`)];
  return [{ state: 'warning', about, sentence: `${days} days old. Replace it: ./comity keys rotate ${purpose}` }];
}

function sealFinding(state: KeyState, moments: readonly Instant[], now: Instant): Finding {
  const about = 'keys for sealing';
  const inUse = activeKeys(state, 'seal');
  const last = inUse
    .map((key) => key.epoch?.until ?? null)
    .reduce((latest, until) => (until !== null && (latest === null || until > latest) ? until : latest), null);
  const plan = './comity keys rotate seal';
  if (last === null) {
    const days = Math.max(0, ...inUse.map((key) => daysSince(moments[key.addedAt], now)));
    const sentence = `one key without an end, ${days} days old; a plan protects the past better: ${plan}`;
    return days <= sealDaysMax ? good(about, sentence) : { state: 'warning', about, sentence };
  }
  const left = Math.floor(msBetween(now, last) / dayMs);
  if (left < 0)
    return { state: 'wrong', about, sentence: `The plan has run out ${-left} days ago; the last key is used on. Make another: ${plan}` };
  const sentence = `planned for ${left} more days`;
  return left > planDaysLeft ? good(about, sentence) : { state: 'warning', about, sentence: `${sentence}. Make another plan: ${plan}` };
}

async function backupFinding({ folder }: Pick<Configuration, 'folder'>, now: Instant): Promise<Finding> {
  const last = await lastBackup(folder);
  if (last === null) return { state: 'warning', about: 'backup', sentence: 'None was taken yet. Take one daily: ./comity backup --help' };
  const days = daysSince(last, now);
  if (days <= backupDaysMax) return good('backup', `the last one was taken ${last}`);
  return { state: 'warning', about: 'backup', sentence: `The last one is ${days} days old. Take one daily: ./comity backup` };
}

async function holdFinding({ folder }: Pick<Configuration, 'folder'>): Promise<Finding[]> {
  const facts = await readRestore(folder);
  if (facts === null) return [];
  const sentence = `This server came back from a backup of ${facts.backupAt} and sends nothing. Announce it: ./comity keys propose restore`;
  return [{ state: 'wrong', about: 'return', sentence }];
}

function daysSince(moment: Instant | undefined, now: Instant): number {
  return moment === undefined ? 0 : Math.max(0, Math.floor(msBetween(moment, now) / dayMs));
}
