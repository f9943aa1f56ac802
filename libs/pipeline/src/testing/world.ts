/** Subject of a contract: a new, empty adapter, and a function that disposes of it. */
export type World<Parts> = Parts & {
  /** Disposes of the adapter: of its files, connections and servers. */
  readonly close: () => Promise<void>;
};
