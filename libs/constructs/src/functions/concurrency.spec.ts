import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { stackIn } from '../testing/pipeline.ts';
import { checkConcurrency, type Concurrency, type ConcurrencyNeeds } from './concurrency.ts';

const check = (concurrency: Concurrency, needs?: ConcurrencyNeeds) => {
  const stack = stackIn();
  new Topic(stack, 'Topic');
  checkConcurrency(stack, concurrency, needs);
  return Annotations.fromStack(stack);
};

it('warns of reserved concurrency that a new account lacks', () => {
  check({ api: 50, waits: 200, processing: 10 }).hasWarning(
    '*',
    Match.stringLikeRegexp(
      '260 of .* is reserved, which fails in an account with less than 360, .* set concurrency.account',
    ),
  );
});

it('warns of waits that could take all that the account has left', () => {
  check({ account: 400 }).hasWarning(
    '*',
    Match.stringLikeRegexp(
      'may take a concurrency of 500 \\(20 a second, for 25 seconds each\\), and the account has 390 left .* ' +
        'set concurrency.waits, or lower readsPerSecond to 15',
    ),
  );
  for (const concurrency of [
    { account: 510 },
    { account: 400, waits: 200 },
    { account: 400, api: 200 },
  ]) {
    check(concurrency).hasNoWarning('*', Match.anyValue());
  }
  check({ account: 400 }, { readsPerSecond: 15 }).hasNoWarning('*', Match.anyValue());
});

it.each([
  ['nothing is reserved', {}],
  ['the account has enough', { account: 1_000, api: 50, waits: 200 }],
])('warns of nothing if %s', (_, concurrency) => {
  check(concurrency).hasNoWarning('*', Match.anyValue());
});

it.each([
  [
    { account: 300, waits: 250 },
    '✖ concurrency.account is 300: this pipeline needs 350; request an increase in Service Quotas, or reserve less than 250',
  ],
  [
    { account: 9 },
    '✖ concurrency.account is 9: this pipeline needs 10; request an increase in Service Quotas, or lower maxConcurrency',
  ],
  [
    { account: 120, making: 30 },
    '✖ concurrency.account is 120: this pipeline needs 130; request an increase in Service Quotas, or reserve less than 30',
  ],
  [
    { processing: 5 },
    '✖ concurrency.processing is 5: originals would be throttled; write at least 10, the value of maxConcurrency',
  ],
])('fails the synthesis for %j', (concurrency, message) => {
  expect(() => check(concurrency)).toThrow(message);
});
