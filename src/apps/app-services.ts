import type { Service } from '../../generated/kubernetes';
import { checkInteger, checkMap, entriesOf, isPlainMap } from '../core/checks';
import type { Identity } from '../core/metadata';
import { checkName } from '../core/names';
import type { PortModel } from '../core/port-model';
import type { Problems } from '../core/problems';
import { normalizeService, plainService, type ServiceModel, serviceFieldNames, serviceNameRule, serviceObject, type ServicePods, type ServiceProps } from '../network/service';
import type { AppIdentity } from '../workload/app-identity';

/** A Service of an app: its pods are those of the app. */
export interface AppServiceProps<P extends string = string> extends ServiceProps<P> {
  /** `metadata.name`. @default - the name of the app; of a further Service, `<app>-<key>` */
  readonly name?: string | undefined;
  /**
   * One pod of a stateful app that it leads to, by its number: the primary of a database.
   * @default - all pods of the app
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label
   */
  readonly pod?: number | undefined;
}

/** The Services of an app. */
export interface AppServicesProps<P extends string = string> {
  /**
   * The Service that bears the app's name. `false` makes none.
   * @default - an app with ports gets a ClusterIP Service for all of them; a stateful app gets its headless Service
   * @see https://kubernetes.io/docs/concepts/services-networking/service/
   */
  readonly service?: AppServiceProps<P> | false | undefined;
  /**
   * Further Services, named `<app>-<key>`: one for clients beside a headless one, one for the outside.
   * @default - none
   */
  readonly services?: { readonly [part: string]: AppServiceProps<P> | undefined } | undefined;
}

/** Every field of `AppServicesProps`. */
export const appServicesFields = ['service', 'services'] as const satisfies readonly (keyof AppServicesProps)[];

/** A Service of an app after normalization. */
export interface AppService {
  /** Key under `services`; none for the one that bears the app's name. */
  readonly part: string | undefined;
  readonly name: string;
  /** Number of the one pod that it leads to. @default - all of them */
  readonly pod?: number;
  readonly model: ServiceModel;
}

/** When an app has a Service that it was not asked for. */
export type DefaultService = 'with ports' | 'headless' | 'none';

const fields: ReadonlySet<string> = new Set([...serviceFieldNames, 'name', 'pod']);

/** The label by which Kubernetes tells the pods of a StatefulSet apart. */
const podNameLabel = 'statefulset.kubernetes.io/pod-name';

/** Brings the Services of an app into their full form. */
export function normalizeAppServices(
  { service, services }: AppServicesProps,
  { identity, ports, fallback }: { readonly identity: AppIdentity; readonly ports: readonly PortModel[]; readonly fallback: DefaultService },
  problems: Problems,
): readonly AppService[] {
  const pods = { selector: identity.matchLabels, ports };
  // What most apps say of their Services is nothing.
  if (service === undefined && services === undefined) return defaultServices(pods, identity.name, fallback, problems);
  const result: AppService[] = [];
  const add = (part: string | undefined, given: string | undefined, model: ServiceModel, place: Problems, pod?: number): void => {
    const derived = part === undefined ? identity.name : `${identity.name}-${part}`;
    const name = given === undefined ? derived : given;
    // What is wrong with the name of the app is said once.
    if (given !== undefined || !problems.at('name').isReported) checkName(place.at('name'), serviceNameRule, 'name of the Service', name);
    result.push(pod === undefined ? { part, name, model } : { part, name, model, pod });
  };
  const podOf = (ordinal: unknown, at: Problems): number | undefined => {
    if (ordinal === undefined || !checkInteger(at, ordinal, 0)) return undefined;
    if (fallback === 'headless') return ordinal;
    at.report('value/needs-other', { field: 'pod', needs: 'a stateful app, whose pods are numbered' });
    return undefined;
  };
  const read = (part: string | undefined, props: AppServiceProps, place: Problems): void => {
    const pod = podOf(props.pod, place.at('pod'));
    const selected = pod === undefined ? pods : { ...pods, selector: { ...identity.matchLabels, [podNameLabel]: `${identity.name}-${pod}` } };
    add(part, props.name, normalizeService(props, selected, place, fields), place, pod);
  };
  const place = problems.at('service');
  if (service === undefined) result.push(...defaultServices(pods, identity.name, fallback, problems));
  else if (service !== false && checkMap(place, service, 'a Service or false')) read(undefined, governing(service, fallback), place);
  if (services !== undefined && checkMap(problems.at('services'), services)) {
    for (const [part, props] of entriesOf(problems.at('services'), services)) {
      const at = problems.at('services', part);
      if (checkMap(at, props, 'a Service')) read(part, props, at);
    }
  }
  return result;
}

/** The Service of an app that says nothing of it, if it gets one. */
function defaultServices(pods: ServicePods, name: string, fallback: DefaultService, problems: Problems): readonly AppService[] {
  const wanted = fallback === 'headless' || (fallback === 'with ports' && pods.ports !== undefined && pods.ports.length > 0);
  if (!wanted) return [];
  const place = problems.at('service');
  const model = plainService(pods, place, fallback === 'headless');
  // What is wrong with the name of the app is said once.
  if (!problems.at('name').isReported) checkName(place.at('name'), serviceNameRule, 'name of the Service', name);
  return [{ part: undefined, name, model }];
}

/** The Service that gives the pods of a stateful app their names has no address of its own, unless somebody says otherwise. */
function governing(props: AppServiceProps, fallback: DefaultService): AppServiceProps {
  const decided = props.headless !== undefined || props.type !== undefined || props.clusterIP !== undefined;
  return fallback !== 'headless' || decided || !isPlainMap(props) ? props : { ...props, headless: true };
}

/** Reports Services that lead to one pod, where there is none of that number. */
export function checkServedPods(
  services: readonly AppService[], [first, last]: readonly [first: number, last: number | undefined], problems: Problems,
): void {
  for (const { part, pod } of services) if (pod !== undefined) checkInteger(placeOf(part, problems).at('pod'), pod, first, last);
}

/** Where a Service is said. */
function placeOf(part: string | undefined, problems: Problems): Problems {
  return part === undefined ? problems.at('service') : problems.at('services', part);
}

/** The objects of an app's Services. */
export function appServiceObjects(
  services: readonly AppService[],
  { namespace }: Identity,
  problems: Problems,
  inherited: { readonly labels: { readonly [key: string]: string } },
): Service[] {
  return services.map(({ part, name, model }) => {
    const place = placeOf(part, problems);
    return serviceObject(model, { name, namespace }, place, inherited);
  });
}
