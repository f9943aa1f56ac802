import { Duration } from 'aws-cdk-lib/core';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { API_CORS, type Config } from '@thumbing/config';
import type { ApiSettings } from '@thumbing/config/environment';
import { Construct } from 'constructs';
import { ACCESS_LOG } from './api/access-log.ts';
import { apiFunction, waitsFunction } from './api/api-function.ts';
import { authorizerFunction, routeAuthorizer } from './api/authorizer.ts';
import { PUBLIC, READS, throttlesOf, type ThrottleOptions } from './api/throttles.ts';
import type { Concurrency } from './functions/concurrency.ts';
import type { WatchedFunctions } from './functions/watched.ts';
import { LOG_RETENTION, type FunctionOptions } from './functions/node-function.ts';

/** The parts of a pipeline that the API works on, and the tokens that it accepts. */
export interface ImageApiProps extends FunctionOptions, ThrottleOptions, ApiSettings {
  /** The issuer whose tokens are accepted. */
  readonly auth: NonNullable<Config['auth']>;
  /** The bucket that granted uploads are put into. */
  readonly originals: IBucket;
  /** A table with the keys and indexes of `RECORDS_TABLE` of `@thumbing/config`. */
  readonly records: ITable;
  /** The base URL of renditions. */
  readonly assetsUrl: string;
  /** The verifier of tokens: API Gateway, which supports RSA signatures only, or a function. @default 'jwt' */
  readonly authorizer?: 'jwt' | 'lambda';
  /** Concurrency to reserve, of which the API needs `api` and `waits`. @default none */
  readonly concurrency?: Concurrency;
}

const STAGE = 'live';

/** The HTTP API: holders of a token of `auth` upload images and read their own. */
export class ImageApi extends Construct {
  /** The function behind all routes; its alias if there is a `canary`. */
  readonly api: IFunction;
  /** Present if `concurrency.waits` is given. */
  readonly waits: IFunction | undefined;
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
    this.waits =
      props.concurrency?.waits === undefined
        ? undefined
        : waitsFunction(this, 'Waits', props, serverErrors);
    this.tokens =
      props.authorizer === 'lambda' ? authorizerFunction(this, 'Authorizer', props) : undefined;
    const routes = this.addRoutes(routeAuthorizer(props.auth, this.tokens));

    this.stage = this.addStage(props);
    this.throttle(routes, props);
    this.url = this.stage.url;
    this.functions = {
      unretried: {
        Api: this.api,
        ...(this.waits && { Waits: this.waits }),
        ...(this.tokens && { Authorizer: this.tokens }),
      },
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

  private addRoutes(authorizer: IHttpRouteAuthorizer): HttpRoute[] {
    const integration = new HttpLambdaIntegration('Api', this.api);
    const waits = this.waits ? new HttpLambdaIntegration('Waits', this.waits) : integration;
    const reading = [HttpMethod.GET, HttpMethod.HEAD];
    // An ANY route would match preflight requests too, which carry no token.
    const methods = API_CORS.methods.map((method) => HttpMethod[method]);
    return [
      { path: '/v1/{proxy+}', methods, integration, authorizer },
      // A route of its own has a throttle of its own.
      { path: READS, methods: [HttpMethod.GET], integration: waits, authorizer },
      ...PUBLIC.map((path) => ({ path, methods: reading, integration })),
    ].flatMap((routes) => this.httpApi.addRoutes(routes));
  }

  private throttle(routes: readonly HttpRoute[], options: ThrottleOptions): void {
    const { defaultChild } = this.stage.node;
    if (!(defaultChild instanceof CfnStage)) throw new Error('the stage has no CfnStage child');
    defaultChild.routeSettings = throttlesOf(options);
    // API Gateway refuses settings of routes that do not exist yet.
    this.stage.node.addDependency(...routes);
  }
}

const preflightFor = (origins: readonly string[]) => ({
  allowOrigins: [...origins],
  allowMethods: API_CORS.methods.map((method) => CorsHttpMethod[method]),
  allowHeaders: [...API_CORS.headers],
  exposeHeaders: [...API_CORS.exposed],
  maxAge: Duration.seconds(API_CORS.maxAge),
});
