import { Duration } from 'aws-cdk-lib/core';

/** The period of most metrics. */
export const PERIOD = Duration.minutes(5);

/** The period for failures that are retried: a single failure, followed by a success, wakes nobody. */
export const RETRY_PERIOD = Duration.hours(1);

/** The period for shares of uploads: in a shorter one there are too few. */
export const SHARE_PERIOD = Duration.hours(1);

/** The period of what is reported once a day. */
export const REPORT_PERIOD = Duration.days(1);
