import fc from 'fast-check';
import { byCdk8s, byUs, type Output } from './compare';
import { type Program, programs } from './program';

/** Number of the layout of cdk8s with a file for each chart: the one in which nothing is ever lost. */
const perChart = 1;

test('cdk8s and we give the same documents in the same order and files, or both refuse', () => {
  fc.assert(fc.property(programs, (program) => {
    const [theirs, ours] = [byCdk8s(program), byUs(program)];
    // What cdk8s writes twice, or one over the other, under one name.
    fc.pre(ours.errors.length === 0 || ours.errors.some((code) => code !== 'identity/duplicate' && code !== 'output/collision'));
    if (theirs.errors.length > 0) {
      const isCircle = theirs.errors[0]!.startsWith('Dependency cycle');
      if (isCircle && !program.nesting) expect(ours.errors).toContain('construct/circle');
      // What depends on a construct around it, or in it, is a circle for cdk8s alone, where several objects stand in both.
      if (!isCircle) expect(ours.errors).not.toEqual([]);
    } else if (isLossy(program, theirs.files)) {
      expect(ours.errors).toEqual([]);
      expect(documentsOf(ours.files)).toEqual(documentsOf(byCdk8s({ ...program, layout: perChart }).files));
    } else expect(ours).toEqual(theirs);
  }), { numRuns: 250 });
});

/** Whether cdk8s loses something: of two objects of one file name the first, and what a chart makes of its objects in a folder for each. */
function isLossy(program: Program, files: Output): boolean {
  if (program.layout < 2) return false;
  return program.parts.some(({ sort }) => sort === 'own-chart') || documentsOf(files).length < documentsOf(byCdk8s({ ...program, layout: perChart }).files).length;
}

function documentsOf(files: Output): string[] {
  return Object.values(files).flat().sort();
}
