/**
 * A plugin for the validations of cdk8s-cli.
 * @module validation
 */
export { KubeloomValidation, type ValidationContext, type ValidationProperties } from './kubeloom-validation';
