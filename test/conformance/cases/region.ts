import { shows } from '../checks/shows.ts';
import { signals } from '../checks/signals.ts';
import { casesOf } from '../conformance-case.ts';
import { GREEN } from '../pages/signal.ts';

const png = { format: 'png' };
const green = shows(signals(GREEN));
const visitor = (what: string, is: string): string => `/visitor?${new URLSearchParams({ what, is })}`;

/**
 * The places (contract, `render_region`) with what their visitors' browsers say. The time zone of Vietnam has two names,
 * of which Chromium tells scripts the older one.
 */
const places = [
  { region: 'fr-paris', language: 'fr-FR', zone: 'Europe/Paris', lat: 48.8566, lon: 2.3522 },
  { region: 'ca-montreal', language: 'fr-CA', zone: 'America/Toronto', lat: 45.5019, lon: -73.5674 },
  { region: 'sg-singapore', language: 'en-SG', zone: 'Asia/Singapore', lat: 1.3521, lon: 103.8198 },
  { region: 'au-sydney', language: 'en-AU', zone: 'Australia/Sydney', lat: -33.8688, lon: 151.2093 },
  {
    region: 'vn-hanoi',
    language: 'vi-VN',
    zone: 'Asia/Ho_Chi_Minh|Asia/Saigon',
    lat: 21.0278,
    lon: 105.8342,
  },
] as const;

export const regionCases = casesOf('region', [
  ...places.flatMap(({ region, language, zone, lat, lon }) => {
    const isDefault = region === 'fr-paris';
    const options = isDefault ? png : { ...png, render_region: region };
    const proof = isDefault ? {} : { proves: 'render_region' };
    return [
      {
        name: `${region}: language ${language}`,
        page: visitor('language', language),
        options,
        judge: green,
        ...proof,
      },
      { name: `${region}: time zone`, page: visitor('zone', zone), options, judge: green, ...proof },
      {
        name: `${region}: position`,
        page: `/position?lat=${lat}&lon=${lon}`,
        options: { ...options, wait_time: 1 },
        judge: green,
        ...proof,
      },
      {
        name: `${region}: servers are asked for ${language}`,
        page: `/accept-language?is=${language}`,
        options,
        judge: green,
        ...proof,
        quick: region === 'sg-singapore',
      },
    ];
  }),
  {
    name: 'vn-hanoi: numbers are written as there',
    page: visitor('number', '1.234,5'),
    options: { ...png, render_region: 'vn-hanoi' },
    judge: green,
    proves: 'render_region',
  },
]);
