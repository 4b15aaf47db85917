// The browser of the tests: Debian's Chromium, as its headless shell where there is one, which is the same engine
// and takes six tenths of the CPU. It has no window: what goes over the whole screen needs the whole browser.
import { existsSync } from 'node:fs'

export const whole = '/usr/bin/chromium'
export const program = ['/usr/bin/chromium-headless-shell', whole].find(existsSync)
