/** Sizes in powers of 1,000. */
export const bytes = (count: number): string =>
  count < 1_000_000 ? `${(count / 1_000).toFixed(1)} KB` : `${(count / 1_000_000).toFixed(1)} MB`;

export const megabytes = (count: number): string => `${Math.round(count / 1_000_000)} MB`;

export const milliseconds = (count: number): string => `${count.toFixed(1)} ms`;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
