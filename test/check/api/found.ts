import { check } from '../../../src/check';
import { DEFAULT_RELEASE, type KubernetesRelease } from '../../../src/schema/releases';
import { verdicts } from '../../support/oracle';

/** What is found in an object: code, server's path and, where it is another one, the place that is shown. */
export function found(manifest: unknown, release: KubernetesRelease = DEFAULT_RELEASE): string[] {
  let shown = '';
  const locate = (pointer: string): { file: string; line: number; column: number } => {
    shown = pointer;
    return { file: 'a.yaml', line: 1, column: 1 };
  };
  return check([{ manifest, locate }], { kubernetes: [release], layers: ['schema', 'api'] }).diagnostics.map(({ code, pointer, source }) => {
    expect(source).toBeDefined();
    const inside = shown.startsWith(`${pointer}/`) && pointer !== '' ? shown.slice(pointer.length + 1) : shown;
    return shown === pointer ? `${code} ${pointer}` : `${code} ${pointer} > ${inside}`;
  });
}

/** The server's paths as text, `[0]` and `[key]` alike. */
const asText = (field: string): string => field.replace(/\[([^\]]*)\]/g, '.$1').replace(/^\./, '');
const fromPointer = (pointer: string): string => pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');

/** Fields of objects that the server of a release names and the check does not, or the other way round. */
export function differences(objects: readonly unknown[], release: KubernetesRelease): string[] {
  return verdicts(release, objects).flatMap(({ code, causes = [] }, index) => {
    // Older releases do not know all fields, and the checkers make up no names.
    if (code === 400 || code === 500) return [];
    const server = new Set(causes.filter(({ message }) => !message.includes('disallowed by cluster policy')).map(({ field }) => asText(field)));
    const { diagnostics } = check([{ manifest: objects[index] }], { kubernetes: [release], layers: ['schema', 'api'] });
    const ours = new Set(diagnostics.map(({ pointer }) => fromPointer(pointer)));
    const missing = [...server].filter((field) => !ours.has(field));
    const extra = [...ours].filter((field) => !server.has(field));
    return missing.length + extra.length === 0 ? [] : [JSON.stringify({ object: objects[index], missing, extra })];
  });
}
