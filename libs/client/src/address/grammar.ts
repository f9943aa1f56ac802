/** The grammar of addresses, as data that fits into a CloudFront function. */
export interface AddressGrammar {
  /** Bytes of a recipe's text, at most. */
  readonly maxLength: number;
  /** Formats by name: the extensions. */
  readonly formats: readonly string[];
  /** Patterns of values, by the names that `keys` uses, which start with a capital letter. */
  readonly forms: Readonly<Record<string, string>>;
  /**
   * The keys of a recipe in their order: `step.key,key pattern default;key pattern`. A pattern is that of the value, of
   * words and names of forms. The values after it are left out of addresses: they are the default, or mean the same.
   */
  readonly keys: readonly string[];
}

/**
 * Numbers have at most 9 digits and 6 decimals. Every such decimal survives as a double, and JavaScript writes none of
 * them with an exponent: the shortest form is the same for every engine.
 */
export const ADDRESS_GRAMMAR = {
  maxLength: 512,
  formats: ['avif', 'webp', 'jpeg', 'png', 'gif'],
  forms: {
    Int: '0|[1-9]\\d{0,8}',
    Num: '(?!-0$)-?(0|[1-9]\\d{0,8})(\\.\\d{0,5}[1-9])?',
    Length: '0|[1-9]\\d{0,8}|(0|[1-9]\\d{0,2})(\\.\\d{0,2}[1-9])?pct',
    Color: '[\\da-f]{6}(?!ff)([\\da-f]{2})?',
    Opaque: '[\\da-f]{6}',
    Compass: 'center|(north|south)(east|west)?|east|west',
    Point: '(?!(0|0\\.5|1):(0|0\\.5|1)$)[01](\\.\\d{0,5}[1-9])?:[01](\\.\\d{0,5}[1-9])?',
    Name: '[a-z\\d][a-z\\d-]{0,62}',
    Text: '([\\w-]{4})*([\\w-]{4}|[\\w-][AQgw]|[\\w-]{2}[AEIMQUYcgkosw048])',
  },
  keys: [
    'crop.left,top Length 0 0pct;width,height Length 100pct',
    'trim true',
    'trim.background Color;threshold Num 10;margin Int 0',
    'rotate Num',
    'flip,flop true',
    'width,height Int',
    'fit cover|contain|fill|outside inside',
    'position Compass|Point|entropy|attention center',
    'resize.background Color 00000000',
    'enlarge true',
    'dpr Num 1',
    'normalize true',
    'normalize.lower Int 1;upper Int 99',
    'gamma,contrast Num',
    'modulate.brightness,saturation Num 1;hue,lightness Num 0',
    'grayscale,negate true',
    'tint Opaque',
    'duotone.shadow,highlight Opaque',
    'blur Num',
    'sharpen true',
    'sharpen.sigma,m1 Num 1;m2,x1 Num 2;y2 Num 10;y3 Num 20',
    'pixelate Int',
    'watermark.image Name;position Compass southeast;margin Int 0;scale Num 0.25;opacity Num 1;tile true',
    'caption.text Text;font Name;size Int 24;color Color ffffff;background Color;padding Int 8;position Compass south;margin Int 0;align left|right',
    'cornerRadius Int|circle',
    'extend.top,right,bottom,left Int 0;background Color 00000000',
    'flatten true',
    'background Opaque ffffff',
    'animation keep',
    'quality Int|auto',
    'quality.auto low|medium',
    'maxBytes Int',
    'colorSpace p3|keep',
    'avif.quality Int;effort Int 3;chromaSubsampling 4:2:0;lossless true',
    'webp.quality Int;effort Int 4;smartSubsample,lossless true',
    'jpeg.quality Int;progressive false;chromaSubsampling 4:4:4',
    'png.quality Int;palette true;compressionLevel Int 6;progressive true',
    'gif.colors Int 256;effort Int 6;dither Num 1;interFrameMaxError Num 0',
  ],
} as const satisfies AddressGrammar;
