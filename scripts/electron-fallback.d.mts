/** Where runtimes, and what a till started from its sources writes, are kept between clones. */
export const cacheFolder: string
