// SPDX-License-Identifier: Apache-2.0
/** How far something long is: a bar that is drawn anew on a terminal, a line at every tenth elsewhere. */
import type { Output } from '../command.ts';

const barSigns = 30;
const redrawMs = 200;

export interface ProgressBar {
  readonly show: (label: string, done: number, total: number, beside?: string) => void;
  /** Leaves the line, so that what follows begins on its own. */
  readonly end: () => void;
}

export function progressBar(output: Output, isTerminal = process.stderr.isTTY): ProgressBar {
  let [said, drawnAt, isOpen] = ['', 0, false];
  return {
    show(label, done, total, beside = '') {
      const share = total === 0 ? 1 : Math.min(done / total, 1);
      const percent = Math.floor(share * 100);
      if (isTerminal) {
        if (share < 1 && Date.now() - drawnAt < redrawMs) return;
        drawnAt = Date.now();
        const filled = Math.round(share * barSigns);
        const bar = '#'.repeat(filled) + '.'.repeat(barSigns - filled);
        process.stderr.write(`\r${`${label.padEnd(10)} [${bar}] ${String(percent).padStart(3)} % ${beside}`.padEnd(100)}`);
        isOpen = true;
        return;
      }
      const line = `${label} ${Math.floor(percent / 10) * 10} %`;
      if (line === said) return;
      said = line;
      output.problem(beside === '' ? line : `${line}, ${beside}`);
    },
    end() {
      if (isOpen) process.stderr.write('\n');
      isOpen = false;
    },
  };
}
