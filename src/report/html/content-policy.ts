import { createHash } from 'node:crypto'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'

/**
 * The Content-Security-Policy of a page (CSP Level 3): it loads nothing, sends nothing, and of scripts and styles only
 * our own run, known by their hashes.
 */
export function contentPolicy(): string {
  const rules = [
    "default-src 'none'",
    `style-src '${hashOf(pageStyle)}'`,
    `script-src '${hashOf(pageScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return rules.join('; ')
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
