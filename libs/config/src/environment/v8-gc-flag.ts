/**
 * A flag of V8 for a process that makes images. While sharp's threads work, V8 takes it for idle, and collects for every 8 MB
 * that come, pixels too: twice for a photo of 12 megapixels, which is 3 % of its CPU. With this, one and a half times what its
 * own objects take may come in between: some 20 MB, which all sizes of a photo have together. 300 saves no more, and keeps
 * 30 MB more. V8 takes it when a process starts or later, but not from NODE_OPTIONS.
 */
export const COLLECT_SELDOM = '--heap-growing-percent=150';
