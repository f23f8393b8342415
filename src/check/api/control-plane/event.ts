import type { Event, EventsV1Event, EventSource } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import type { Rule } from '../../rule/rules';
import { kindWith } from '../shared/kind';
import { byteLength, dnsSubdomain, labelKey, pathSegment } from '../shared/names';

/** What both kinds of events say, with the names that the server has for it. */
interface EventModel {
  readonly namespace: string;
  readonly objectNamespace: string;
  readonly time: string;
  readonly controller: string;
  readonly instance: string;
  readonly action: string;
  readonly reason: string;
  readonly message: string;
  /** Where the object of the event, its controller and its message are written. */
  readonly names: { readonly object: string; readonly controller: string; readonly message: string };
}

/** A time that the server takes for none. */
function isNoTime(time: string): boolean {
  return time === '' || time.startsWith('0001-01-01T00:00:00Z');
}

/** What the server asked of events before they had a group of their own, and asks still. */
function common(event: EventModel, at: Context): void {
  const { namespace, objectNamespace, names } = event;
  const elsewhere = (): void => at.reportAt(['involvedObject', 'namespace'], 'event/namespace', { found: objectNamespace, expected: namespace }, [names.object, 'namespace']);
  if (isNoTime(event.time)) {
    if (objectNamespace === '' ? namespace !== 'default' : namespace !== objectNamespace) elsewhere();
  } else {
    if (objectNamespace === '' && namespace !== 'default' && namespace !== 'kube-system') elsewhere();
    if (event.controller === '') at.reportAt(names.controller, 'api/required', { field: names.controller });
    if (!labelKey.accepts(event.controller)) at.reportAt(names.controller, 'api/label-key', { found: event.controller });
    for (const field of ['instance', 'action', 'reason'] as const) {
      const place = field === 'instance' ? 'reportingInstance' : field;
      if (event[field] === '') at.reportAt(place, 'api/required', { field: place });
      limited(event[field], 128, place, place, at);
    }
    limited(event.message, 1024, 'message', names.message, at);
  }
  if (!dnsSubdomain.accepts(namespace)) at.reportAt('namespace', 'api/dns-subdomain', { found: namespace }, ['metadata', 'namespace']);
}

function limited(text: string, max: number, place: string, written: string, at: Context): void {
  const length = byteLength(text);
  if (length > max) at.reportAt(place, 'api/longer-than', { length, max }, [written]);
}

const coreRules: Rule<Event> = (event, at) => {
  const { metadata, involvedObject, eventTime = '', reportingComponent = '', reportingInstance = '', action = '', reason = '', message = '' } = event;
  common({
    namespace: metadata?.namespace ?? 'default',
    objectNamespace: involvedObject?.namespace ?? '',
    time: eventTime,
    controller: reportingComponent,
    instance: reportingInstance,
    action,
    reason,
    message,
    names: { object: 'involvedObject', controller: 'reportingComponent', message: 'message' },
  }, at);
};

/** @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
export const coreEvent: Rule<Event> = kindWith({ finalizers: 'anyone' }, pathSegment, coreRules);

function isGiven(source: EventSource | undefined): boolean {
  return (source?.component ?? '') !== '' || (source?.host ?? '') !== '';
}

const rules: Rule<EventsV1Event> = (event, at) => {
  const { metadata, regarding, eventTime = '', reportingController = '', reportingInstance = '', action = '', reason = '', note = '', type = '', series } = event;
  common({
    namespace: metadata?.namespace ?? 'default',
    objectNamespace: regarding?.namespace ?? '',
    time: eventTime,
    controller: reportingController,
    instance: reportingInstance,
    action,
    reason,
    message: note,
    names: { object: 'regarding', controller: 'reportingController', message: 'note' },
  }, at);
  if (isNoTime(eventTime)) at.reportAt('eventTime', 'api/required', { field: 'eventTime' });
  if (type !== 'Normal' && type !== 'Warning') at.reportAt('type', 'api/choice', { found: type, known: ['Normal', 'Warning'] });
  if (series !== undefined) {
    const { count = 0, lastObservedTime = '' } = series;
    if (count < 2) at.reportAt(['series', 'count'], 'api/out-of-range', { found: count, min: 2 });
    if (isNoTime(lastObservedTime)) at.reportAt(['series', 'lastObservedTime'], 'api/required', { field: 'lastObservedTime' });
  }
  deprecated(event, at);
};

/** Fields of the old kind of events are for reading alone. */
function deprecated({ deprecatedFirstTimestamp: first = '', deprecatedLastTimestamp: last = '', deprecatedCount: count = 0, deprecatedSource: source }: EventsV1Event, at: Context): void {
  const report = (place: string, field: string): void => at.reportAt(place, 'api/not-allowed', { field, when: 'in events of this version' }, [field]);
  if (!isNoTime(first)) report('firstTimestamp', 'deprecatedFirstTimestamp');
  if (!isNoTime(last)) report('lastTimestamp', 'deprecatedLastTimestamp');
  if (count !== 0) report('count', 'deprecatedCount');
  if (isGiven(source)) report('source', 'deprecatedSource');
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
export const event: Rule<EventsV1Event> = kindWith({ finalizers: 'kubernetes' }, dnsSubdomain, rules);
