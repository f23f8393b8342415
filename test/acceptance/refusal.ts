/** What was asked for is not possible: one line says why, and nothing is tried. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
