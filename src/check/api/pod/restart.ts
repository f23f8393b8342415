import type { Container, ContainerRestartRule } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, before, each, fields, oneOf, type Rule, since, texts } from '../../rule/rules';
import { forbid, maxItems } from '../shared/lists';

type ExitCodes = NonNullable<ContainerRestartRule['exitCodes']>;

const exitCodes: Rule<ExitCodes> = all(texts<ExitCodes>({ operator: oneOf('In', 'NotIn') }), fields<ExitCodes>({ values: maxItems(255) }));

const rule: Rule<ContainerRestartRule> = all(
  before(36, texts<ContainerRestartRule>({ action: oneOf('Restart') })),
  since(36, texts<ContainerRestartRule>({ action: oneOf('Restart', 'RestartAllContainers') })),
  (given, at) => {
    if (given.exitCodes === undefined) at.reportAt('exitCodes', 'api/required', { field: 'exitCodes' });
  },
  fields<ContainerRestartRule>({ exitCodes }),
);

/** When a container of its own kind is started again, apart from what its pod says. */
const ownPolicy: Rule<Container> = all(
  ({ restartPolicy, restartPolicyRules = [] }, at) => {
    if (restartPolicy === undefined && restartPolicyRules.length > 0) {
      at.reportAt('restartPolicy', 'api/required', { field: 'restartPolicy', when: 'beside restartPolicyRules' });
    }
  },
  fields<Container>({ restartPolicy: oneOf('Always', 'Never', 'OnFailure'), restartPolicyRules: [maxItems(20), each(rule)] }),
);

const hasPolicy = ({ restartPolicy, restartPolicyRules }: Container): boolean => restartPolicy !== undefined || restartPolicyRules !== undefined;

/** From Kubernetes 1.35 on, every container can have a policy of its own. */
export function restartOfContainer(container: Container, at: Context): void {
  if (!hasPolicy(container)) return;
  if (at.minor >= 35) ownPolicy(container, at);
  else forbid(container, at, 'restartPolicy', 'for a container that is no init container');
}

/** An init container with `Always` is a sidecar: it runs as long as its pod. Others were new in Kubernetes 1.35. */
export function restartOfInitContainer(container: Container, at: Context): void {
  if (!hasPolicy(container)) return;
  if (at.minor < 35) sidecarAlone(container, at);
  else if (at.minor > 35 || !isSidecar(container)) ownPolicy(container, at);
  else if ((container.restartPolicyRules ?? []).length > 0) forbid(container, at, 'restartPolicyRules', 'for a sidecar before Kubernetes 1.36');
}

const sidecarAlone: Rule<Container> = fields<Container>({ restartPolicy: oneOf('Always') });

/** Whether an init container runs beside the others, as long as its pod. */
export function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}
