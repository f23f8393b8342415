import { groupOf, type ObjectId } from '../../core/object-id';

/** How a shell reads a word as it is. */
function word(text: string): string {
  return /^[A-Za-z0-9._/:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, '\'\\\'\'')}'`;
}

/** How kubectl names an object: `deployment.apps/web -n shop`. */
export function kubectlName({ apiVersion, kind, namespace, name }: ObjectId): string {
  const group = groupOf(apiVersion);
  const type = `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`;
  return `${word(`${type}/${name}`)}${namespace === undefined ? '' : ` -n ${word(namespace)}`}`;
}

/** `kubectl delete …`. */
export function kubectlDelete(id: ObjectId, ...flags: readonly string[]): string {
  return ['kubectl delete', kubectlName(id), ...flags].join(' ');
}
