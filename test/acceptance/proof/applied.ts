import { type Bundle, type KubeObject, nameOf } from '../bundle/bundle';
import type { Kubectl, Printed } from '../cluster/kubectl';
import { all, type Failure, fail, throwFailures } from '../failure';
import type { IntendedWarning } from '../systems/particulars';

const APPLY = ['apply', '--server-side', '--validate=strict', '-f', '-'];

/**
 * Applies a file as a user does, in one command, in its own order. Every object has to be accepted with strict validation, and
 * the server may warn of nothing but what is meant.
 */
export async function applied(
  kubectl: Kubectl,
  bundle: Bundle,
  warnings: readonly IntendedWarning[] = [],
): Promise<void> {
  const printed = await kubectl.run(APPLY, bundle.text);
  if (printed.code !== 0) await refused(kubectl, bundle, printed);
  if (printed.stderr !== '' || warnings.length > 0) await warned(kubectl, bundle, warnings);
}

/** kubectl names most objects that it could not apply, but not all: each is sent again by itself. */
async function refused(kubectl: Kubectl, bundle: Bundle, { stderr }: Printed): Promise<never> {
  const failures = (await alone(kubectl, bundle))
    .filter(({ printed }) => printed.code !== 0)
    .map(({ object, printed }): Failure => ({ object: nameOf(object), message: 'refused by the server', said: printed.stderr.trim() }));
  throwFailures(failures);
  fail('the file', 'refused by the server', stderr.trim());
}

/** What the server warns of, against what is meant. kubectl prints equal warnings once, and without their object. */
async function warned(kubectl: Kubectl, bundle: Bundle, intended: readonly IntendedWarning[]): Promise<void> {
  const said = (await alone(kubectl, bundle)).flatMap(({ object, printed }) => printed.stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ object: nameOf(object), line: line.replace(/^Warning: /, '') })));
  const isMeant = (entry: { readonly object: string; readonly line: string }): boolean => intended
    .some(({ object, warning }) => object === entry.object && entry.line.startsWith(warning));
  const missing = intended.filter(({ object, warning }) => !said.some((entry) => entry.object === object && entry.line.startsWith(warning)));
  throwFailures([
    ...said.filter((entry) => !isMeant(entry)).map(({ object, line }) => ({ object, message: 'the server warns', said: line })),
    ...missing.map(({ object, warning }) => ({ object, message: `the server was expected to warn "${warning}…", and does not` })),
  ]);
}

async function alone(kubectl: Kubectl, bundle: Bundle): Promise<{ readonly object: KubeObject; readonly printed: Printed }[]> {
  return all(bundle.objects.map(async (object) => ({
    object,
    printed: await kubectl.run([...APPLY, '--dry-run=server', '--force-conflicts'], JSON.stringify(object)),
  })));
}
