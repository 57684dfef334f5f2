import type { FoundReport } from '../../app/contract/shifts.ts'
import { reportAmount, sectionsOf } from '../../app/shift/sections.ts'
import { groupedMajor } from '../amount-text.ts'
import { useLanguage } from '../till-store.ts'

/** A report as it is also printed and exported. */
export function ReportView({ found: { report, hash } }: { readonly found: FoundReport }) {
  const language = useLanguage()
  return (
    <div className="report">
      {sectionsOf(report, hash).map(({ title, rows }) => (
        <section key={title.en}>
          <h3>{title[language]}</h3>
          <table>
            <tbody>
              {rows.map(({ label, text, count, minor }, at) => (
                // Two movements of cash may read alike.
                <tr key={`${label.en} ${at}`}>
                  <th scope="row">{label[language]}</th>
                  {text === null ? (
                    <>
                      <td>{count}</td>
                      <td>
                        {minor === null ? null : groupedMajor(reportAmount(minor, report.currency))}
                      </td>
                    </>
                  ) : (
                    <td colSpan={2} className="report-text">
                      {text}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  )
}
