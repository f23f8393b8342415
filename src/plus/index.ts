/**
 * Constructs of cdk8s-plus-27 as references in definitions, and apps where cdk8s-plus-27 asks for pods or backends.
 * @module kubeloom/plus
 */
export { asIngressBackend } from './ingress-backend';
export { podsOf } from './pods-of';
export { asConfigMap, asEnvValue, asPersistentVolumeClaim, asSecret, asServiceAccount } from './resources';
