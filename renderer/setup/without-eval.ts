import { z } from 'zod'

// zod probes for eval when the first schema is made, which the content security policy would report
// as an attack. So this file is imported before any schema.
z.config({ jitless: true })
