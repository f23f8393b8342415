import { inTurns, table } from '../measure';
import { ownCommand, ownProject } from '../own-project';
import type { Part } from '../part';

/** Definitions remember who called them in this way alone. */
const withoutLines = 'Error.captureStackTrace = () => undefined;\n';

export const lines: Part = {
  name: 'lines',
  title: 'What source lines cost',
  run({ rounds, quick }) {
    const apps = quick ? 100 : 1000;
    const [withLines, without] = [ownProject('with-lines', { apps }), ownProject('without-lines', { apps, prelude: withoutLines })];
    const runs = inTurns(rounds * 2, { with: ownCommand(withLines), without: ownCommand(without) });
    const share = (100 * (runs.with.cpu - runs.without.cpu)) / runs.with.cpu;
    return [
      `Every object knows the line that defined it. ${(apps * 8).toLocaleString('en')} objects, as they are and with V8 told to record nothing, time of the processor:`,
      '',
      table(['', 'time'], [['with lines', `${runs.with.cpu.toFixed(0)} ms`], ['without', `${runs.without.cpu.toFixed(0)} ms`], ['share', `${share.toFixed(1)} %`]]),
    ].join('\n');
  },
};
