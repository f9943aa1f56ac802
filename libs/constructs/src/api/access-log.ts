import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

const UNQUOTED = '$context.error.messageString';

/** Omits paths and client addresses: `routeKey` names the route, and `requestId` finds the function's log lines. */
export const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    bytes: '$context.responseLength',
    error: UNQUOTED,
    authorizerError: '$context.authorizer.error',
    // API Gateway puts quotes around this value itself.
  }).replace(`"${UNQUOTED}"`, UNQUOTED),
);
