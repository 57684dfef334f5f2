import { X509Certificate } from 'node:crypto'
import type { HttpReading } from '../app/wechat/http.ts'
import type { V3 } from '../app/wechat/v3-call.ts'
import type { ClientCertificate } from './client-certificate.ts'

/** What makes a V3 merchant of a V2 one. */
export interface V3Parts {
  readonly mchId: string
  /** Null or empty: none is set up. */
  readonly apiV3Key: string | null
  readonly certificate: Pick<ClientCertificate, 'certificate' | 'key'>
}

/** V3 asks in the name of the same API certificate that V2 shows at refunds. Null: without an APIv3 key there is no V3. */
export const v3Of = (http: HttpReading, { mchId, apiV3Key, certificate }: V3Parts): V3 | null =>
  apiV3Key === null || apiV3Key === ''
    ? null
    : {
        http,
        merchant: {
          mchId,
          serial: new X509Certificate(certificate.certificate).serialNumber,
          keyPem: certificate.key,
          apiV3Key,
        },
      }
