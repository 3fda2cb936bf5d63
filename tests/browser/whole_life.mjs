// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A person's whole life by the pages: node whole_life.mjs URL ADMINISTRATOR SECOND PASSWORD
// Both administrators have that password. The documents WI-0001 and WI-0002 wait in review, WI-0001
// for an approver, and WI-0002 likewise.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { launch, logIn, narrow, openPage, wide } from './browser.mjs'

const [url, administrator, second, password] = process.argv.slice(2)
const browser = await launch()
const script = process.env.WITHOUT_JAVASCRIPT === undefined
let passed = 0

async function as(person, secret, viewport, action, code = null) {
  const { context, page } = await openPage(browser, viewport, { javaScriptEnabled: script })
  if (person) await logIn(page, url, person, secret, '/', code)
  await action(page)
  await context.close()
}

async function step(name, action) {
  try {
    await action()
    passed += 1
  } catch (error) {
    console.log(`FAILED ${name}\n${error.stack}`)
    await browser.close()
    process.exit(1)
  }
}

async function checkWidth(page) {
  if (!script) return
  const [content, view] = await page.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth])
  assert.ok(content <= view, `${page.url()} is ${content} pixels wide in a window of ${view}`)
}

async function send(page) { await page.click('.act-form button, .sign-form button') }

async function enrol(link, secret) {
  await as(null, null, narrow, async page => {
    await page.goto(link)
    await checkWidth(page)
    assert.match(await page.textContent('blockquote'), /legally binding/)
    await page.fill('input[name=new-password]', secret)
    await page.fill('input[name=again]', secret)
    await page.check('input[name=accept]')
    await send(page)
    assert.match(await page.textContent('h1'), /key is made/)
  })
}

// The code of RFC 6238 that an authenticator app shows, so many steps of 30 seconds from now.
function codeOf(secret, ahead) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)))
  const moment = Buffer.alloc(8)
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead))
  const digest = createHmac('sha1', key).update(moment).digest()
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff
  return String(number % 1000000).padStart(6, '0')
}

let link
await step('somebody is invited', () => as(administrator, password, wide, async page => {
  await page.goto(`${url}/people`)
  await page.click('a:has-text("Invite somebody")')
  await page.fill('input[name=id]', 'nina')
  await page.fill('input[name=name]', 'Nina Nowak')
  await page.check('input[value=approver]')
  await page.fill('input[name=password]', password)
  await checkWidth(page)
  await send(page)
  link = await page.textContent('.one-time code')
  assert.ok(link.startsWith(`${url}/enrol/nina?code=`), link)
}))

await step('she enrols', () => enrol(link, 'nina and her first secret'))

let device
let recovery
await step('she sets up a second factor', () => as('nina', 'nina and her first secret', narrow, async page => {
  await page.goto(`${url}/account`)
  await checkWidth(page)
  await page.click('a:has-text("Set up the second factor")')
  await checkWidth(page)
  assert.ok(await page.isVisible('svg.qr-code'))
  device = await page.textContent('#factor-secret')
  await page.fill('input[name=code]', codeOf(device, 0))
  await page.fill('input[name=password]', 'nina and her first secret')
  await send(page)
  recovery = await page.locator('.recovery-codes code').allTextContents()
  assert.equal(recovery.length, 10)
}))

await step('she signs what she saw', () => as('nina', 'nina and her first secret', narrow, async page => {
  await page.goto(`${url}/tasks`)
  await page.click('.task a.button')
  await checkWidth(page)
  assert.match(await page.textContent('.statement'), /I approve this document for use/)
  await page.check('input[value=accept]')
  await page.fill('input[name=password]', 'not her secret')
  await send(page)
  assert.ok(await page.isVisible('#password-problem'))
  assert.ok(await page.isChecked('input[value=accept]'))
  await page.fill('input[name=password]', 'nina and her first secret')
  await send(page)
  assert.match(await page.textContent('.message.done'), /Approved: WI-0001 .*Nina Nowak \(approver\)/)
}, () => codeOf(device, 1)))

await step('she lets somebody sign for her', () => as('nina', 'nina and her first secret', wide, async page => {
  const today = new Date().toISOString().slice(0, 10)
  const later = new Date(Date.now() + 9 * 86400000).toISOString().slice(0, 10)
  await page.goto(`${url}/people/nina`)
  await page.click('a:has-text("Let somebody sign for me")')
  await page.fill('input[name=to]', second)
  await page.fill('input[name=from]', today)
  await page.fill('input[name=until]', later)
  await page.fill('input[name=password]', 'nina and her first secret')
  await checkWidth(page)
  await send(page)
  assert.match(await page.textContent('.message.done'), /delegation is recorded/)
}, () => recovery[0]))

await step('she loses the password: one administrator resets', () => as(administrator, password, wide, async page => {
  await page.goto(`${url}/people/nina`)
  await page.click('a:has-text("Reset a lost password")')
  await page.fill('textarea[name=reason]', 'Forgotten over the holidays')
  await page.fill('input[name=password]', password)
  await send(page)
  link = await page.textContent('.one-time code')
}))

await step('she makes a new key', () => enrol(link, 'nina has a new secret now'))

await step('another administrator confirms it', () => as(second, password, wide, async page => {
  await page.goto(`${url}/people/nina`)
  await page.click('a:has-text("Confirm the new key")')
  await page.fill('input[name=password]', password)
  await send(page)
  assert.match(await page.textContent('.message.done'), /Nina Nowak is confirmed/)
}))

// Her second factor rested on the old key.
await step('she signs again', () => as('nina', 'nina has a new secret now', wide, async page => {
  await page.goto(`${url}/documents/WI-0002/sign`)
  await page.check('input[value=accept]')
  await page.fill('input[name=password]', 'nina has a new secret now')
  await send(page)
  assert.match(await page.textContent('.message.done'), /Approved: WI-0002/)
}))

await step('she is disabled, and out at once', async () => {
  await as('nina', 'nina has a new secret now', wide, async page => {
    await as(administrator, password, wide, async other => {
      await other.goto(`${url}/people/nina/disable`)
      await other.fill('textarea[name=reason]', 'Left the company')
      await other.fill('input[name=password]', password)
      await send(other)
      assert.match(await other.textContent('.message.done'), /is disabled/)
    })
    await page.goto(`${url}/documents`)
    assert.equal(new URL(page.url()).pathname, '/login')
  })
})

await browser.close()
console.log(`cases: ${passed} passed, 0 failed`)
