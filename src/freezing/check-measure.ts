// SPDX-License-Identifier: Apache-2.0
/**
 * Which measure may follow which, as a table; and what must hold of its content. Asked when a measure is prepared, when it is
 * sent, and by the receiver, who plays the same steps.
 *
 *     issued -> recognised | postponed | impossible | executed      executed -> executed (more property), limit-question, ended
 *     limit-asked -> limit-answer; when its time has passed without one (clocks.ts): ended (lapsed)
 *
 * An order that is urgent may be carried out at once: `executed` recognises it too. Postponed or impossible is not the end: the
 * order is carried out, without a new certificate, once what stood against it is gone.
 */
import { type Instant, type Issue, msBetween } from '../kernel/index.ts';
import { type Freeze, playFreeze, type Taken, totalsOf } from './play-freeze.ts';
import { sumWords } from './sum-words.ts';
import type { FreezeState, InstructionWire, MeasureWire, OrderWire } from './wire.ts';

type Kind = MeasureWire['kind'] | InstructionWire['kind'];

const before: readonly FreezeState[] = ['issued', 'postponed', 'impossible'];
const held: readonly FreezeState[] = ['executed', 'limit-asked', 'limited'];

/** In which states each measure may be taken. */
export const measuresByState: Readonly<Record<Kind, readonly FreezeState[]>> = {
  recognised: before,
  late: [...before, 'recognised'],
  postponed: [...before, 'recognised'],
  impossible: [...before, 'recognised'],
  executed: [...before, 'recognised', ...held],
  valued: held,
  claimed: held,
  'limit-question': ['executed', 'limited'],
  'limit-answer': ['limit-asked'],
  release: held,
  ended: held,
  disposed: held,
};

export interface Measured {
  readonly order: OrderWire;
  readonly taken: readonly Taken[];
  readonly measure: MeasureWire | InstructionWire;
  readonly at: Instant;
  /** When the answer to the question to limit the freeze is due (clocks.ts); null where none is open. */
  readonly limitDueAt: Instant | null;
}

export function checkMeasure(measured: Measured): Issue[] {
  const { taken, measure } = measured;
  const freeze = playFreeze(taken);
  if (!measuresByState[measure.kind].includes(freeze.state)) {
    const problem = `A freeze that is ${freeze.state.replaceAll('-', ' ')} does not take the step "${measure.kind}".`;
    return [{ path: 'measure.kind', problem, remedy: 'Load the freeze again: it has changed.' }];
  }
  return [...linesThere(freeze, measure), ...contentIssues(freeze, measured)];
}

/** Lines that a measure speaks of are in the ledger and still frozen. */
function linesThere(freeze: Freeze, measure: MeasureWire | InstructionWire): Issue[] {
  const named = 'lineIds' in measure ? measure.lineIds : 'lineId' in measure ? [measure.lineId] : [];
  return named.flatMap((lineId, index) => {
    const line = freeze.lines.find((one) => one.lineId === lineId);
    if (line?.state === 'frozen' && !named.slice(0, index).includes(lineId)) return [];
    const problem = line === undefined ? 'The ledger has no such line.' : 'This line is not frozen any more, or is named twice.';
    return [{ path: `measure.lineIds.${index}`, problem, remedy: 'Choose from the lines that are frozen.' }];
  });
}

function contentIssues(freeze: Freeze, { order, measure, at, limitDueAt }: Measured): Issue[] {
  switch (measure.kind) {
    case 'executed':
      return executedIssues(order, freeze, measure, at);
    case 'ended':
      return endedIssues(freeze, measure, { at, limitDueAt });
    case 'disposed':
      return disposedIssues(order, freeze, measure);
    case 'limit-answer':
      return measure.answer === 'limit' && measure.until === null
        ? [{ path: 'measure.until', problem: 'A limit says until when.', remedy: 'Write the moment.' }]
        : [];
    default:
      return [];
  }
}

function executedIssues(order: OrderWire, freeze: Freeze, measure: Extract<MeasureWire, { kind: 'executed' }>, at: Instant): Issue[] {
  const issues: Issue[] = [];
  const known = new Set(freeze.lines.map((line) => line.lineId));
  for (const [index, line] of measure.lines.entries()) {
    const path = `measure.lines.${index}`;
    if (known.has(line.lineId)) issues.push({ path, problem: 'Two lines have one identifier.', remedy: 'Give each its own.' });
    known.add(line.lineId);
    if (line.itemId !== null && !order.property.items.some((item) => item.id === line.itemId)) {
      issues.push({ path: `${path}.itemId`, problem: 'The certificate names no such item.', remedy: 'Choose an item of the certificate.' });
    }
    if (line.itemId === null && order.property.basis === 'items') {
      issues.push({ path: `${path}.itemId`, problem: 'The order is for certain items.', remedy: 'Name the item that was frozen.' });
    }
  }
  const sum = measure.lines.reduce((total, line) => total + BigInt(line.valueMinor), 0n);
  const { leftMinor } = totalsOf(order, freeze.lines);
  if (order.property.basis !== 'items' && sum > BigInt(leftMinor)) {
    const problem = `It would freeze more than the order lets be frozen here: ${sumWords(order)(leftMinor)} is left.`;
    issues.push({ path: 'measure.lines', problem, remedy: 'Freeze less, or ask the issuing authority for another certificate.' });
  }
  if (measure.notice === 'deferred' && !order.confidential.deferNotice) {
    const problem = 'The certificate does not ask to put off the notice to persons affected.';
    issues.push({ path: 'measure.notice', problem, remedy: 'Give the notice, or ask the issuing authority.' });
  }
  if (order.kind === 'suspension') issues.push(...suspensionIssues(order, measure.until, at));
  return issues;
}

