import type { Built } from '../../src/core/built';
import type { Diagnostic } from '../../src/core/diagnostic';
import { describeOracle, verdicts } from './oracle';

type Props = { readonly [field: string]: unknown };

/** Inputs of a definition: good ones, and values for their fields, right and wrong. */
export interface Agreement {
  /** Definitions without an error. */
  readonly bases: readonly Props[];
  /** Values that replace fields of the bases, one and two at a time. */
  readonly fields: { readonly [field: string]: readonly unknown[] };
  readonly build: (props: Props) => Built;
  /** Leaves out what only later releases accept. @default - nothing */
  readonly knownBy?: (props: Props, release: string) => boolean;
}

/** Every base as it is, and with one (or also two) of its fields replaced. */
function* variants({ bases, fields }: Agreement, pairs: boolean): Generator<Props> {
  const changes = Object.entries(fields).flatMap(([field, values]) => values.map((value) => [field, value] as const));
  for (const base of bases) {
    yield base;
    for (const [index, [field, value]] of changes.entries()) {
      yield { ...base, [field]: value };
      for (const [other, otherValue] of pairs ? changes.slice(index + 1) : []) {
        if (other !== field) yield { ...base, [field]: value, [other]: otherValue };
      }
    }
  }
}

function errorsOf({ diagnostics }: Built): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function hasErrors(built: Built): boolean {
  return errorsOf(built).length > 0;
}

/** Tests that the bases have no error, and that whatever is built without an error is accepted by the API server of every release. */
export function acceptedWithoutErrors(name: string, agreement: Agreement): void {
  const { bases, build, knownBy = () => true } = agreement;
  test.each(bases.map((props, index) => [index, props]))(`${name}: definition %i has no error`, (_, props) => {
    expect(errorsOf(build(props))).toEqual([]);
  });
  // Built once for all releases; the objects are only read.
  let built: readonly { readonly props: Props; readonly result: Built }[] | undefined;
  const results = () => (built ??= [...variants(agreement, true)].map((props) => ({ props, result: build(props) })));
  test(`${name}: what is wrong is reported, never thrown`, () => {
    expect([...variants(agreement, false)].some((props) => hasErrors(build(props)))).toBe(true);
  });
  describeOracle(`${name}: what has no error is accepted`, (release) => {
    test('with one and two fields changed', () => {
      const cases = results().flatMap(({ props, result }) =>
        hasErrors(result) || !knownBy(props, release) ? [] : result.objects.map((object) => ({ props, object })));
      const found = verdicts(release, cases.map(({ object }) => object));
      const surprises = cases.flatMap(({ props, object }, index) => {
        const { code, message } = found[index]!;
        return code === 201 ? [] : [`${message} <- ${JSON.stringify(props)} -> ${JSON.stringify(object)}`];
      });
      expect(surprises.slice(0, 5)).toEqual([]);
    }, 60_000);
  });
}
