import type { VolumeProjection } from '../../generated/kubernetes';
import { checkFields, checkInteger, checkText } from '../core/checks';
import type { Problems } from '../core/problems';
import { type Check, readField } from '../core/read-field';
import { areOptions } from './inputs';
import { checkVolumePath } from './paths';
import { SingleProjection } from './projected';

/** A token of the pod's service account. */
export interface ServiceAccountTokenProps {
  /** Name of the file. @default 'token' */
  readonly path?: string | undefined;
  /** Whom the token is for: whoever checks it refuses others. @default - the API server */
  readonly audience?: string | undefined;
  /** Seconds that the token is valid, at least 600; the kubelet renews it in time. @default 3600 */
  readonly expirationSeconds?: number | undefined;
}

const fields: ReadonlySet<string> = new Set<keyof ServiceAccountTokenProps>(['path', 'audience', 'expirationSeconds']);
const isPath: Check<string> = (problems, value): value is string => checkVolumePath(problems, value, 'name of a file', true);
const isAudience: Check<string> = (problems, value): value is string => checkText(problems, value);
const isLifetime: Check<number> = (problems, value): value is number => checkInteger(problems, value, 600, 2 ** 32);

/** A token of the pod's service account as a file, made by `serviceAccountToken`. */
export class ServiceAccountToken extends SingleProjection {
  protected readonly volumeName = 'token';

  /** @internal */
  constructor(private readonly props: ServiceAccountTokenProps) {
    super();
  }

  /** @internal */
  volumeProjection(problems: Problems): VolumeProjection | undefined {
    const { props } = this;
    if (!areOptions(problems, props)) return undefined;
    checkFields(problems, props, fields);
    const path = props.path === undefined ? 'token' : readField(problems, props, 'path', isPath);
    const audience = readField(problems, props, 'audience', isAudience);
    const expirationSeconds = readField(problems, props, 'expirationSeconds', isLifetime);
    if (path === undefined) return undefined;
    return {
      serviceAccountToken: {
        ...(audience === undefined ? undefined : { audience }),
        ...(expirationSeconds === undefined ? undefined : { expirationSeconds }),
        path,
      },
    };
  }
}

/**
 * A token of the pod's service account as a file, for one audience and for a limited time: mounted by itself or as one
 * source of `projected`.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
 */
export function serviceAccountToken(props: ServiceAccountTokenProps = {}): ServiceAccountToken {
  return new ServiceAccountToken(props);
}
