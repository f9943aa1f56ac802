import { Match, type Template } from 'aws-cdk-lib/assertions';
import { PUBLIC_PATHS } from '@thumbing/config';
import { actionsBelow, withOwn } from './testing/iam.ts';
import { templateOf } from './testing/pipeline.ts';
import { propertiesOf } from './testing/properties.ts';

let template: Template;

describe('the API', () => {
  beforeAll(() => {
    template = templateOf({ requestsPerSecond: 40, redirectsPerSecond: 300 });
  });

  it('asks for a token of the issuer everywhere under /v1, and nowhere else', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://issuer.example.com', Audience: ['web'] },
    });
    const open = { AuthorizationType: 'NONE' };
    expect(routesOf(template, { AuthorizationType: 'JWT' })).toEqual([
      'DELETE /v1/{proxy+}',
      'GET /v1/images/{id}',
      'GET /v1/{proxy+}',
      'POST /v1/{proxy+}',
    ]);
    const paths = PUBLIC_PATHS.map((path) =>
      path.startsWith('/latest/') ? '/latest/{proxy+}' : path,
    );
    expect(routesOf(template, open)).toEqual(
      paths.flatMap((path) => [`GET ${path}`, `HEAD ${path}`]).sort(),
    );
  });

  it('lets the pages of the configuration call it', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: Match.objectLike({
        AllowOrigins: ['https://app.example.com'],
        AllowMethods: ['GET', 'POST', 'DELETE'],
      }),
    });
  });

  it('is throttled, and logs what was asked without a path, a token or an address', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: 'live',
      DefaultRouteSettings: { ThrottlingRateLimit: 40, ThrottlingBurstLimit: 80 },
      AccessLogSettings: {
        Format: Match.not(Match.stringLikeRegexp('context\\.path|identity|authorizer\\.claims')),
      },
    });
  });
});

describe('the throttles of the API', () => {
  const limit = (rate: number) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate });

  it('are apart for each public route and for reads that may wait', () => {
    const [{ RouteSettings } = {}] = propertiesOf(template, 'AWS::ApiGatewayV2::Stage');
    const service = ['/health', '/ready', '/openapi.json', '/events.schema.json', '/asyncapi.json'];
    expect(RouteSettings).toEqual({
      'GET /v1/images/{id}': limit(20),
      'GET /latest/{proxy+}': limit(300),
      'HEAD /latest/{proxy+}': limit(300),
      ...Object.fromEntries(
        service.flatMap((path) => [
          [`GET ${path}`, limit(10)],
          [`HEAD ${path}`, limit(10)],
        ]),
      ),
    });
  });

  it('are set after the routes exist', () => {
    const [{ DependsOn } = {}] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    expect(DependsOn).toEqual(
      expect.arrayContaining(Object.keys(template.findResources('AWS::ApiGatewayV2::Route'))),
    );
  });
});

describe('reserved concurrency', () => {
  it('of waits gives reads of one image a function that may read records, and nothing else', () => {
    const reserved = templateOf({ concurrency: { api: 50, waits: 200, processing: 10 } });
    for (const [Description, ReservedConcurrentExecutions] of [
      ['Serves the API', 50],
      ['Serves reads of one image, which may wait', 200],
      ['Renders the variants of an original', 10],
      ['Sends signed events to a webhook', Match.absent()],
    ] as const) {
      reserved.hasResourceProperties('AWS::Lambda::Function', {
        Description,
        ReservedConcurrentExecutions,
      });
    }
    expect(
      actionsBelow(reserved, 'ThumbingApi')['Serves reads of one image, which may wait'],
    ).toEqual([
      'dynamodb:GetItem',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
    const integrations = propertiesOf(reserved, 'AWS::ApiGatewayV2::Integration');
    expect(integrations).toHaveLength(2);
  });

  it('is not set by default', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: Match.absent(),
    });
  });
});

describe('the API with an authorizer of its own', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf({ authorizer: 'lambda' });
  });

  it('gives its functions exactly these actions', () => {
    expect(actionsBelow(template, 'ThumbingApi')).toEqual(
      withOwn({
        api: [
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Query',
          'dynamodb:UpdateItem',
          's3:PutObject',
        ],
        authorizer: [],
      }),
    );
  });

  it('asks a function that may do nothing', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Verifies tokens',
      Environment: { Variables: { ISSUER: 'https://issuer.example.com', AUDIENCE: '["web"]' } },
    });
  });
});

const routesOf = (template: Template, properties: object): unknown[] =>
  propertiesOf(template, 'AWS::ApiGatewayV2::Route', { Properties: properties })
    .map(({ RouteKey }) => RouteKey)
    .sort();
