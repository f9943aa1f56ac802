import { ADDRESS_GRAMMAR, addressProblem } from '@thumbing/client/address';
import { OUTPUT_FORMATS } from '@thumbing/image-processor/formats';
import { recipe } from '@thumbing/image-processor/recipe';
import * as z from 'zod';
import { NAME } from '../image/keys.ts';
import { EDGE_CODE } from '../testing/edge.ts';
import { ADDRESS_KEYS } from './address-keys.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const { properties: steps = {} } = z.toJSONSchema(recipe, { io: 'input' });

/** The fields of a step by their paths; the step itself where it may be a value. */
function fieldsOf(step: string, schema: Schema): [path: string, schema: Schema][] {
  const choices = schema.anyOf ?? [schema];
  const fields = choices.flatMap(({ properties = {} }) => Object.entries(properties));
  const nested = fields.map(([key, field]): [string, Schema] => [`${step}.${key}`, own(field)]);
  return choices.some(({ type }) => type !== 'object') ? [[step, schema], ...nested] : nested;
}

const own = (schema: Schema | boolean): Schema => (typeof schema === 'object' ? schema : {});

const fields = Object.entries(steps)
  .filter(([step]) => !['metadata', 'formats'].includes(step))
  .flatMap(([step, schema]) => fieldsOf(step, own(schema)));

const keyAt = (path: string) => ADDRESS_KEYS.find((key) => key.path.join('.') === path);

describe('the grammar', () => {
  it('has the fields of recipes in their order, but for those that no address has', () => {
    // An object, which would have no effect without a key of its own: all of its fields are defaults.
    const keys = ADDRESS_KEYS.filter(({ name }) => name !== 'trim');
    expect(keys.map(({ path }) => path.join('.'))).toEqual(fields.map(([path]) => path));
  });

  it.each(fields.filter(([, schema]) => schema.default !== undefined))(
    'leaves out the default of %s',
    (path, schema) => {
      const { pattern = '', leftOut = [] } = keyAt(path) ?? {};
      const text = String(schema.default).replace('#', '').replace('%', 'pct');
      const same = { 'right bottom': 'southeast', bottom: 'south' }[text] ?? text;
      expect(leftOut.includes(same) || !new RegExp(pattern).test(same)).toBe(true);
    },
  );

  it.each(fields.filter(([, schema]) => schema.enum !== undefined && schema.enum.length < 6))(
    'has every word of %s but the default',
    (path, schema) => {
      const words = keyAt(path)?.forms.split('|');
      const most = path === 'quality.auto' ? 'high' : schema.default;
      expect(words).toEqual(schema.enum?.filter((word) => word !== most));
    },
  );

  it.each(['a', '0', 'a-', '-a', 'A', 'a_b', 'a.b', 'a,b', '', 'a'.repeat(63), 'a'.repeat(64)])(
    'takes %j for a name where the configuration does',
    (name) => {
      const path = `/${name}/01890a5d-ac96-774b-bcce-b302099a8057/${name}`;
      expect(addressProblem(path, ADDRESS_GRAMMAR) === undefined).toBe(NAME.test(name));
      const { Name } = ADDRESS_GRAMMAR.forms;
      expect(new RegExp(`^(?:${Name})$`).test(name)).toBe(NAME.test(name));
    },
  );

  it('has the formats of renditions', () => {
    expect(ADDRESS_GRAMMAR.formats).toEqual(OUTPUT_FORMATS);
  });

  it('fits into a function at the edge, with room for the rest of that', () => {
    expect(JSON.stringify(ADDRESS_GRAMMAR).length).toBeLessThanOrEqual(2_000);
    expect(EDGE_CODE.length).toBeLessThanOrEqual(6_000);
  });
});
