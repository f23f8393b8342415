import type { Plan } from '../../plan';
import { planGithub } from './plan-github';
import { planJson } from './plan-json';
import { planMarkdown } from './plan-markdown';
import type { PlanReportOptions } from './plan-report';
import { planSarif } from './plan-sarif';
import { planText } from './plan-text';

/** Ways to write a plan. */
export type PlanFormat = 'text' | 'json' | 'markdown' | 'github' | 'sarif';

/** Every way to write a plan, by its name. */
export const planReporters: { readonly [F in PlanFormat]: (plan: Plan, options: PlanReportOptions) => string } = {
  text: planText,
  json: planJson,
  markdown: planMarkdown,
  github: planGithub,
  sarif: planSarif,
};
