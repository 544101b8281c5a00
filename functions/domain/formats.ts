/** The formats of a result, with what a file of each is called and served as (contract, "Results on the static host"). */
export const formats = {
  jpg: { extension: 'jpg', contentType: 'image/jpeg' },
  png: { extension: 'png', contentType: 'image/png' },
  webp: { extension: 'webp', contentType: 'image/webp' },
  webp_lossless: { extension: 'webp', contentType: 'image/webp' },
  avif: { extension: 'avif', contentType: 'image/avif' },
  pdf: { extension: 'pdf', contentType: 'application/pdf' },
} as const;
export type Format = keyof typeof formats;
export const formatNames = Object.keys(formats) as [Format, ...Format[]];
