import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { stackIn } from '../testing/pipeline.ts';
import { checkConcurrency, type Concurrency } from './concurrency.ts';

const check = (concurrency: Concurrency, maxConcurrency?: number) => {
  const stack = stackIn();
  new Topic(stack, 'Topic');
  checkConcurrency(stack, concurrency, maxConcurrency);
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
    { processing: 5 },
    '✖ concurrency.processing is 5: originals would be throttled; write at least 10, the value of maxConcurrency',
  ],
])('fails the synthesis for %j', (concurrency, message) => {
  expect(() => check(concurrency)).toThrow(message);
});
