import type { App } from 'cdk8s';
import { currentSession } from './session';

/**
 * Makes apps of plain cdk8s hand over what they would write, as ours do, while there is a session.
 * @param cdk8s the module that the program loads
 * @returns what takes it back
 */
export function captureCdk8sApps(cdk8s: { readonly App: { readonly prototype: Pick<App, 'synth'> } }): () => void {
  const { prototype } = cdk8s.App;
  const { synth } = prototype;
  const captured = function (this: App): void {
    const session = currentSession();
    if (session === undefined) {
      synth.call(this);
      return;
    }
    // Loaded here: it needs cdk8s, which is loaded by now.
    const { synthesize } = require('./synthesize') as typeof import('./synthesize');
    session.take((options) => synthesize(this, options), this);
  };
  prototype.synth = captured;
  return () => {
    if (prototype.synth === captured) prototype.synth = synth;
  };
}
