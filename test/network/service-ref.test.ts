import { Consumer } from '../../src/core/references';
import { HostRef, isServiceOwner, ServicePortRef, type ServiceRef } from '../../src/network/service-ref';
import { outcomeOf } from '../support/diagnostics';
import { service } from './fixtures';

const db = service('db');

describe('the host of a Service', () => {
  test.each([
    ['is short in its own namespace', new Consumer('shop', undefined), db, 'db'],
    ['names its namespace in another one', new Consumer('web', undefined), db, 'db.shop.svc'],
    ['names its namespace where the reader has none', new Consumer(undefined, undefined), db, 'db.shop.svc'],
    ['is short where nobody has a namespace', new Consumer(undefined, undefined), service('db', null), 'db'],
  ])('%s', (_, consumer, { host }, expected) => {
    expect(outcomeOf((problems) => host.textFor(problems, consumer))).toEqual({ result: expected, reported: [] });
    expect(consumer.targets).toEqual([host.target]);
  });

  test.each([
    ['another cluster', new Consumer('shop', 'staging'), db, 'reference/other-cluster'],
    ['a namespace, where it has none itself', new Consumer('shop', undefined), service('db', null), 'service/namespace-unknown'],
  ])('cannot be used from %s', (_, consumer, { host }, code) => {
    expect(outcomeOf((problems) => host.textFor(problems, consumer))).toEqual({ result: undefined, reported: [code] });
  });

  test('of a pod stands before that of the Service', () => {
    const first = db.host.ofPod('db-0');
    expect(outcomeOf((problems) => first.textFor(problems, new Consumer('shop', undefined))).result).toBe('db-0.db');
    expect(String(first)).toBe('db-0.db.shop.svc');
    expect(first.fqdn()).toBe('db-0.db.shop.svc.cluster.local');
  });

  test('as a text works in every namespace', () => {
    expect(String(db.host)).toBe('db.shop.svc');
    expect(db.host.fqdn('k8s.example.com')).toBe('db.shop.svc.k8s.example.com');
    expect(String(service('db', null).host)).toBe('db');
    expect(db.host).toBeInstanceOf(HostRef);
  });
});

describe('a port of a Service', () => {
  test('is its number', () => {
    const port = db.port('http');
    expect([port.number, String(port)]).toEqual([80, '80']);
    const consumer = new Consumer('web', undefined);
    expect(outcomeOf((problems) => port.textFor(problems, consumer))).toEqual({ result: '80', reported: [] });
    expect(consumer.targets).toEqual([db.target]);
  });

  test('that is not there is reported where it is used', () => {
    const port = (db as unknown as ServiceRef).port('htpp');
    expect(port).toBeInstanceOf(ServicePortRef);
    expect(outcomeOf((problems) => port.textFor(problems, new Consumer('shop', undefined)))).toEqual({ result: undefined, reported: ['service/unknown-port'] });
    expect(() => port.number).toThrow(RangeError);
  });
});

test.each([[db, true], [{ serviceRef: db }, true], [{ service: db }, false], ['db', false], [null, false]])('knows the owner of a Service: %#', (value, expected) => {
  expect(isServiceOwner(value)).toBe(expected);
});
