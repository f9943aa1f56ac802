import { ConfigError, type Config } from '@thumbing/config';

/** Lambda has no fonts of its own, and a caption without one would have every original fail. */
export function checkCaptions({ profiles, fonts }: Pick<Config, 'profiles' | 'fonts'>): void {
  const names = Object.keys(fonts);
  const remedy =
    names.length > 0
      ? `name one of the fonts (${names.join(', ')}), or add it to them`
      : "name its file, as fonts: { inter: new URL('./inter.ttf', import.meta.url) }";
  const mistakes = Object.entries(profiles).flatMap(([profile, { variants }]) =>
    Object.entries(variants).flatMap(([variant, { caption }]) => {
      if (!caption) return [];
      // Without a name it is written with the first of the fonts.
      const { font = names[0] } = caption;
      if (font !== undefined && names.includes(font)) return [];
      const given = font === undefined ? 'missing' : `'${font}'`;
      const field = `profiles.${profile}.variants.${variant}.caption.font`;
      return [`✖ ${field} is ${given}: Lambda has no fonts of its own; ${remedy}`];
    }),
  );
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
}
