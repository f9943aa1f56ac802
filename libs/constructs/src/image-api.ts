import { Duration } from 'aws-cdk-lib/core';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { API_CORS, type Config } from '@thumbing/config';
import { apiEnvironment, authorizerEnvironment } from '@thumbing/config/environment';
import { Construct } from 'constructs';
import { LOG_RETENTION, nodeFunction, type FunctionOptions } from './functions/node-function.ts';
import {
  listing,
  onFilesOf,
  onRecords,
  publishing,
  removing,
  sending,
} from './functions/permissions.ts';
import { RETENTION } from './queues.ts';

export interface ImageApiProps extends FunctionOptions {
  readonly profiles: Config['profiles'];
  /** Web pages that may call it. */
  readonly origins: Config['origins'];
  readonly retention: Config['retention'];
  /** Whose tokens are taken. */
  readonly auth: NonNullable<Config['auth']>;
  readonly originals: IBucket;
  /** Where a deletion has somebody look, who finishes what was cut off. */
  readonly inbox: IQueue;
  readonly renditions: IBucket;
  /** As `RECORDS_TABLE` of `@thumbing/config` has it. */
  readonly records: ITable;
  readonly events: ITopic;
  /** What addresses of renditions begin with. */
  readonly assetsUrl: string;
  /** Who checks tokens: API Gateway, which knows RSA signatures only, or a function of ours. @default 'jwt' */
  readonly authorizer?: 'jwt' | 'lambda';
  /** Requests a second, of everyone together; twice as many for a moment. @default 100 */
  readonly requestsPerSecond?: number;
}

const STAGE = 'live';

/** The HTTP surface: who has a token of `auth` uploads and sees what is theirs. */
export class ImageApi extends Construct {
  readonly api: IFunction;
  /** There when a function checks tokens. */
  readonly tokens: IFunction | undefined;
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;
  /** What paths of the API are added to, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ImageApiProps) {
    super(scope, id);
    const { profiles, origins, retention, originals, inbox, renditions, records, events } = props;
    const { requestsPerSecond = 100, logRetention = LOG_RETENTION } = props;

    this.httpApi = new HttpApi(this, 'HttpApi', {
      createDefaultStage: false,
      ...(origins.length > 0 && {
        corsPreflight: {
          allowOrigins: [...origins],
          allowMethods: API_CORS.methods.map((method) => CorsHttpMethod[method]),
          allowHeaders: [...API_CORS.headers],
          exposeHeaders: [...API_CORS.exposed],
          maxAge: Duration.seconds(API_CORS.maxAge),
        },
      }),
    });
    this.api = nodeFunction(this, 'Function', {
      bundle: 'api',
      description: 'Answers the API',
      // It mostly waits for the table; less memory is less CPU, and a cold start that can be felt.
      memorySize: 512,
      // API Gateway gives up after 30 seconds; a long poll waits for 20.
      timeout: Duration.seconds(29),
      // An answer that tells of a failure of ours is no error to Lambda. API Gateway counts no versions.
      failures: [this.httpApi.metricServerError({ statistic: 'Sum' })],
      environment: apiEnvironment.toEnv({
        CONFIG: { profiles, origins },
        RECORDS_TABLE: records.tableName,
        ORIGINALS_BUCKET: originals.bucketName,
        RENDITIONS_BUCKET: renditions.bucketName,
        EVENTS_TOPIC_ARN: events.topicArn,
        ASSETS_URL: props.assetsUrl,
        INBOX_URL: inbox.queueUrl,
        // An original may have come, and still wait in a queue.
        FORGET_AFTER: retention.unfinished + RETENTION.deadLetters.toSeconds(),
      }),
      permissions: [
        // What it signs, an uploader may do: put one original.
        onFilesOf(profiles, originals, 's3:PutObject'),
        removing(originals),
        removing(renditions),
        listing(renditions),
        onRecords(records, 'GetItem', 'PutItem', 'DeleteItem', 'Query'),
        publishing(events),
        sending(inbox),
      ],
      options: props,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: STAGE,
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: requestsPerSecond * 2 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', { retention: logRetention }),
        ),
        format: ACCESS_LOG,
      },
    });
    this.url = this.stage.url;

    this.tokens = props.authorizer === 'lambda' ? this.authorizerFunction(props) : undefined;
    this.addRoutes(this.authorizer(props.auth));
  }

  private authorizerFunction({ auth, ...options }: ImageApiProps): IFunction {
    return nodeFunction(this, 'Authorizer', {
      bundle: 'authorizer',
      description: 'Checks tokens',
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: authorizerEnvironment.toEnv({
        ISSUER: auth.issuer,
        AUDIENCE: [...auth.audience],
      }),
      permissions: [],
      options,
    });
  }

  private authorizer({ issuer, audience }: ImageApiProps['auth']): IHttpRouteAuthorizer {
    if (!this.tokens) {
      return new HttpJwtAuthorizer('Issuer', issuer, { jwtAudience: [...audience] });
    }
    return new HttpLambdaAuthorizer('Issuer', this.tokens, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      resultsCacheTtl: Duration.minutes(5),
    });
  }

  private addRoutes(authorizer: IHttpRouteAuthorizer): void {
    const integration = new HttpLambdaIntegration('Api', this.api);
    // Method by method: a route for any would take the preflights, which carry no token.
    this.httpApi.addRoutes({
      path: '/v1/{proxy+}',
      methods: API_CORS.methods.map((method) => HttpMethod[method]),
      integration,
      authorizer,
    });
    for (const path of ['/latest/{proxy+}', '/health', '/openapi.json', '/events.schema.json']) {
      this.httpApi.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.HEAD], integration });
    }
  }
}

const UNQUOTED = '$context.error.messageString';

/** No path and no address of a person: `routeKey` says what was asked, and `requestId` finds the rest. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    bytes: '$context.responseLength',
    error: UNQUOTED,
    authorizerError: '$context.authorizer.error',
    // It brings quotes of its own.
  }).replace(`"${UNQUOTED}"`, UNQUOTED),
);
