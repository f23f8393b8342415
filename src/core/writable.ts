/**
 * An object while it is put together: what has no value is never set. In what is built for every object of a bundle this
 * stands in place of spreading parts that may be missing, which takes several times as long.
 */
export type Writable<T> = { -readonly [F in keyof T]: T[F] };
