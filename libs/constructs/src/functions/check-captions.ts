import { ConfigError, type Config } from '@thumbing/config';

/** Throws a `ConfigError` for a caption without a font file: Lambda has no fonts, so every original would fail. */
export function checkCaptions({ profiles, fonts }: Pick<Config, 'profiles' | 'fonts'>): void {
  const names = Object.keys(fonts);
  const remedy =
    names.length > 0
      ? `name one of \`fonts\` (${names.join(', ')}), or add it there`
      : "add its file, such as fonts: { inter: new URL('./inter.ttf', import.meta.url) }";
  const mistakes = Object.entries(profiles).flatMap(([profile, { variants }]) =>
    Object.entries(variants).flatMap(([variant, { caption }]) => {
      if (!caption) return [];
      // A caption that names no font uses the first one.
      const { font = names[0] } = caption;
      if (font !== undefined && names.includes(font)) return [];
      const given = font === undefined ? 'missing' : `'${font}'`;
      const field = `profiles.${profile}.variants.${variant}.caption.font`;
      return [`✖ ${field} is ${given}: Lambda has no system fonts; ${remedy}`];
    }),
  );
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
}
