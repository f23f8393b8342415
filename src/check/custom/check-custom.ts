import type { ObjectMeta } from '../../../generated/kubernetes';
import type { Manifest } from '../../core/manifest';
import { kindWith } from '../api/shared/kind';
import { dnsSubdomain } from '../api/shared/names';
import type { CheckCode } from '../codes';
import { decodePart, type Decoded } from '../decode/decode';
import type { ObjectReader } from '../decode/reader';
import type { Context } from '../rule/context';
import type { CustomVersion } from './custom-definitions';
import { decodeEmbedded, judgeEmbedded } from './embedded';
import { checkExpressions } from './expression-rules';
import { prepareCustom } from './prepare-custom';
import { checkLists, validateCustom } from './validate-custom';
import { Visit } from './visit';

const metadataRules = kindWith({ finalizers: 'anyone' }, dnsSubdomain);

/** With one of these, the server asks no rules. */
const blocking: ReadonlySet<CheckCode> = new Set<CheckCode>(['schema/type', 'api/not-supported', 'api/required', 'api/too-long', 'api/too-many']);

/**
 * Checks a custom resource as a server does that has its definition: decoding, defaults, names, schema, rules.
 * @param metadata the reader of the metadata that all objects have
 */
export function checkCustom(manifest: Manifest, version: CustomVersion, metadata: ObjectReader, at: Context): Decoded {
  const { schema, partial, statusApart, clusterScoped } = version;
  const visit = new Visit();
  const prepared = withoutStatus(prepareCustom(manifest, schema, visit, partial) as Manifest, statusApart);
  const decoded = withMetadata(prepared, metadata, at);
  decodeEmbedded(prepared, schema, metadata, at.minor, visit);
  if (!decoded.ok || visit.found.length > 0) {
    at.reported.push(...visit.found);
    return { value: manifest, ok: false };
  }
  judgeMetadata(decoded.value, at, clusterScoped);
  validateCustom(decoded.value, schema, visit);
  checkLists(decoded.value, schema, visit);
  judgeEmbedded(decoded.value, schema, metadata, at.minor, visit);
  const ok = visit.found.length === 0;
  if (!visit.found.some(({ code }) => blocking.has(code))) checkExpressions(decoded.value, schema, visit);
  at.reported.push(...visit.found);
  return { value: decoded.value, ok };
}

/** An object as it is made: its status is thrown away where that has an endpoint of its own, whatever it says. */
function withoutStatus(object: Manifest & { readonly status?: unknown }, statusApart: boolean): Manifest {
  if (!statusApart || object.status === undefined) return object;
  const { status: _, ...rest } = object;
  return rest;
}

/**
 * Checks what all objects have, of an object that nobody describes. Without metadata it is none of a cluster's, but the configuration
 * of a tool: kustomization.yaml, what kubeadm, kind or a kubelet reads.
 */
export function checkUndescribed(manifest: Manifest, metadata: ObjectReader, at: Context): Decoded {
  if ((manifest as { readonly metadata?: unknown }).metadata === undefined) return { value: manifest, ok: false };
  const decoded = withMetadata(manifest, metadata, at);
  if (decoded.ok) judgeMetadata(decoded.value, at);
  return decoded;
}

/** Of who manages which field the server reads what it can, and it counts the generations itself. */
function judgeMetadata(object: Manifest, at: Context, clusterScoped = false): void {
  const { managedFields: _, generation: __, namespace, ...metadata } = (object.metadata ?? {}) as ObjectMeta;
  metadataRules({ metadata: clusterScoped || namespace === undefined ? metadata : { ...metadata, namespace } }, at);
}

function withMetadata(object: Manifest, reader: ObjectReader, at: Context): Decoded {
  if (object.metadata === undefined) return { value: { ...object, metadata: {} }, ok: true };
  at.enter('metadata');
  const { value, ok } = decodePart(object.metadata, reader, at);
  at.leave();
  return { value: value === object.metadata ? object : { ...object, metadata: value as Manifest['metadata'] }, ok };
}
