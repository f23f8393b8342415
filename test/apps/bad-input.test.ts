import { inspect } from 'node:util';
import * as fc from 'fast-check';
import type { Manifest } from '../../src/core/manifest';
import { errorsOf } from '../support/definitions';
import { misshapen } from '../support/integrity/shapes';
import { describeOracle, verdicts } from '../support/oracle';
import { changedAt, mistakes, pathsOf, richDefinitions } from './rich-definitions';

const definitions = Object.entries(richDefinitions);

/** A rich definition in which one thing is another. */
const changed = fc.oneof(...definitions.map(([kind, definition]) =>
  fc.record({ kind: fc.constant(kind), path: fc.constantFrom(...pathsOf(definition.props())), value: fc.constantFrom(...mistakes) })));

test.each(definitions)('the definition of a %s that the others are made from has no error', (_kind, { props, build }) => {
  expect(errorsOf(build(props()))).toEqual([]);
});

test('whatever stands anywhere in a definition is told, or becomes plain data of the right form', () => {
  fc.assert(fc.property(changed, ({ kind, path, value }) => {
    const definition = richDefinitions[kind]!;
    const { objects, diagnostics } = definition.build(changedAt(definition, path, value));
    // The words are made of what was found: they too must stand anything, and stay on their lines.
    for (const { message, help = '' } of diagnostics) expect(`${message}${help}`).toMatch(/^[^\n\u0000]+$/);
    expect(misshapen(JSON.parse(JSON.stringify(objects)) as Manifest[])).toEqual([]);
  }), { numRuns: 400 });
});

test('what a definition says twice is told for each time', () => {
  const { props, build } = richDefinitions['stateless']!;
  const twice = build({ ...props(), image: '', ports: { HTTP: 0 }, replicas: -1, labels: { a: 'b c' } });
  expect(errorsOf(twice)).toEqual(expect.arrayContaining(['value/wrong-type /image', 'name/invalid /ports/HTTP', 'value/out-of-range /replicas', 'label/invalid-value /labels/a']));
});

describeOracle('what has no error is accepted', (release) => {
  test('with one thing changed, wherever it stands', () => {
    // Earlier releases refuse a hook that sleeps for no time.
    const judged = [...acceptable()].filter(([text]) => release >= '1.33' || !text.includes('"sleep":{"seconds":0}'));
    const found = verdicts(release, judged.map(([text]) => JSON.parse(text) as unknown));
    const refused = found.flatMap(({ code, message }, index) => (code === 201 ? [] : [`${judged[index]![1]}: ${message}`]));
    expect(refused.slice(0, 5)).toEqual([]);
  }, 120_000);
});

let accepted: Map<string, string> | undefined;

/** Objects of definitions without an error, as text, and what was changed in the definition. */
function acceptable(): ReadonlyMap<string, string> {
  if (accepted !== undefined) return accepted;
  accepted = new Map();
  for (const { kind, path, value } of fc.sample(changed, { numRuns: 5000, seed: 3 })) {
    const definition = richDefinitions[kind]!;
    const built = definition.build(changedAt(definition, path, value));
    if (errorsOf(built).length > 0) continue;
    for (const object of built.objects) accepted.set(JSON.stringify(object), `${kind} ${path.join('/')} = ${inspect(value)}`);
  }
  return accepted;
}
