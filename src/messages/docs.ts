/** Where the pages of our documentation are, without a slash at the end. */
export const DOCS = 'https://github.com/active-exposures/active-exposures/blob/main/docs'

/** Of Tableau Cloud. */
export const STATUS_PAGE = 'https://status.salesforce.com/products/Tableau'
