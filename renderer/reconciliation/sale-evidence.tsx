import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addTexts } from '../i18n/later-texts.ts'
import { SaleHistory } from '../sales/sale-history.tsx'
import '../styles/sales.css'

addTexts('history')

/** Everything that this till's journal has of a sale, with what WeChat answered: shown where a difference is looked into. */
export function SaleEvidence({ saleId }: { readonly saleId: string }) {
  const { t } = useTranslation('reconciliationSides')
  const [shown, setShown] = useState(false)
  return (
    <div className="side-evidence">
      <Button
        size="md"
        variant="default"
        aria-expanded={shown}
        leftSection={<IconHistory aria-hidden size={20} />}
        onClick={() => setShown(!shown)}
      >
        {t(shown ? 'hideEvidence' : 'showEvidence')}
      </Button>
      {shown && <SaleHistory saleId={saleId} />}
    </div>
  )
}
