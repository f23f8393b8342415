const mostKnown = 1000;
const known = new Map<string, boolean>();

/**
 * Whether a name of an image means what is newest: without tag and digest, or with the tag `latest`. A text that is no name means
 * nothing.
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export function isLatest(image: string): boolean {
  let latest = known.get(image);
  if (latest === undefined) {
    latest = readLatest(image);
    if (known.size < mostKnown && image.length < 300) known.set(image, latest);
  }
  return latest;
}

const identifier = /^[a-f0-9]{64}$/;
const digest = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const host = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const part = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const longestPath = 255;

function readLatest(image: string): boolean {
  const at = image.indexOf('@');
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  if (colon < 0 ? at >= 0 : named.slice(colon + 1) !== 'latest') return false;
  if ((at >= 0 && !digest.test(image.slice(at + 1))) || identifier.test(image)) return false;
  return isName(colon < 0 ? named : named.slice(0, colon));
}

function isName(name: string): boolean {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  // Without a host it is an image of Docker Hub.
  const hosted = first === 'localhost' || /[.:A-Z]/.test(first);
  if (hosted && (!host.test(first) || /\.[.-]|-\./.test(first))) return false;
  const path = hosted ? name.slice(slash + 1) : slash < 0 ? `library/${name}` : name;
  return path.length <= longestPath && path.split('/').every((one) => part.test(one));
}
