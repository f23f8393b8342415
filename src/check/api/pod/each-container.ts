import type { Container, PodSpec } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';

/** Visits all containers of a pod, those that start it first. Stands at the spec. */
export function eachContainer(spec: PodSpec, at: Context, visit: (container: Container) => void): void {
  visitAll('initContainers', spec.initContainers, at, visit);
  visitAll('containers', spec.containers, at, visit);
  visitAll('ephemeralContainers', spec.ephemeralContainers, at, visit);
}

function visitAll(field: string, containers: readonly Container[] | undefined, at: Context, visit: (container: Container) => void): void {
  if (containers === undefined) return;
  at.enter(field);
  for (let index = 0; index < containers.length; index++) {
    at.enter(index);
    visit(containers[index]!);
    at.leave();
  }
  at.leave();
}
