import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ProgramFile } from '../../codegen/migrate/plain-units';
import { codeOf, type Made, type Unit, type Workshop } from '../../codegen/migrate/unit';
import { evaluate, type Scope } from '../../codegen/print/evaluate';
import type { unsafeLiteral } from '../../config/secret-sources';
import type { App } from '../../synth/app';
import type { Bundle } from '../../synth/bundle';
import { packageRoot } from '../init/templates';

/** What a program imports from this package. */
export interface Sdk {
  readonly App: typeof App;
  readonly Bundle: typeof Bundle;
  readonly unsafeLiteral: typeof unsafeLiteral;
}

/** The package as programs load it. */
export function loadSdk(): Sdk {
  return createRequire(join(packageRoot, 'package.json'))('kubeloom') as Sdk;
}

/** Makes definitions in this process, each in a bundle of its own, so that one that is wrong stands in nobody's way. */
export class SdkWorkshop implements Workshop {
  readonly names: readonly string[];
  private readonly app: App;
  private readonly known: ReadonlyMap<string, unknown>;
  private count = 0;

  /** @param files what stands beside the program: nothing of it is written yet */
  constructor(private readonly sdk: Sdk, files: ReadonlyMap<string, ProgramFile>) {
    this.names = Object.keys(sdk);
    this.app = new sdk.App({ outdir: 'none' });
    this.known = new Map<string, unknown>([
      ...Object.entries(sdk),
      ['__dirname', ''],
      ['join', (_folder: string, ...parts: readonly string[]) => parts.join('/')],
      ['fromSecretFile', (path: string, options?: Parameters<typeof unsafeLiteral>[1]) => sdk.unsafeLiteral(files.get(path)?.text ?? '', options)],
    ]);
  }

  make(namespace: string | undefined, unit: Pick<Unit, 'callee' | 'isNew' | 'id' | 'props'>, scope: Scope): Made {
    const bundle = new this.sdk.Bundle(this.app, `bundle-${this.count++}`, namespace === undefined ? {} : { namespace });
    try {
      const instance = evaluate(codeOf(unit, 'bundle'), new Map<string, unknown>([...this.known, ...scope, ['bundle', bundle]]));
      const { objects, diagnostics } = bundle.assemble();
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) return { wrong: errors.map(({ pointer }) => pointer) };
      return { instance, objects: objects.map(({ manifest }) => manifest) };
    } catch {
      return { wrong: [] };
    }
  }
}
