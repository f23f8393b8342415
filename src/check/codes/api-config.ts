import { show } from '../../core/show';
import { refused } from './rule-facts';

const types = 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types';

/** What the API server says about ConfigMaps and Secrets. */
export const apiConfigCodes = {
  'config/key-twice': refused<{ key: string; other: string }>({
    reason: 'FieldValueInvalid',
    title: 'A key stands in both maps of a ConfigMap.',
    why: 'There can be one file of a name where the ConfigMap is mounted.',
    see: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
    message: ({ key, other }) => `the key ${show(key)} is in ${other}, too`,
    help: () => 'remove it from one of the two',
    example: { wrong: 'data:\n  logo: x\nbinaryData:\n  logo: eA==', right: 'binaryData:\n  logo: eA==' },
  }),
  'config/too-large': refused<{ bytes: number; max: number }>({
    reason: 'FieldValueTooLong',
    title: 'The data of a ConfigMap or Secret is larger than 1 MiB.',
    why: 'The store of the cluster takes no larger objects.',
    see: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
    message: ({ bytes, max }) => `expected at most ${max} bytes of data, found ${bytes}`,
    help: () => 'divide it, or put the data into an image or a volume',
  }),
  'secret/type-without-key': refused<{ key: string; type: string }>({
    reason: 'FieldValueRequired',
    title: 'A Secret does not have what its type asks for.',
    why: 'Whoever uses a Secret of that type reads these keys.',
    see: types,
    message: ({ key, type }) => `${show(key)} is missing, which a Secret of type ${show(type)} must have`,
    help: ({ key }) => `add ${show(key)}, or use the type Opaque`,
    example: { wrong: 'type: kubernetes.io/tls\nstringData:\n  cert.pem: …', right: 'type: kubernetes.io/tls\nstringData:\n  tls.crt: …\n  tls.key: …' },
  }),
  'secret/no-json': refused<{ key: string; type: string }>({
    reason: 'FieldValueInvalid',
    title: 'The configuration of an image registry in a Secret is no JSON object.',
    why: 'The kubelet could not read the credentials.',
    see: 'https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets',
    message: ({ key }) => `expected a JSON object in ${show(key)}`,
    help: () => 'make it with `kubectl create secret docker-registry`',
  }),
};
