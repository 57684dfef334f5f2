import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HidScannerInfo, MonitorInfo, SerialPortInfo } from '../../app/contract/contract.ts'
import { call } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'

interface Listed {
  listSerialPorts: SerialPortInfo
  listHidScanners: HidScannerInfo
  listMonitors: MonitorInfo
}

/** Devices to choose from; they are listed when the field appears, and when somebody asks again. */
export function useListed<N extends keyof Listed>(name: N) {
  const { t } = useTranslation('fault')
  const [items, setItems] = useState<readonly Listed[N][]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [listings, setListings] = useState(0)
  const [known, setKnown] = useState(false)
  useEffect(() => {
    let wanted = true
    void call(name, null).then((listed) => {
      if (!wanted) return
      // The contract's own types say so: each call lists its own kind.
      setItems(listed.ok ? (listed.value as readonly Listed[N][]) : [])
      setProblem(listed.ok ? null : faultText(t, listed.error))
      setKnown(true)
    })
    return () => {
      wanted = false
    }
  }, [name, listings, t])
  return { items, problem, known, listAgain: () => setListings(listings + 1) }
}
