import fc from 'fast-check';

/** A program with constructs of cdk8s and cdk8s-plus, as data: it can be built for any app, and printed when it fails. */
export interface Program {
  readonly layout: number;
  readonly extension: string;
  readonly resolver: boolean;
  readonly parts: readonly Part[];
  /** Which part depends on which, by their numbers; the app itself is none. */
  readonly dependencies: readonly (readonly [from: number, to: number])[];
  /** Whether a construct may depend on one around it, or in it: for cdk8s that mostly is a circle. */
  readonly nesting: boolean;
}

/** A construct. What it stands in is found by a number among those that can hold it. */
export interface Part {
  readonly sort: 'chart' | 'own-chart' | 'construct' | 'object' | 'nested-object' | 'include' | 'helm' | 'deployment' | 'stateful' | 'config' | 'rbac' | 'job';
  readonly parent: number;
  /** An id of one's own, else one from the number of the part. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly labels?: boolean | undefined;
  readonly data?: unknown;
  readonly patches?: readonly ('add' | 'replace' | 'remove' | 'copy' | 'test' | 'fails')[] | undefined;
  readonly invalid?: boolean | undefined;
  readonly metadata?: boolean | undefined;
}

/** What a value of an object can be that is no plain data; the builder makes it. */
export type Special = { readonly $: 'lazy' | 'token' | 'union' | 'undefined' | 'resolver' | 'instance'; readonly of: unknown };

const scalar = fc.oneof(
  fc.constantFrom<unknown>('', 'a', 'yes', '012', 'two\nlines\n', null, true, false, 0, -1, 1.5, 1e21, '~', 'x: y', '8080'),
  fc.string({ maxLength: 5 }),
);

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'z', '1', 'on', 'name', 'value'), tie('value'), { maxKeys: 3, noNullPrototype: true }) },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.record({ $: fc.constantFrom('lazy', 'token', 'undefined', 'resolver'), of: tie('value') }) },
    { weight: 1, arbitrary: fc.record({ $: fc.constant('union'), of: fc.constantFrom<unknown>(1, '50%') }) },
  ),
})).value;

const rarely = <T>(arbitrary: fc.Arbitrary<T>, one: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: one - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const part: fc.Arbitrary<Part> = fc.record({
  sort: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('chart' as const, 'construct' as const) },
    { weight: 8, arbitrary: fc.constant('object' as const) },
    { weight: 1, arbitrary: fc.constantFrom(
      'own-chart' as const, 'nested-object' as const, 'deployment' as const, 'stateful' as const, 'config' as const, 'rbac' as const, 'job' as const) },
  ),
  parent: fc.nat(30),
  id: rarely(fc.constantFrom('0', '7', '12', '4294967295', 'Default', 'Resource', 'Shop', 'a b', 'x/y', 'very-'.repeat(15)), 5),
  name: rarely(fc.constantFrom('one', 'two', 'a.b', 'a:b'), 4),
  namespace: rarely(fc.constantFrom('first', 'second'), 3),
  labels: fc.boolean(),
  data: value,
  patches: rarely(fc.array(fc.constantFrom('add' as const, 'replace' as const, 'remove' as const, 'copy' as const, 'test' as const), { maxLength: 3 }), 4),
  metadata: fc.boolean(),
});

/** A part that runs another program, which takes its time, or one that both refuse. */
const rarePart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ sort: fc.constantFrom('include' as const, 'helm' as const), parent: fc.nat(30), namespace: rarely(fc.constantFrom('first', 'second'), 3) }),
  fc.record({ sort: fc.constant('object' as const), parent: fc.nat(30), invalid: fc.constant(true) }),
  fc.record({ sort: fc.constant('object' as const), parent: fc.nat(30), patches: fc.constant(['fails' as const]) }),
  fc.record({ sort: fc.constant('object' as const), parent: fc.nat(30), data: fc.record({ $: fc.constant('instance'), of: fc.constant(1) }) }),
);

const dependency = fc.tuple(fc.nat(23), fc.nat(23));

/** Programs of all sorts. */
export const programs: fc.Arbitrary<Program> = fc.record({
  layout: fc.nat(3),
  extension: fc.constantFrom('.k8s.yaml', '.k8s.yaml', '.yml'),
  resolver: fc.boolean(),
  parts: fc.oneof(
    { weight: 15, arbitrary: fc.array(part, { minLength: 1, maxLength: 24 }) },
    { weight: 1, arbitrary: fc.tuple(fc.array(part, { minLength: 1, maxLength: 10 }), rarePart).map(([parts, one]) => [...parts, one]) },
  ),
  dependencies: fc.oneof(
    { weight: 1, arbitrary: fc.array(dependency, { maxLength: 6 }) },
    // All in one direction, so that hardly ever is there a circle.
    { weight: 2, arbitrary: fc.array(dependency.map(([a, b]): [number, number] => [Math.max(a, b), Math.min(a, b)]), { maxLength: 12 }) },
    { weight: 3, arbitrary: fc.array(dependency.map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]), { maxLength: 12 }) },
  ),
  nesting: fc.nat(5).map((of) => of === 0),
});
