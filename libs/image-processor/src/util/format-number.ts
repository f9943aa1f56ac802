/** A number for messages, with separators: 12,000,000. */
export const formatNumber = (value: number): string => value.toLocaleString('en');
