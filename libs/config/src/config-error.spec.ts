import { mistakes } from './testing/mistakes.ts';
import { put } from './testing/paths.ts';

const FILE =
  "write new URL('./logo.png', import.meta.url), which does not depend on the working directory, or an absolute path";

const variants = { large: { resize: { width: 512 } } };

it.each`
  field                                            | value              | line
  ${'profiles.avatar.maxBytes'}                    | ${'10 Mb/s'}       | ${"is '10 Mb/s': write a size such as '10 MB' or '500 KB', or a whole number of bytes"}
  ${'profiles.avatar.maxBytes'}                    | ${true}            | ${"is true: write a size such as '10 MB' or '500 KB', or a whole number of bytes"}
  ${'profiles.avatar.maxBytes'}                    | ${0.5}             | ${"is 0.5: write a size such as '10 MB' or '500 KB', or a whole number of bytes"}
  ${'limits.cpuTime'}                              | ${'2 hours'}       | ${"is '2 hours': write a duration of at most '1 hour'"}
  ${'limits.timeout'}                              | ${'2 hours'}       | ${"is '2 hours': write a duration of at most '1 hour'"}
  ${'limits.timeout'}                              | ${null}            | ${"is null: write a duration such as '30 seconds', '5 minutes', '12 hours' or '30 days', or a whole number of seconds"}
  ${'quotas.grantsPerDay'}                         | ${0}               | ${'is 0: write 1 or more'}
  ${'quotas.bytesPerDay'}                          | ${'all'}           | ${"is 'all': write a size such as '10 MB' or '500 KB', or a whole number of bytes"}
  ${'profiles.avatar.formats'}                     | ${[]}              | ${'is []: list at least one value'}
  ${'profiles.avatar.formats'}                     | ${'webp'}          | ${"is 'webp': write a list: [ … ]"}
  ${'profiles.avatar.variants.large.resize.width'} | ${-1}              | ${'is -1: write a whole number from 1 to 16383'}
  ${'profiles.avatar.variants.large.resize.width'} | ${'wide'}          | ${"is 'wide': write a whole number from 1 to 16383"}
  ${'profiles.avatar.variants.large.resize.fit'}   | ${'fit'}           | ${"is 'fit': choose 'cover', 'contain', 'fill', 'inside' or 'outside'"}
  ${'profiles.avatar.variants.large.resize'}       | ${{}}              | ${'is {}: give a width, a height, or both'}
  ${'profiles.avatar.variants.large.quality'}      | ${1.5}             | ${"is 1.5: write a whole number from 1 to 100, 'auto', or { auto: 'low' }, 'medium' or 'high'"}
  ${'profiles.avatar.variants.large.quality'}      | ${101}             | ${'is 101: write a whole number from 1 to 100'}
  ${'profiles.avatar.variants'}                    | ${{}}              | ${'is {}: define at least one variant, such as { large: { resize: { width: 512 } } }'}
  ${'profiles.avatar.variants'}                    | ${undefined}       | ${'is missing: define at least one variant, such as { large: { resize: { width: 512 } } }'}
  ${"profiles['My avatar']"}                       | ${{ variants }}    | ${'has an invalid name: use lowercase letters, digits and hyphens, at most 63, starting with a letter or digit'}
  ${'profiles'}                                    | ${{}}              | ${'is {}: define at least one profile, such as { avatar: { variants: { … } } }'}
  ${'profiles.avatar.maxbytes'}                    | ${1}               | ${'is unknown: remove it, or use one of: accept, maxBytes, variants, formats, onDemand, access'}
  ${'profiles.avatar.variants.large.on'}           | ${'demand'}        | ${"is 'demand': choose 'upload' or 'request'"}
  ${'profiles.avatar.onDemand.widths'}             | ${320}             | ${'is 320: write a list: [ … ]'}
  ${'profiles.avatar.access'}                      | ${'secret'}        | ${"is 'secret': choose 'public' or 'private'"}
  ${'profiles.avatar.onDemand.recipes'}            | ${true}            | ${"is true: choose 'signed' or 'none'"}
  ${'delivery.maxSide'}                            | ${0}               | ${'is 0: write a whole number from 1 to 16383'}
  ${'delivery.maxPixels'}                          | ${'16 Mpx'}        | ${"is '16 Mpx': write a number of pixels such as '16 MP', or a whole number"}
  ${'delivery.timeout'}                            | ${'2 hours'}       | ${"is '2 hours': write a duration of at most '1 hour'"}
  ${'delivery.perImage'}                           | ${0}               | ${'is 0: write 1 or more'}
  ${'delivery.perOwner'}                           | ${'2,00 a day'}    | ${"is '2,00 a day': write a number such as 2_000, or '2,000 a day'"}
  ${'delivery.perDay'}                             | ${0}               | ${"is 0: write a number such as 2_000, or '2,000 a day'"}
  ${'delivery.keep'}                               | ${'ever'}          | ${"is 'ever': write a duration such as '30 seconds', '5 minutes', '12 hours' or '30 days', or a whole number of seconds"}
  ${'delivery.keepBytes'}                          | ${'all'}           | ${"is 'all': write a size such as '10 MB' or '500 KB', or a whole number of bytes"}
  ${'images.logo'}                                 | ${'./logo.png'}    | ${`is './logo.png': ${FILE}`}
  ${'images.logo'}                                 | ${'https://a.b/c'} | ${`is 'https://a.b/…': ${FILE}`}
  ${'fonts.inter'}                                 | ${true}            | ${`is true: ${FILE}`}
  ${'fonts'}                                       | ${'inter.ttf'}     | ${"is 'inter.ttf': write an object: { … }"}
  ${"images['My logo']"}                           | ${'/logo.png'}     | ${'has an invalid name: use lowercase letters, digits and hyphens, at most 63, starting with a letter or digit'}
  ${'auth.issuer'}                                 | ${'http://a.b'}    | ${"is 'http://a.b': write an https:// URL without credentials (http:// is for localhost only)"}
  ${'retention'}                                   | ${() => 1}         | ${'is a function: write an object: { … }'}
`('reports that $field $line', ({ field, value, line }: Row) => {
  const input = valid();
  put(input, field, value);
  expect(mistakes(input)).toEqual([`✖ ${field} ${line}`]);
});

interface Row {
  readonly field: string;
  readonly value: unknown;
  readonly line: string;
}

const valid = () => ({
  profiles: { avatar: { variants: { large: { resize: { width: 1 } } } } },
  auth: { issuer: 'https://issuer.example', audience: ['app'] },
});
