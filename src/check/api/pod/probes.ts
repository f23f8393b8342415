import type { Container, ExecAction, GRPCAction, HTTPGetAction, HTTPHeader, Lifecycle, LifecycleHandler, Probe, SleepAction, TCPSocketAction } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, anything, type FieldRules, fields, needs, oneOf, type Rule } from '../../rule/rules';
import { forbid } from '../shared/lists';
import { notNegative, portNumber, positive } from '../shared/numbers';
import { portNumberOrName } from './ports';

const port: Rule<HTTPGetAction | TCPSocketAction> = (action, at) => {
  at.enter('port');
  portNumberOrName(action.port ?? 0, at);
  at.leave();
};

const headerName = /^[-A-Za-z0-9]+$/;

/** The server does not say which header it means. */
const headers: Rule<readonly HTTPHeader[]> = (list, at) => {
  list.forEach(({ name = '' }, index) => {
    if (!headerName.test(name)) at.report('api/http-header', { found: name }, index);
  });
};

const httpGet: Rule<HTTPGetAction> = all(port, fields<HTTPGetAction>({ scheme: oneOf('HTTP', 'HTTPS'), httpHeaders: headers }));
const exec: Rule<ExecAction> = needs<ExecAction>({ command: anything });
const grpc: Rule<GRPCAction> = ({ port: number = 0 }, at) => {
  at.enter('port');
  portNumber(number, at);
  at.leave();
};

/** Nothing sleeps longer than its pod is given to end. */
const sleep: Rule<SleepAction> = ({ seconds = 0 }, at) => {
  const max = at.pod!.spec.terminationGracePeriodSeconds ?? 30;
  const min = at.minor >= 33 ? 0 : 1;
  if (seconds < min || seconds > max) at.report('api/sleep', { found: seconds, min, max }, 'seconds');
};

/** One of several ways to do something. The first is judged, others are too much. */
function oneHandler<T extends object>(handlers: { readonly [K in keyof T]?: Rule<NonNullable<T[K]>> }): Rule<T> {
  const names = Object.keys(handlers) as (keyof T & string)[];
  return (value, at) => {
    let first: string | undefined;
    for (const name of names) {
      const handler = value[name];
      if (handler === undefined) continue;
      if (first !== undefined) at.reportAt(name, 'api/exclusive', { fields: [first, name] });
      else {
        first = name;
        at.enter(name);
        (handlers[name] as Rule<unknown>)(handler, at);
        at.leave();
      }
    }
    if (first === undefined) at.report('api/one-needed', { fields: names });
  };
}

const probeHandler: Rule<Probe> = oneHandler<Probe>({ exec, httpGet, tcpSocket: port, grpc });

/** What all probes have; counts and times are never negative. */
const anyProbe: FieldRules<Probe> = {
  initialDelaySeconds: notNegative,
  timeoutSeconds: notNegative,
  periodSeconds: notNegative,
  successThreshold: notNegative,
  failureThreshold: notNegative,
  terminationGracePeriodSeconds: positive,
};

/** A probe that ends a container: it has no use for a second success. */
const endingProbe: Rule<Probe> = all(probeHandler, fields<Probe>({
  ...anyProbe,
  successThreshold: (found, at) => {
    if (found < 0) at.report('api/negative', { found });
    if (found !== 1) at.report('api/success-threshold', { found });
  },
}));

const readinessProbe: Rule<Probe> = all(probeHandler, fields<Probe>({
  ...anyProbe,
  terminationGracePeriodSeconds: (found, at) => {
    if (found <= 0) at.report('api/not-positive', { found });
    at.report('api/not-allowed', { field: 'terminationGracePeriodSeconds', when: 'in a readinessProbe, which ends nothing' });
  },
}));

const lifecycleHandler: Rule<LifecycleHandler> = oneHandler<LifecycleHandler>({ exec, httpGet, tcpSocket: port, sleep });

/** How the node looks after a container that runs: not for init containers that end by themselves. */
export const careOfContainer: FieldRules<Container> = {
  lifecycle: fields<Lifecycle>({ postStart: lifecycleHandler, preStop: lifecycleHandler }),
  livenessProbe: endingProbe,
  readinessProbe,
  startupProbe: endingProbe,
};

/** Init containers that end by themselves are not looked after. */
export function noCareOfContainer(container: Container, at: Context): void {
  for (const name of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    forbid(container, at, name, 'for an init container without restartPolicy: Always');
  }
}
