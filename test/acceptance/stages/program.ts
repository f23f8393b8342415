import { App } from 'kubeloom';
import { Bundle } from '../bundle/bundle';

/** What a definition comes to, without a file. */
export function bundleOf(define: (app: App) => unknown): Bundle {
  const app = new App({ onWarnings: () => undefined });
  define(app);
  return new Bundle(app.synthYaml());
}
