import { Testing } from 'cdk8s';
import { App } from 'kubeloom';
import { define } from './definition';

test('the bundle is as it was reviewed', () => {
  expect(Testing.synth(define(new App()))).toMatchSnapshot();
});
