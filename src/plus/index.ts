export { asIngressBackend } from './ingress-backend';
export { asConfigMap, asEnvValue, asPersistentVolumeClaim, asSecret, asServiceAccount } from './resources';
