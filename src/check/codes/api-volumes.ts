import type { Phrase } from '../../core/codes/code';
import { show } from '../../core/show';
import { refused } from './rule-facts';

const volumes = 'https://kubernetes.io/docs/concepts/storage/volumes/';
const blocks = 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support';
const ephemeral = 'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes';

/** What the API server says about volumes of pods, and where containers see them. */
export const apiVolumeCodes = {
  'api/path': refused<{ found: string; rule: Phrase }>({
    reason: 'FieldValueInvalid',
    title: 'A path leads out of the place that it belongs to, or does not begin where it has to.',
    why: 'With ".." or "/" a container could reach files of others. Some paths are those of a server, and begin at its root.',
    see: volumes,
    message: ({ found, rule }) => `expected a path ${rule}, found ${show(found)}`,
    help: ({ rule }) => `use a path ${rule}`,
    example: { wrong: 'subPath: ../data', right: 'subPath: data' },
  }),
  'api/file-mode': refused<{ found: number }>({
    reason: 'FieldValueInvalid',
    title: 'The permissions of a file are not between 0 and 0777.',
    why: 'In YAML, 0644 is octal; in JSON and in quotes there are no octal numbers, and 644 means something else.',
    see: `${volumes}#configmap`,
    message: ({ found }) => `expected 0 to 511 (0777 in octal), found ${found}`,
    help: ({ found }) => (/^[0-7]{3,4}$/.test(String(found)) ? `write 0${found}, or ${Number.parseInt(String(found), 8)} in JSON` : 'use a number such as 0644'),
    example: { wrong: 'defaultMode: 644', right: 'defaultMode: 0644' },
  }),
  'api/mount-path': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A container sees two volumes at one path.',
    why: 'One would hide the other.',
    see: volumes,
    message: ({ found }) => `${show(found)} is taken by another volume of the container`,
    help: () => 'use another path, or one volume of several sources (projected)',
    example: {
      wrong: 'volumeMounts:\n  - name: a\n    mountPath: /etc/app\n  - name: b\n    mountPath: /etc/app',
      right: 'volumeMounts:\n  - name: a\n    mountPath: /etc/app/a\n  - name: b\n    mountPath: /etc/app/b',
    },
  }),
  'api/mount-and-device': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A container has one volume both as a directory and as a device.',
    why: 'Whoever writes to the device destroys the files.',
    see: blocks,
    message: ({ found }) => `volume ${show(found)} is in volumeMounts and in volumeDevices`,
    help: () => 'remove one of the two',
  }),
  'api/device-twice': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A container has one volume twice as a device.',
    why: 'A device has one path in a container.',
    see: blocks,
    message: ({ found }) => `volume ${show(found)} is in volumeDevices already`,
    help: () => 'remove one of the two',
  }),
  'api/no-block-volume': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A volume is used as a device that can only be a directory.',
    why: 'Only claims stand for devices: persistentVolumeClaim and ephemeral.',
    see: blocks,
    message: ({ found }) => `volume ${show(found)} is no claim`,
    help: () => 'mount it as a directory, or use a claim with volumeMode: Block',
  }),
  'api/file-twice': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'Two sources of a volume write the same file.',
    why: 'One would overwrite the other.',
    see: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
    message: ({ found }) => `${show(found)} is written by another source already`,
    help: () => 'give one of them another path',
  }),
  'api/iscsi-name': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A name of an iSCSI initiator or target has none of the three forms.',
    why: 'Such names begin with iqn., eui. or naa.',
    see: `${volumes}#iscsi`,
    message: ({ found }) => `expected a name such as iqn.2001-04.com.example:storage, found ${show(found)}`,
    help: () => 'use the name that the server gives its target',
    example: { wrong: 'iqn: storage', right: 'iqn: iqn.2001-04.com.example:storage' },
  }),
  'api/iscsi-name-length': refused<{ name: string; targetPortal: string }>({
    reason: 'FieldValueInvalid',
    title: 'The name of a volume and its iSCSI portal are too long together.',
    why: 'Both become the name of an interface when initiatorName is given, which can have 64 characters.',
    see: `${volumes}#iscsi`,
    message: ({ name, targetPortal }) => `expected at most 64 characters in name and targetPortal together, found ${name.length + targetPortal.length + 1}`,
    help: () => 'use a shorter name',
  }),
  'api/reserved-option': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'An option of a volume has a prefix that belongs to Kubernetes.',
    why: 'Kubernetes itself gives options of kubernetes.io and k8s.io to drivers.',
    see: `${volumes}#flexvolume`,
    message: ({ found }) => `${show(found)} is reserved for Kubernetes`,
    help: () => 'use an option of the driver',
  }),
  'api/ephemeral-name': refused<{ claim: string }>({
    reason: 'FieldValueInvalid',
    title: 'The claim that is made for a pod could not be named.',
    why: 'Its name is that of the pod and that of the volume, with "-" between.',
    see: ephemeral,
    message: ({ claim }) => `${show(claim)} is no name of a claim`,
    help: () => 'use a shorter name, or other characters',
  }),
  'api/claim-of-pod': refused<{ found: string }>({
    reason: 'FieldValueInvalid',
    title: 'A volume refers to a claim that is made for another volume of the same pod.',
    why: 'The claim is made for the pod, and is gone with it.',
    see: ephemeral,
    message: ({ found }) => `claim ${show(found)} is made for an ephemeral volume of this pod`,
    help: () => 'mount the ephemeral volume itself, or refer to another claim',
  }),
};
