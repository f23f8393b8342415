import { isPlainMap } from '../../../core/plain-map';
import { type Code, map, name as variableOf } from '../../print/code';
import { isSame } from '../same';
import type { SourceObject } from '../sources';
import type { Candidate } from '../trials';
import { autoscalerProps, budgetProps } from './scale-props';
import { metadataProps, nameOf, optionalValue, type Shelf, specOf } from './shelf';

/** Autoscalers and disruption budgets that stand for themselves. */
export function placeScaling(shelf: Shelf): void {
  for (const object of shelf.open('autoscaling/v2', 'HorizontalPodAutoscaler')) placeAutoscaler(shelf, object);
  for (const object of shelf.open('policy/v1', 'PodDisruptionBudget')) placeBudget(shelf, object);
}

function placeAutoscaler(shelf: Shelf, object: SourceObject): void {
  const spec = specOf(object);
  const target = spec['scaleTargetRef'];
  const app = isPlainMap(target) ? shelf.definition(String(target['kind']), String(target['name'])) : undefined;
  const candidate = (code: Code | undefined): Candidate => ({
    objects: [object], callee: 'HorizontalPodAutoscaler', id: nameOf(object), override: 'object', label: `${nameOf(object)}-autoscaler`,
    props: map({ target: code, ...autoscalerProps(spec), ...metadataProps(object) }),
  });
  shelf.place([...(app === undefined ? [] : [candidate(app)]), candidate(optionalValue(target))]);
}

function placeBudget(shelf: Shelf, object: SourceObject): void {
  const spec = specOf(object);
  const { selector } = spec;
  const app = shelf.units.find(({ variable }) => {
    const podSet = shelf.trials.facts(variable, 'podSet');
    return isPlainMap(podSet) && isSame({ matchLabels: podSet['selector'] }, selector);
  });
  const candidate = (pods: Code | undefined): Candidate => ({
    objects: [object], callee: 'PodDisruptionBudget', id: nameOf(object), override: 'object', label: `${nameOf(object)}-budget`,
    props: map({ pods, ...budgetProps(spec), ...metadataProps(object) }),
  });
  shelf.place([...(app === undefined ? [] : [candidate(variableOf(app.variable))]), candidate(optionalValue(selector))]);
}
