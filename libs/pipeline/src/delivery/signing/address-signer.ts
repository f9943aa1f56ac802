/** Holder of a key that signs addresses. */
export interface AddressSigner {
  /**
   * The `s` of a path without an extension, for every revision and every format; until this time, or for good. A path with
   * `width=*` is signed for each width of its profile.
   */
  sign(path: string, expires?: Date): Promise<string>;
}
