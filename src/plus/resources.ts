import {
  ConfigMap, EnvValue, type IConfigMap, type IPersistentVolumeClaim, type ISecret, type IServiceAccount, PersistentVolumeClaim, Secret,
  ServiceAccount,
} from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ConfigMapData } from '../apps/config-map-data';
import type { Claim } from '../apps/persistent-volume-claim';
import type { SecretData } from '../apps/secret-data';
import type { Account } from '../apps/service-account';
import { Definition } from '../synth/definition';
import { once, useDefinition } from './use-definition';

/**
 * Configuration data as cdk8s-plus takes it, for `Env.fromConfigMap` and `Volume.fromConfigMap`.
 * @param scope what uses it, or anything around it, such as the bundle: it then comes after the ConfigMap
 */
export function asConfigMap(scope: Construct, settings: ConfigMapData): IConfigMap {
  useDefinition(scope, { target: settings.target, definition: settings });
  return once(settings, 'plus', (inside, id) => ConfigMap.fromConfigMapName(inside, id, settings.name));
}

/**
 * Secret data as cdk8s-plus takes it, for `Env.fromSecret`, `Volume.fromSecret` and registry logins.
 * @param scope what uses it, or anything around it, such as the bundle: it then comes after the Secret
 */
export function asSecret(scope: Construct, secret: SecretData): ISecret {
  useDefinition(scope, { target: secret.target, definition: secret });
  return once(secret, 'plus', (inside, id) => Secret.fromSecretName(inside, id, secret.name));
}

/**
 * One key of configuration or secret data as the value of a variable of cdk8s-plus; a misspelt key does not compile.
 *
 * ```ts
 * deployment.addContainer({ image: 'nginx:1.27', envVariables: { LEVEL: asEnvValue(deployment, settings, 'LOG_LEVEL') } });
 * ```
 * @param scope what uses it, or anything around it, such as the bundle
 */
export function asEnvValue<K extends string>(scope: Construct, data: ConfigMapData<K> | SecretData<K>, key: NoInfer<K>): EnvValue {
  if (data instanceof ConfigMapData) return EnvValue.fromConfigMap(asConfigMap(scope, data), key);
  return EnvValue.fromSecretValue({ secret: asSecret(scope, data), key });
}

/**
 * A claim as cdk8s-plus takes it, for `Volume.fromPersistentVolumeClaim`.
 * @param scope what uses it, or anything around it, such as the bundle: it then comes after the claim
 */
export function asPersistentVolumeClaim(scope: Construct, claim: Claim): IPersistentVolumeClaim {
  if (!(claim instanceof Definition)) throw new TypeError('expected a PersistentVolumeClaim of this package');
  useDefinition(scope, { target: claim.target, definition: claim });
  return once(claim, 'plus', (inside, id) => PersistentVolumeClaim.fromClaimName(inside, id, claim.name));
}

/**
 * A service account as cdk8s-plus takes it, for its workloads and as a subject of its role bindings.
 * @param scope what uses it, or anything around it, such as the bundle: it then comes after the account
 */
export function asServiceAccount(scope: Construct, account: Account): IServiceAccount {
  // A pod's account is of its own namespace, a subject of any: which of both is meant is not known here.
  useDefinition(scope, { target: account.target, definition: account, anyNamespace: true });
  const { namespace } = account;
  const options = namespace === undefined ? {} : { namespaceName: namespace };
  return once(account, 'plus', (inside, id) => ServiceAccount.fromServiceAccountName(inside, id, account.name, options));
}
