/** What can be drawn around a picture (contract, `frame`). */
export const frameNames = [
  'rounded',
  'shadow',
  'browser_chrome',
  'browser_chrome_dark',
  'mobile',
  'mobile_light',
  'tablet',
  'tablet_light',
  'laptop',
  'polaroid',
  'gradient',
  'shotbot_brand',
] as const;
