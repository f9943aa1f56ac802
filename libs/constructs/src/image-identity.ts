import { Duration } from 'aws-cdk-lib/core';
import { UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Config } from '@thumbing/config';
import { Construct } from 'constructs';

/** A user pool that issues tokens if the configuration names no issuer. An administrator adds the users. */
export class ImageIdentity extends Construct {
  /** Users who sign in by email; nobody can sign up. */
  readonly userPool: UserPool;
  /** A client without a secret, for sign-in by SRP or by password. */
  readonly client: UserPoolClient;
  /** The value of `auth` for `ImageApi`: the user pool as the issuer, and its client as the audience. */
  readonly auth: NonNullable<Config['auth']>;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.userPool = new UserPool(this, 'People', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
    });
    this.client = this.userPool.addClient('Client', {
      authFlows: { userSrp: true, userPassword: true },
      preventUserExistenceErrors: true,
      disableOAuth: true,
    });
    this.auth = {
      issuer: this.userPool.userPoolProviderUrl,
      audience: [this.client.userPoolClientId],
    };
  }
}
