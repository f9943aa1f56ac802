import type { APIGatewayProxyEventV2, Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';

/** SQS event with these messages; the n-th has the id `m-n`. */
export const sqsEvent = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `m-${index}`,
    receiptHandle: `receipt-${index}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1767225600000',
      SenderId: 'AIDA',
      ApproximateFirstReceiveTimestamp: '1767225600001',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:inbox',
    awsRegion: 'eu-west-1',
  })),
});

/** S3 notification of new objects; `keys` as S3 encodes them. */
export const s3Notification = (...keys: readonly string[]): string =>
  JSON.stringify({
    Records: keys.map((key) => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'eu-west-1',
      eventTime: '2026-01-01T00:00:00.000Z',
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'AWS:AROA' },
      requestParameters: { sourceIPAddress: '192.0.2.1' },
      responseElements: { 'x-amz-request-id': 'C3D1', 'x-amz-id-2': 'FMyU' },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'inbox',
        bucket: { name: 'originals', ownerIdentity: { principalId: 'A3' }, arn: 'arn:aws:s3:::o' },
        object: { key, size: 1024, eTag: 'd41d8', sequencer: '0A1B2C3D4E5F678901' },
      },
    })),
  });

/** Message that S3 sends once when notifications are set up. */
export const s3TestEvent = JSON.stringify({
  Service: 'Amazon S3',
  Event: 's3:TestEvent',
  Time: '2026-01-01T00:00:00.000Z',
  Bucket: 'originals',
  RequestId: '5582815E1AEA5ADF',
  HostId: '8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR',
});

/** Message in the envelope of SNS, without raw delivery. */
export const throughSns = (message: string): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
    TopicArn: 'arn:aws:sns:eu-west-1:123456789012:topic',
    Message: message,
    Timestamp: '2026-01-01T00:00:00.000Z',
    SignatureVersion: '1',
    Signature: 'EXAMPLE',
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/cert.pem',
    UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
  });

/** EventBridge event of S3; `key` is not encoded. */
export const bridgedS3Event = (key: string, type = 'Object Created'): string =>
  JSON.stringify({
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': type,
    source: 'aws.s3',
    account: '123456789012',
    time: '2026-01-01T00:00:00Z',
    region: 'eu-west-1',
    resources: ['arn:aws:s3:::originals'],
    detail: {
      version: '0',
      bucket: { name: 'originals' },
      object: { key, size: 1024, etag: 'd41d8', sequencer: '0A1B2C3D4E5F678901' },
      'request-id': 'N4N7GDK58NMKJ12R',
      requester: '123456789012',
      reason: 'PutObject',
    },
  });

/** Request of an HTTP API; `authorizer` is the context that its authorizer added. */
export function httpEvent({
  method = 'GET',
  path = '/v1/images',
  stage = '$default',
  headers = {},
  query = '',
  body,
  isBase64Encoded = false,
  authorizer,
}: HttpEventOptions = {}): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: `${method} /v1/{proxy+}`,
    // API Gateway decodes the path.
    rawPath: decodeURIComponent(path),
    rawQueryString: query,
    headers: { host: 'api.example.com', ...headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'agent' },
      requestId: 'request-1',
      routeKey: `${method} /v1/{proxy+}`,
      stage,
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1_767_225_600_000,
      ...(authorizer !== undefined && { authorizer }),
    },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}

export interface HttpEventOptions {
  readonly method?: string;
  readonly path?: string;
  readonly stage?: string;
  readonly headers?: Record<string, string>;
  readonly query?: string;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly authorizer?: object;
}

export const context: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:function',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'logs',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 30_000,
  /* eslint-disable @typescript-eslint/no-deprecated -- The type requires them. */
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
  /* eslint-enable @typescript-eslint/no-deprecated */
};

/** Ids of the messages that are delivered again. */
export const failed = ({ batchItemFailures }: SQSBatchResponse): string[] =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
