import { describe, expect, it } from 'vitest'
import { accountOf, type Balance } from '../../../src/ledger/rules/accounts.ts'
import { BalanceSheet } from '../../../src/ledger/rules/balance-sheet.ts'

const a = accountOf({ account: 'guild_1', period: 'day', startMs: 0 })
const b = accountOf({ account: 'guild_2', period: 'day', startMs: 0 })
const balance = (spentNanoUsd: bigint, heldNanoUsd = 0n): Balance => ({ spentNanoUsd, heldNanoUsd })

/** A sheet on a store in which every account has spent 100, and which accounts it was asked for. */
function openSheet() {
  const asked: string[] = []
  const sheet = new BalanceSheet((account) => {
    asked.push(account.account)
    return balance(100n)
  })
  const add = (change: Balance) => sheet.add({ accounts: [a], change })
  return { sheet, asked, add }
}

describe('a balance sheet', () => {
  it('reads an account once, and only one that somebody asks for', () => {
    const { sheet, asked, add } = openSheet()
    sheet.add({ accounts: [a, b], change: balance(1n, 2n) })
    const seen = [sheet.balanceOf(a), sheet.balanceOf(a)]
    add(balance(5n, -2n))
    expect(seen).toEqual([balance(101n, 2n), balance(101n, 2n)])
    expect(sheet.balanceOf(a)).toEqual(balance(106n))
    expect(asked).toEqual(['guild_1'])
  })

  it('hands over one sum an account, and none that comes to nothing', () => {
    const { sheet, add } = openSheet()
    sheet.add({ accounts: [a, b], change: balance(0n, 7n) })
    add(balance(4n, -7n))
    sheet.add({ accounts: [b], change: balance(0n, -7n) })
    expect(sheet.take()).toEqual([expect.objectContaining({ key: a, sum: balance(4n) })])
    expect(sheet.take()).toEqual([])
  })

  it('reads anew after it has handed over', () => {
    const { sheet, asked, add } = openSheet()
    sheet.balanceOf(a)
    add(balance(5n))
    sheet.take()
    expect(sheet.balanceOf(a)).toEqual(balance(100n))
    expect(asked).toEqual(['guild_1', 'guild_1'])
  })

  it('takes back what was added since the mark, and nothing before it', () => {
    const { sheet, add } = openSheet()
    add(balance(1n))
    sheet.mark()
    add(balance(10n))
    add(balance(20n))
    sheet.add({ accounts: [b], change: balance(5n) })
    sheet.takeBack()
    add(balance(2n))
    expect(sheet.take()).toEqual([expect.objectContaining({ key: a, sum: balance(3n) })])
  })

  it('takes back only to the last mark, and nothing when it is told twice', () => {
    const { sheet, add } = openSheet()
    sheet.mark()
    add(balance(1n))
    sheet.mark()
    add(balance(10n))
    sheet.takeBack()
    sheet.takeBack()
    expect(sheet.take()).toEqual([expect.objectContaining({ key: a, sum: balance(1n) })])
  })

  it('forgets all that it has read and gathered', () => {
    const { sheet, asked, add } = openSheet()
    add(balance(1n))
    sheet.balanceOf(a)
    sheet.forget()
    expect(sheet.balanceOf(a)).toEqual(balance(100n))
    expect(sheet.take()).toEqual([])
    expect(asked).toHaveLength(2)
  })
})
