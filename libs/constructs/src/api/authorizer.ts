import { Duration } from 'aws-cdk-lib/core';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { authorizerEnvironment } from '@thumbing/config/environment';
import type { Construct } from 'constructs';
import { nodeFunction } from '../functions/node-function.ts';
import type { ImageApiProps } from '../image-api.ts';

/** A function that verifies tokens, for issuers whose signatures API Gateway does not support. */
export const authorizerFunction = (
  scope: Construct,
  id: string,
  { auth, ...options }: ImageApiProps,
): IFunction =>
  nodeFunction(scope, id, {
    bundle: 'authorizer',
    memorySize: 256,
    timeout: Duration.seconds(10),
    environment: authorizerEnvironment.toEnv({
      ISSUER: auth.issuer,
      AUDIENCE: [...auth.audience],
    }),
    permissions: [],
    options,
  });

/** Verifies tokens with the function, if there is one, and with API Gateway's own authorizer otherwise. */
export function routeAuthorizer(
  { issuer, audience }: ImageApiProps['auth'],
  verifier: IFunction | undefined,
): IHttpRouteAuthorizer {
  if (!verifier) return new HttpJwtAuthorizer('Issuer', issuer, { jwtAudience: [...audience] });
  return new HttpLambdaAuthorizer('Issuer', verifier, {
    responseTypes: [HttpLambdaResponseType.SIMPLE],
    resultsCacheTtl: Duration.minutes(5),
  });
}
