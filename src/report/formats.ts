import type { CheckReport } from '../check/check-options';
import { githubReport } from './github';
import { jsonReport } from './json';
import { junitReport } from './junit';
import type { ReportOptions } from './report-options';
import { sarifReport } from './sarif';
import { tapReport } from './tap';
import { textReport } from './text';

/** Ways to write a report. */
export type ReportFormat = 'text' | 'json' | 'sarif' | 'junit' | 'github' | 'tap';

/** Writes a report: a text and nothing else. */
export type Reporter = (report: CheckReport, options: ReportOptions) => string;

/** Every way to write a report, by its name. */
export const reporters: { readonly [F in ReportFormat]: Reporter } = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
  tap: tapReport,
};
