import { formatObjectId, type ObjectId } from '../../core/object-id';
import { listed, show } from '../../core/show';
import { accessExamples } from './examples/access';
import { findTarget, type MissingTarget, notHere } from './missing';
import { broken, fragile } from './rule-facts';

const rbac = 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/';

/** Who may do what. */
export const bundleAccessCodes = {
  'role/missing': broken<MissingTarget>({
    title: 'A binding grants a role that is not there.',
    why: 'It grants nothing: requests of its subjects are refused (Forbidden).',
    see: `${rbac}#rolebinding-and-clusterrolebinding`,
    message: notHere,
    help: (args) => findTarget(args),
    example: accessExamples.roleMissing,
  }),
  'role/other-namespace': broken<{ role: string; namespaces: readonly string[]; namespace: string }>({
    title: 'A RoleBinding grants a Role of another namespace.',
    why: 'A RoleBinding looks for a Role in its own namespace alone: it grants nothing.',
    see: `${rbac}#rolebinding-and-clusterrolebinding`,
    message: ({ role, namespaces, namespace }) => `Role ${show(role)} is in namespace ${listed(namespaces)}, the binding in ${show(namespace)}`,
    help: () => 'define the Role in the namespace of the binding, or use a ClusterRole, which a RoleBinding grants within its namespace',
    example: accessExamples.roleElsewhere,
  }),
  'subject/missing': fragile<MissingTarget>({
    title: 'A binding grants rights to a ServiceAccount that is not there.',
    why: 'Whoever makes an account of that name has the rights.',
    see: `${rbac}#referring-to-subjects`,
    message: notHere,
    help: (args) => findTarget(args),
    example: accessExamples.subjectMissing,
  }),
  'secret-token/account-missing': broken<MissingTarget>({
    title: 'A Secret is for the token of a ServiceAccount that is not there.',
    why: 'The token controller deletes such a Secret.',
    see: 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
    message: notHere,
    help: (args) => findTarget(args),
    example: accessExamples.tokenAccount,
  }),
  'service-account/secret-not-allowed': broken<{ secret: string; account: ObjectId }>({
    title: 'Pods use a Secret that their ServiceAccount does not list, and it lists all that they may use.',
    why: 'Admission refuses the pods: the account has the annotation kubernetes.io/enforce-mountable-secrets.',
    see: 'https://kubernetes.io/docs/concepts/security/service-accounts/#enforce-mountable-secrets',
    message: ({ secret, account }) => `${formatObjectId(account)} does not list Secret ${show(secret)}`,
    help: () => 'add it to the secrets (or imagePullSecrets) of the ServiceAccount',
    example: accessExamples.secretNotAllowed,
  }),
};
