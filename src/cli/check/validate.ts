import { check } from '../../check/check';
import type { CheckReport } from '../../check/check-options';
import { isPlainMap } from '../../core/plain-map';
import { textReport } from '../../report/text';
import type { Synthesis } from '../../synth/synthesis';
import type { Context } from '../command';
import { plural } from '../words';
import { importedDefinitions } from '../import/imported-definitions';
import { loadBaseline } from './baseline-file';
import { type CheckSettings, checkOptions } from './check-settings';
import { programExternal, programInputs } from './program-inputs';
import { reportOptions } from './report-options';

/** What a command that writes is told about its check. */
export type ValidateOptions = Pick<CheckSettings, 'kubernetes' | 'rule'>;

/**
 * Checks what a program gives before it is written. What a cluster would refuse, and what would not work in it, is shown; how much
 * else there is to read, in a line.
 * @param sources files of the program: beside imported types lie the definitions of their kinds
 * @returns whether nothing keeps it from being written
 */
export function validate(context: Context, syntheses: readonly Synthesis[], options: ValidateOptions, sources: readonly string[]): boolean {
  const { io, config } = context;
  const given = checkOptions(options, config);
  const { check: settings } = config.settings;
  const baseline = isPlainMap(settings) && typeof settings['baseline'] === 'string' ? settings['baseline'] : undefined;
  const inputs = programInputs(syntheses);
  const report = check(inputs, {
    ...given,
    // Advice stops nobody, and is for those who ask.
    layers: ['schema', 'api', 'bundle'],
    crds: importedDefinitions(context, inputs.map(({ manifest }) => manifest), sources),
    external: [...given.external ?? [], ...programExternal(syntheses)],
    baseline: loadBaseline(baseline, io.cwd, false),
  });
  const { errors, warnings } = report.summary;
  if (errors > 0) {
    io.stderr.write(textReport(errorsOf(report), { ...reportOptions(context), paint: context.stderrStyle }));
    io.stderr.write('nothing was written; --no-validate leaves this check out\n');
    return false;
  }
  if (warnings > 0) context.say(`the check found ${plural(warnings, 'warning')}: kubeloom check shows ${warnings === 1 ? 'it' : 'them'}`);
  return true;
}

function errorsOf(report: CheckReport): CheckReport {
  return { ...report, diagnostics: report.diagnostics.filter(({ severity, suppressed }) => severity === 'error' && suppressed === undefined) };
}
