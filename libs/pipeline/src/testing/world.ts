/** Subject of a contract: a new, empty adapter, and a function that disposes of it. */
export type World<Parts> = Parts & { readonly close: () => Promise<void> };
