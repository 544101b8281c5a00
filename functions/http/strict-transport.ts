/** The Strict-Transport-Security header of stages that serve no plain HTTP: a year. */
export const STRICT_TRANSPORT = 'max-age=31536000';
