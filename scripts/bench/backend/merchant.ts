/** The merchant of the load tests; its key opens nothing but the answerer of the same test. */
export const APP_ID = 'wx0000000000000001'
export const MCH_ID = '1900000001'
export const API_KEY = 'keyOfTheLoadTestOfThirtyTwoChars'
