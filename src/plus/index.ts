export { asIngressBackend } from './ingress-backend';
export { podsOf } from './pods-of';
export { asConfigMap, asEnvValue, asPersistentVolumeClaim, asSecret, asServiceAccount } from './resources';
