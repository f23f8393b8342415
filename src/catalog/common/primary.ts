import type { Construct } from 'constructs';
import type { StatefulAppProps } from '../../apps/stateful-app';
import { checkInteger } from '../../core/checks';
import type { Problems } from '../../core/problems';
import type { EnvProps } from '../../pod/env';
import { nameOfApp } from './catalog-app';
import { hostList, podHostsNamed } from './peers';
import { checkMembers, countOf } from './quorum';

/** One primary that takes writes, and replicas that follow it. */
export interface PrimaryProps {
  /** How many servers, the primary among them; at least 2. @default 3 */
  readonly replicas?: number | undefined;
  /**
   * Number of the pod that takes writes. There is no automatic fail-over: when the primary is lost for good, whoever is in charge
   * names another one here, the one with the newest data. The pod that was the primary then has to clone: its claim is deleted.
   * @default 0
   */
  readonly primary?: number | undefined;
  /** Seconds that a replica may be behind the primary before reads are kept away from it. @default 60 */
  readonly maxLagSeconds?: number | undefined;
}

/** Every field of `PrimaryProps`. */
export const primaryFields = ['replicas', 'primary', 'maxLagSeconds'] as const satisfies readonly (keyof PrimaryProps)[];

/** A primary and its replicas, as apps have them. */
export interface PrimaryParts {
  readonly replicas: number;
  readonly primary: number;
  readonly env: EnvProps;
  readonly app: Pick<StatefulAppProps, 'service' | 'disruptionBudget' | 'podManagementPolicy'>;
}

const defaultReplicas = 3;
const defaultMaxLag = 60;

/** What the scripts are told of the primary and of its replicas; what is wrong is reported by `checkPrimary`. */
export function primaryParts(scope: Construct, id: string, given: PrimaryProps & { readonly name?: string | undefined }): PrimaryParts {
  const replicas = countOf(given.replicas, defaultReplicas);
  const named = countOf(given.primary, 0, 0);
  // For one that there is not, the first stands in.
  const primary = named < replicas ? named : 0;
  const hosts = podHostsNamed(scope, nameOfApp(id, given), replicas);
  return {
    replicas,
    primary,
    env: {
      PEERS: hostList(hosts.filter((_, ordinal) => ordinal !== primary)),
      PRIMARY_HOST: hosts[primary]!,
      MAX_LAG: given.maxLagSeconds ?? defaultMaxLag,
    },
    app: {
      // In order, a primary that is lost would keep the others from becoming one. Replicas wait for the primary by themselves.
      podManagementPolicy: 'Parallel',
      // Peers find each other whatever their state.
      service: { publishNotReadyAddresses: true },
      disruptionBudget: { maxUnavailable: 1 },
    },
  };
}

/**
 * Reports what is wrong with the numbers. `problems` is at the props.
 * @param alone the classes for one server
 */
export function checkPrimary(problems: Problems, { replicas = defaultReplicas, primary, maxLagSeconds }: PrimaryProps, alone: string): void {
  const members = { what: 'servers', min: 2, why: `one has nobody to replicate to; for one server there is ${alone}` };
  const enough = checkMembers(problems.at('replicas'), replicas, members);
  if (primary !== undefined) checkInteger(problems.at('primary'), primary, 0, enough ? replicas - 1 : undefined);
  if (maxLagSeconds !== undefined) checkInteger(problems.at('maxLagSeconds'), maxLagSeconds, 1);
}
