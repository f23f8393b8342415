import { bootcamp } from '../../examples/bootcamp';
import { rollingWeb } from '../../examples/rolling-web';
import { surprises } from '../support/api-server';
import { nameOf } from '../support/objects';
import { describeOracle, verdicts } from '../support/oracle';
import { bootcampStages, everyStage, rollingWebStages, synthesize, type Synthesized } from './systems';

/** The stages of a life, in order. */
const lives: readonly (readonly [name: string, stages: readonly Synthesized[]])[] = [
  ['rolling-web', rollingWebStages.map((stage) => synthesize((app) => rollingWeb(app, stage)))],
  ['bootcamp', bootcampStages.map((stage) => synthesize((app) => bootcamp(app, stage)))],
];

describeOracle('the API server accepts', (release) => {
  test('every object of every system and stage', () => {
    const created = everyStage.flatMap(([name, define]) =>
      synthesize(define).objects.map((object) => ({ name: `${name}: ${nameOf(object)}`, object, accepted: true })));
    expect(surprises(created, release)).toEqual([]);
  });

  test.each(lives)('every change from one stage of %s to the next', (_name, stages) => {
    for (const [index, { objects }] of stages.slice(1).entries()) {
      const changed = objects.filter(({ kind }) => kind === 'Deployment');
      const before = stages[index]!.objects.filter(({ kind }) => kind === 'Deployment');
      expect(verdicts(release, changed, before).map(({ code }) => code)).toEqual(changed.map(() => 200));
    }
  });
});
