/** What a contract is tried on: an adapter with nothing in it yet, and how to put it away. */
export type World<Parts> = Parts & { readonly close: () => Promise<void> };
