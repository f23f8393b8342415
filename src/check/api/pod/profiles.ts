import type { AppArmorProfile, Container, PodSpec, SeccompProfile } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, needs, oneOf, type Rule } from '../../rule/rules';
import { maxBytes } from '../shared/names';
import { eachContainer } from './each-container';
import { descendingPath } from './paths';

type Profile = SeccompProfile | AppArmorProfile;

const type: Rule<Profile> = needs<Profile>({ type: oneOf('Localhost', 'RuntimeDefault', 'Unconfined') });

/** A file of the node belongs to the type `Localhost`, and to no other. */
function localhostProfile(file: Rule<string>, ofOthers: (type: string) => boolean): Rule<Profile> {
  return ({ type: name = '', localhostProfile: found }, at) => {
    if (name !== 'Localhost') {
      if (found !== undefined && ofOthers(name)) at.reportAt('localhostProfile', 'api/not-allowed', { field: 'localhostProfile', when: 'for another type than Localhost' });
    } else if (found === undefined) at.reportAt('localhostProfile', 'api/required', { field: 'localhostProfile', when: 'for the type Localhost' });
    else {
      at.enter('localhostProfile');
      file(found, at);
      at.leave();
    }
  };
}

/** What the kernel lets a process ask for. */
export const seccompProfile: Rule<SeccompProfile> = all(type, localhostProfile(descendingPath, () => true));

// The blanks of Unicode, as the server knows them.
const padded = /^[\s\u0085]|[\s\u0085]$/;

const appArmorName: Rule<string> = (found, at) => {
  if (padded.test(found.replaceAll('\ufeff', 'x'))) at.report('api/invalid', { found, expected: 'a name without blanks around it' });
  else if (found === '') at.report('api/required', { field: 'localhostProfile', when: 'for the type Localhost' });
  maxBytes(4095)(found, at);
};

/** What AppArmor lets a process do. */
export const appArmorProfile: Rule<AppArmorProfile> = all(
  type,
  localhostProfile(appArmorName, (name) => name === 'RuntimeDefault' || name === 'Unconfined'),
);

type Annotations = { readonly [key: string]: string };

const seccompOfPod = 'seccomp.security.alpha.kubernetes.io/pod';
const seccompOfContainer = 'container.seccomp.security.alpha.kubernetes.io/';
const appArmorOfContainer = 'container.apparmor.security.beta.kubernetes.io/';

/** Annotations that were there before the fields. Stands at the annotations. */
export function profileAnnotations(annotations: Annotations, spec: PodSpec, at: Context): void {
  for (const key in annotations) {
    const value = annotations[key] ?? '';
    at.enter(key);
    if (key === seccompOfPod || key.startsWith(seccompOfContainer)) seccompAnnotation(value, at);
    else if (key.startsWith(appArmorOfContainer)) appArmorAnnotation(key.slice(appArmorOfContainer.length), value, spec, at);
    at.leave();
  }
}

function seccompAnnotation(found: string, at: Context): void {
  if (found === 'runtime/default' || found === 'docker/default' || found === 'unconfined') return;
  if (found.startsWith('localhost/')) descendingPath(found.slice('localhost/'.length), at);
  else at.report('api/profile-annotation', { found });
}

function appArmorAnnotation(container: string, found: string, spec: PodSpec, at: Context): void {
  const isContainer = [spec.initContainers, spec.containers, spec.ephemeralContainers].some((list) => list?.some(({ name = '' }) => name === container));
  if (!isContainer) at.report('api/annotated-container', { container });
  if (found !== '' && found !== 'runtime/default' && found !== 'unconfined' && !found.startsWith('localhost/')) at.report('api/profile-annotation', { found });
}

/** Where there are an annotation and a field for one profile, they say the same. Stands at the spec. */
export function profilesMatch(annotations: Annotations, spec: PodSpec, at: Context): void {
  if (!hasProfiles(annotations)) return;
  const ofPod = spec.securityContext?.seccompProfile;
  const pod = annotations[seccompOfPod];
  if (ofPod !== undefined && pod !== undefined) matches(pod, ofPod, ['securityContext', 'seccompProfile'], ['runtime/default', 'docker/default'], at);
  const armor = spec.os?.name === 'windows' ? undefined : spec.securityContext?.appArmorProfile;
  eachContainer(spec, at, ({ name = '', securityContext }: Container) => {
    const seccomp = annotations[seccompOfContainer + name];
    if (seccomp !== undefined && securityContext?.seccompProfile !== undefined) {
      matches(seccomp, securityContext.seccompProfile, ['securityContext', 'seccompProfile'], ['runtime/default', 'docker/default'], at);
    }
    const appArmor = annotations[appArmorOfContainer + name];
    const profile = spec.os?.name === 'windows' ? undefined : securityContext?.appArmorProfile ?? armor;
    if (appArmor !== undefined && profile !== undefined) matches(appArmor, profile, ['securityContext', 'appArmorProfile'], ['runtime/default'], at);
  });
}

function hasProfiles(annotations: Annotations): boolean {
  for (const key in annotations) {
    if (key === seccompOfPod || key.startsWith(seccompOfContainer) || key.startsWith(appArmorOfContainer)) return true;
  }
  return false;
}

function matches(annotation: string, profile: Profile, place: readonly string[], defaults: readonly string[], at: Context): void {
  const { type: name, localhostProfile: file } = profile;
  const differs = (field: string): void => at.reportAt([...place, field], 'api/profile-differs', { field, annotation });
  if (name === 'Unconfined' && annotation !== 'unconfined') differs('type');
  else if (name === 'RuntimeDefault' && !defaults.includes(annotation)) differs('type');
  else if (name === 'Localhost') {
    if (!annotation.startsWith('localhost/')) differs('type');
    else if (annotation.slice('localhost/'.length) !== file) differs('localhostProfile');
  }
}
