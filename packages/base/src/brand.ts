/**
 * A primitive that the compiler keeps apart from others of the same shape (ids, keys, units).
 * A brand may narrow a branded type: the names add up. `~brand` never exists at run time; it is a string because
 * declarations of other packages cannot name a symbol.
 */
export type Brand<Base, Name extends string> = Base & { readonly '~brand': { readonly [Key in Name]: true } };
