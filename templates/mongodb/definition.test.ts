import { Testing } from 'cdk8s';
import { App } from 'kubeloom';
import { define } from './definition';

interface AnyObject {
  readonly kind: string;
  readonly data?: object;
}

/** The scripts of a system come with Kubeloom, and are reviewed there: their names stand for them. */
function withoutScripts(object: AnyObject): AnyObject {
  return object.kind === 'ConfigMap' ? { ...object, data: Object.keys(object.data ?? {}) } : object;
}

test('the bundle is as it was reviewed', () => {
  expect((Testing.synth(define(new App())) as AnyObject[]).map(withoutScripts)).toMatchSnapshot();
});
