import { Duration } from 'aws-cdk-lib/core';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { API_CORS, PUBLIC_PATHS, type Config } from '@thumbing/config';
import type { ApiSettings } from '@thumbing/config/environment';
import { Construct } from 'constructs';
import { ACCESS_LOG } from './api/access-log.ts';
import { apiFunction } from './api/api-function.ts';
import { authorizerFunction, routeAuthorizer } from './api/authorizer.ts';
import type { WatchedFunctions } from './functions/watched.ts';
import { LOG_RETENTION, type FunctionOptions } from './functions/node-function.ts';

/** The parts of a pipeline that the API works on, and the tokens that it accepts. */
export interface ImageApiProps extends FunctionOptions, ApiSettings {
  /** The times to keep data, of which the API needs `unfinished`. */
  readonly retention: Config['retention'];
  /** The issuer whose tokens are accepted. */
  readonly auth: NonNullable<Config['auth']>;
  /** The bucket that granted uploads are put into. */
  readonly originals: IBucket;
  /** Gets a message for each deletion: a worker removes the files, which this API may not. */
  readonly inbox: IQueue;
  /** A table with the keys and indexes of `RECORDS_TABLE` of `@thumbing/config`. */
  readonly records: ITable;
  /** The base URL of renditions. */
  readonly assetsUrl: string;
  /** The verifier of tokens: API Gateway, which supports RSA signatures only, or a function. @default 'jwt' */
  readonly authorizer?: 'jwt' | 'lambda';
  /** Requests per second from all clients together; bursts may be twice as large. @default 100 */
  readonly requestsPerSecond?: number;
}

const STAGE = 'live';

/** The HTTP API: holders of a token of `auth` upload images and read their own. */
export class ImageApi extends Construct {
  /** The function behind all routes; its alias if there is a `canary`. */
  readonly api: IFunction;
  /** Present if a function verifies tokens. */
  readonly tokens: IFunction | undefined;
  /** Its functions by name, for alarms. */
  readonly functions: WatchedFunctions;
  /** The routes and their authorizer, without a default stage. */
  readonly httpApi: HttpApi;
  /** The only stage, with throttling and access logs. */
  readonly stage: HttpStage;
  /** The base URL of the API, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ImageApiProps) {
    super(scope, id);
    const { origins } = props;

    this.httpApi = new HttpApi(this, 'HttpApi', {
      createDefaultStage: false,
      ...(origins.length > 0 && { corsPreflight: preflightFor(origins) }),
    });
    const serverErrors = this.httpApi.metricServerError({ statistic: 'Sum' });
    this.api = apiFunction(this, 'Function', props, serverErrors);
    this.stage = this.addStage(props);
    this.url = this.stage.url;

    this.tokens =
      props.authorizer === 'lambda' ? authorizerFunction(this, 'Authorizer', props) : undefined;
    this.addRoutes(routeAuthorizer(props.auth, this.tokens));
    this.functions = {
      unretried: { Api: this.api, ...(this.tokens && { Authorizer: this.tokens }) },
    };
  }

  private addStage({
    requestsPerSecond = 100,
    logRetention = LOG_RETENTION,
  }: ImageApiProps): HttpStage {
    return new HttpStage(this, 'Stage', {
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
  }

  private addRoutes(authorizer: IHttpRouteAuthorizer): void {
    const integration = new HttpLambdaIntegration('Api', this.api);
    // An ANY route would match preflight requests too, which carry no token.
    this.httpApi.addRoutes({
      path: '/v1/{proxy+}',
      methods: API_CORS.methods.map((method) => HttpMethod[method]),
      integration,
      authorizer,
    });
    for (const path of PUBLIC_PATHS) {
      this.httpApi.addRoutes({
        path: path.replace(/\{.*/, '{proxy+}'),
        methods: [HttpMethod.GET, HttpMethod.HEAD],
        integration,
      });
    }
  }
}

const preflightFor = (origins: readonly string[]) => ({
  allowOrigins: [...origins],
  allowMethods: API_CORS.methods.map((method) => CorsHttpMethod[method]),
  allowHeaders: [...API_CORS.headers],
  exposeHeaders: [...API_CORS.exposed],
  maxAge: Duration.seconds(API_CORS.maxAge),
});
