import { check } from '../../../../src/check';
import { DEFAULT_RELEASE } from '../../../../src/schema/releases';
import { describeOracle, verdicts } from '../../../support/oracle';
import { containerCases } from './cases/containers';
import { environmentCases } from './cases/environment';
import type { PodCase, PodCases } from './cases/given';
import { mountCases } from './cases/mounts';
import { resourceCases } from './cases/resources';
import { schedulingCases } from './cases/scheduling';
import { securityCases } from './cases/security';
import { specCases } from './cases/spec';
import { volumeCases } from './cases/volumes';

const tables: { readonly [area: string]: PodCases } = {
  'containers': containerCases,
  'variables': environmentCases,
  'resources': resourceCases,
  'mounts': mountCases,
  'volumes': volumeCases,
  'security': securityCases,
  'scheduling': schedulingCases,
  'the rest of a pod': specCases,
};

/** What is found: code, server's path and, where it is another one, the place that is shown. */
function found({ given, release = DEFAULT_RELEASE }: Pick<PodCase, 'given' | 'release'>): string[] {
  let shown = '';
  const locate = (pointer: string): { file: string; line: number; column: number } => {
    shown = pointer;
    return { file: 'a.yaml', line: 1, column: 1 };
  };
  return check([{ manifest: given, locate }], { kubernetes: [release], layers: ['schema', 'api'] }).diagnostics.map(({ code, pointer, source }) => {
    expect(source).toBeDefined();
    const inside = shown.startsWith(`${pointer}/`) && pointer !== '' ? shown.slice(pointer.length + 1) : shown;
    return shown === pointer ? `${code} ${pointer}` : `${code} ${pointer} > ${inside}`;
  });
}

describe.each(Object.entries(tables))('%s', (_area, table) => {
  test.each(table)('%s', (_name, facts) => {
    expect(found(facts).sort()).toEqual([...facts.want].sort());
  });
});

const all = Object.values(tables).flat().map(([, { given }]) => given);

describeOracle('all of these pods', (release) => {
  /** The server's paths as text, `[0]` and `[key]` alike. */
  const asText = (field: string): string => field.replace(/\[([^\]]*)\]/g, '.$1').replace(/^\./, '');
  const fromPointer = (pointer: string): string => pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');

  test('the check says what the server says', () => {
    const differences = verdicts(release, all).flatMap(({ code, causes = [] }, index) => {
      // Older releases do not know all fields, and the checkers make up no names.
      if (code === 400 || code === 500) return [];
      const server = new Set(causes.filter(({ message }) => !message.includes('disallowed by cluster policy')).map(({ field }) => asText(field)));
      const { diagnostics } = check([{ manifest: all[index] }], { kubernetes: [release as NonNullable<PodCase['release']>], layers: ['schema', 'api'] });
      const ours = new Set(diagnostics.map(({ pointer }) => fromPointer(pointer)));
      const missing = [...server].filter((field) => !ours.has(field));
      const extra = [...ours].filter((field) => !server.has(field));
      return missing.length + extra.length === 0 ? [] : [JSON.stringify({ pod: all[index], missing, extra })];
    });
    expect(differences).toEqual([]);
  });
});
