import { isDeepStrictEqual } from 'node:util';
import { type KubeObject, nameOf } from '../bundle/bundle';
import { livePods } from '../cluster/live-pods';
import { all, fail, throwFailures } from '../failure';
import { applied } from './applied';
import type { Context } from './context';

/** Applied again: `kubectl diff` is empty, no object changes, and no pod is replaced. */
export async function unchanged(context: Context): Promise<void> {
  const { cluster: { kubectl }, bundle, particulars: { warnings } } = context;
  const before = await state(context);
  const { code, stdout, stderr } = await kubectl.run(['diff', '--server-side', '-f', '-'], bundle.text);
  if (code !== 0) fail('the file', 'kubectl diff is not empty although it was applied', `${stdout}${stderr}`);
  await applied(kubectl, bundle, warnings);
  const after = await state(context);
  throwFailures(before.objects.flatMap((object, index) => isDeepStrictEqual(object, after.objects[index])
    ? []
    : [{ object: nameOf(object), message: 'changed when the file was applied again', said: `${JSON.stringify(object)}\n${JSON.stringify(after.objects[index])}` }]));
  if (!isDeepStrictEqual(before.pods, after.pods)) fail('the pods', 'changed when the file was applied again', after.pods.join('\n'));
}

interface State {
  readonly objects: readonly KubeObject[];
  readonly pods: readonly string[];
}

/** What the server has for the objects of the file, without what controllers report, and which pods there are. */
async function state({ cluster: { kubectl, api }, bundle }: Context): Promise<State> {
  // Of a single object kubectl prints no list.
  const got = await kubectl.json<KubeObject | { readonly items: readonly KubeObject[] }>(['get', '-f', '-'], bundle.text);
  const items = 'items' in got ? got.items : [got];
  const pods = (await all(bundle.namespaces().map(async (namespace) => livePods(api, namespace)))).flat();
  return {
    objects: items.map((object) => ({
      ...object, status: undefined, metadata: { ...object.metadata, resourceVersion: undefined, managedFields: undefined },
    })),
    pods: pods.map(({ name, uid }) => `${name} ${uid}`).sort(),
  };
}
