import { z } from 'zod'

// To be imported before any schema. In the page zod's probe for eval would be reported as an attack by the content security
// policy; in main its compiled parsers cost more at every start than they ever save.
z.config({ jitless: true })
