/** Exported for the compiler only: declarations of other packages must be able to name it. */
export declare const brand: unique symbol;

/**
 * A primitive that the compiler keeps apart from others of the same shape (ids, keys, units).
 * A brand may narrow a branded type: the names add up.
 */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: { readonly [Key in Name]: true } };
