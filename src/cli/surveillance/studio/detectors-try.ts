// SPDX-License-Identifier: Apache-2.0
/** `comity detectors try`: a draft is back-tested on files that the server has taken in, or follows new ones as a shadow. */
import { setTimeout as delay } from 'node:timers/promises';
import { type DraftDetailWire, draftDetailSchema } from '../../../findings/index.ts';
import { fail, ok, type Result } from '../../../kernel/index.ts';
import type { Command, Given } from '../../command.ts';
import type { ServerSession } from '../../server-session.ts';
import { signInHelp } from '../../sign-in-options.ts';
import { atStudio, draftAt, draftLines, sendDraft, studioOptions } from './at-studio.ts';

const lookEveryMs = 1000;

export const detectorsTry: Command = {
  name: 'detectors try',
  summary: 'back-tests the draft of a detector on files the server has taken, stops that, or sets whether its shadow follows new files',
  help: `
DRAFT                    the draft by its identifier; ./comity detectors show DRAFT lists the files it may be tried on
  --files LIST           files by their identifiers, divided by commas: judged with the parameters in force and with the draft's, one by one
  --no-wait              does not wait for the end of the back-test
  --stop                 stops the back-test; what was found on files that are done stays
  --shadow on|off        from now on files that are taken and run, and closed days of live markets, are judged with the draft too, without alerts; or no longer
  --json                 prints the draft as JSON
${signInHelp}

Exit code 0: done, or the back-test came to its end; 1: refused; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity detectors try ddr_01jd8v4k --files mkf_01jd7a2b --officer analyst@xb.example --code 123456`,
  options: {
    ...studioOptions,
    files: { type: 'string' },
    'no-wait': { type: 'boolean' },
    stop: { type: 'boolean' },
    shadow: { type: 'string' },
  },
  run: (given, output) =>
    atStudio(given, output, { word: 'DRAFT', work: (session, word) => tryDraft(session, word, given), lines: draftLines }),
};

async function tryDraft(session: ServerSession, id: string, given: Given): Promise<Result<DraftDetailWire>> {
  const [files, shadow, isStop] = [given.text('files'), given.text('shadow'), given.has('stop')];
  if ([files !== null, shadow !== null, isStop].filter(Boolean).length !== 1)
    return fail('options', 'Give one of --files, --stop and --shadow.', 'See ./comity detectors try --help.');
  if (isStop) return sendDraft(session, 'POST', `${draftAt(id)}/back-test/stop`);
  if (shadow !== null) {
    if (shadow !== 'on' && shadow !== 'off') return fail('--shadow', 'It is on or off.', 'Write --shadow on.');
    return sendDraft(session, 'POST', `${draftAt(id)}/shadow`, { isOn: shadow === 'on' });
  }
  const ordered = await sendDraft(session, 'POST', `${draftAt(id)}/back-test`, {
    files: (files ?? '').split(',').map((file) => file.trim()),
  });
  return ordered.ok && !given.has('no-wait') ? atItsEnd(session, id) : ordered;
}

/** A back-test ends: each of its files is judged, fails after three tries, or is left when somebody stops it. */
async function atItsEnd(session: ServerSession, id: string): Promise<Result<DraftDetailWire>> {
  for (;;) {
    const answer = await session.get(draftAt(id));
    if (!answer.ok) return answer;
    const draft = draftDetailSchema.parse(answer.value);
    if (draft.trial === null || draft.trial.state === 'done' || draft.trial.state === 'stopped') return ok(draft);
    await delay(lookEveryMs);
  }
}