function suspensionIssues(order: OrderWire, until: string | null, at: Instant): Issue[] {
  if (until === null) return [{ path: 'measure.until', problem: 'A movement is held back until a moment.', remedy: 'Write the moment.' }];
  if (msBetween(at, until as Instant) <= (order.hoursMax ?? 0) * 3_600_000) return [];
  const problem = `The movement may be held back for ${order.hoursMax ?? 0} hours at most.`;
  return [{ path: 'measure.until', problem, remedy: 'Write an earlier moment, or ask for an order to freeze.' }];
}

function endedIssues(
  freeze: Freeze,
  measure: Extract<MeasureWire, { kind: 'ended' }>,
  { at, limitDueAt }: Pick<Measured, 'at' | 'limitDueAt'>,
): Issue[] {
  if (measure.why === 'released') {
    return measure.lineIds.flatMap((lineId, index) =>
      freeze.toRelease.has(lineId)
        ? []
        : [
            {
              path: `measure.lineIds.${index}`,
              problem: 'The issuing authority has not released it.',
              remedy: 'Ask whether the freeze may be limited.',
            },
          ],
    );
  }
  if (measure.why === 'time-passed') {
    if (freeze.until !== null && at >= freeze.until) return [];
    return [{ path: 'measure.why', problem: 'No time that was set has passed.', remedy: 'Wait until it has, or ask to limit the freeze.' }];
  }
  if (limitDueAt !== null && at > limitDueAt) return [];
  const problem = 'The freeze lapses when the question to limit it was not answered in time.';
  const remedy =
    limitDueAt === null ? 'Ask, and wait for the answer or for the end of its time.' : `Wait for the answer or until ${limitDueAt}.`;
  return [{ path: 'measure.why', problem, remedy }];
}

/**
 * What was confiscated is disposed of; what is only frozen may go back to victims where the certificate tells of a decision to give it back
 * (Regulation (EU) 2018/1805, article 29), and to nobody else.
 */
export function takesDisposal({ kind, restitution }: OrderWire): boolean {
  return kind === 'confiscation' || (kind === 'freezing' && restitution.trim() !== '');
}

const notForDisposal: Issue = {
  path: 'measure.kind',
  problem: 'Only what was confiscated is disposed of, or what is given back to victims under a decision that the certificate tells of.',
  remedy: 'Ask for the order to confiscate, or for a certificate that tells of the decision.',
};

function restitutionIssues(freeze: Freeze, measure: Extract<MeasureWire, { kind: 'disposed' }>): Issue[] {
  if (measure.issuingMinor !== '0' || measure.executingMinor !== '0') {
    const problem = 'Property that is frozen and not confiscated goes back to victims only.';
    return [{ path: 'measure.issuingMinor', problem, remedy: 'Give neither state a share, or wait for the order to confiscate.' }];
  }
  if (measure.victimsMinor === '0') {
    return [{ path: 'measure.victimsMinor', problem: 'Nothing goes to victims.', remedy: 'Write what was given back to them.' }];
  }
  return measure.lineIds.flatMap((lineId, index) =>
    (freeze.lines.find((line) => line.lineId === lineId)?.claims.length ?? 0) === 0
      ? []
      : [
          {
            path: `measure.lineIds.${index}`,
            problem: 'A third party claims this property, so whose it is is contested.',
            remedy: 'Ask the issuing authority, and give back only what nobody else claims.',
          },
        ],
  );
}

function disposedIssues(order: OrderWire, freeze: Freeze, measure: Extract<MeasureWire, { kind: 'disposed' }>): Issue[] {
  if (!takesDisposal(order)) return [notForDisposal];
  if (order.kind === 'freezing') {
    const issues = restitutionIssues(freeze, measure);
    if (issues.length > 0) return issues;
  }
  if ((measure.victimsCompensated ?? 0) > 0 && measure.victimsMinor === '0') {
    const problem = 'Victims are compensated, and nothing goes to them.';
    return [{ path: 'measure.victimsCompensated', problem, remedy: 'Write what goes to victims, or that none was compensated.' }];
  }
  const worth = freeze.lines
    .filter((line) => measure.lineIds.includes(line.lineId))
    .reduce((sum, line) => sum + BigInt(line.latestMinor), 0n);
  const shared = BigInt(measure.victimsMinor) + BigInt(measure.issuingMinor) + BigInt(measure.executingMinor);
  if (shared <= worth) return [];
  return [{ path: 'measure.victimsMinor', problem: 'More is given away than the property was worth.', remedy: 'Correct the shares.' }];
}
