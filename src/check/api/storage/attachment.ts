import type { VolumeAttachment, VolumeAttachmentSource, VolumeAttachmentSpec } from '../../../../generated/kubernetes';
import { all, fields, needs, objects, type Rule, texts } from '../../rule/rules';
import { kind } from '../shared/kind';
import { dnsSubdomain } from '../shared/names';
import { csiDriverName } from './csi';
import { inlineVolume } from './volume';

/** A PersistentVolume by its name, or a CSI volume written out. */
const source: Rule<VolumeAttachmentSource> = ({ inlineVolumeSpec, persistentVolumeName: name }, at) => {
  const both = ['inlineVolumeSpec', 'persistentVolumeName'];
  if (inlineVolumeSpec === undefined && name === undefined) at.report('api/one-needed', { fields: both });
  else if (inlineVolumeSpec !== undefined && name !== undefined) at.report('api/exclusive', { fields: both });
  else if (name === '') at.reportAt('persistentVolumeName', 'api/required', { field: 'persistentVolumeName' });
  else if (name === undefined) fields<VolumeAttachmentSource>({ inlineVolumeSpec: inlineVolume })({ inlineVolumeSpec }, at);
  if (name !== undefined && !dnsSubdomain.accepts(name)) at.reportAt('persistentVolumeName', 'api/dns-subdomain', { found: name });
};

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/ */
export const volumeAttachment: Rule<VolumeAttachment> = kind(dnsSubdomain, objects<VolumeAttachment>({
  spec: all(
    needs<VolumeAttachmentSpec>({ attacher: csiDriverName }),
    objects<VolumeAttachmentSpec>({ source }),
    texts<VolumeAttachmentSpec>({ nodeName: dnsSubdomain }),
  ),
}));
