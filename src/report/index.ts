export type { ReportHead, ReportTail, ReportWriter } from './report-writer.ts'
export type { ReportRecord, ScanEnd, ScanStart } from '../model/record.ts'
export { csvWriter } from './csv.ts'
export { diffJson } from './diff/diff-json.ts'
export { diffMarkdown } from './diff/diff-markdown.ts'
export { diffReports, type DiffOptions } from './diff/diff-reports.ts'
export type {
  ExpiryLevel,
  Fact,
  FactDiff,
  HostDiff,
  NotCompared,
  PortChange,
  PortDiff,
  ReportDiff,
  ReportSource,
  RestDiff,
} from './diff/report-diff.ts'
export { diffText, type DiffTextOptions } from './diff/diff-text.ts'
export { escapeText } from './escape-text.ts'
export { gatherReport, type ReportGatherer } from './gather-report.ts'
export { grepableWriter } from './grepable.ts'
export { htmlWriter, type HtmlOptions } from './html/html-writer.ts'
export { jsonText } from './json-text.ts'
export { jsonPieces, jsonWriter } from './json.ts'
export { markdownWriter } from './markdown.ts'
export { ndjsonWriter } from './ndjson.ts'
export { checkJson } from './policy/check-json.ts'
export { checkMarkdown } from './policy/check-markdown.ts'
export { checkReport, type CheckOptions } from './policy/check-report.ts'
export { checkText, type CheckTextOptions } from './policy/check-text.ts'
export type { HostPattern } from './policy/host-pattern.ts'
export { junit } from './policy/junit.ts'
export { loadPolicy } from './policy/load-policy.ts'
export { parsePolicy } from './policy/parse-policy.ts'
export { policyOf } from './policy/policy-of.ts'
export { policyScan, type PolicyScanPlan } from './policy/policy-scan.ts'
export { policyText } from './policy/policy-text.ts'
export type { HostRule, Policy, PolicyPlace, PolicyScan, PortRule, TlsRule } from './policy/policy.ts'
export type {
  HostEntry,
  PolicyFile,
  PolicyScanFile,
  PortEntry,
  PortsText,
  TlsEntry,
} from './policy/policy-file.ts'
export type { CheckedHost, CheckedPort, PolicyCheck, Violation, ViolationKind } from './policy/violation.ts'
export type { TlsVersion } from './policy/tls-version.ts'
export type { VersionBound, VersionRange } from './policy/version-range.ts'
export { sarif } from './policy/sarif.ts'
export { skippedText, textWriter, warningText, type TextOptions } from './text.ts'
export { amount, amountOf, durationText } from './text-layout.ts'
export type { TextPaint } from './text-layout.ts'
export type { ReadOptions } from './read/read-records.ts'
export { readReportFile } from './read/read-report-file.ts'
export { readEvents, readReport } from './read/read-report.ts'
export type { ReportFormat } from './read/report-format.ts'
export type { ReportText } from './read/report-text.ts'
export { reportEvents, writeReport } from './write-report.ts'
export { xmlWriter } from './xml.ts'
