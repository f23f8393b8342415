import * as fc from 'fast-check';

/** The same examples in every run: a test that fails fails for everybody. `KUBELOOM_SEED` looks at others. */
fc.configureGlobal({ seed: Number(process.env['KUBELOOM_SEED'] ?? 20_261_121) });
