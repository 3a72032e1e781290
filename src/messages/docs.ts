/** Where the pages of our documentation are, without a slash at the end. */
export const DOCS = 'https://github.com/active-exposures/active-exposures/blob/main/docs'
