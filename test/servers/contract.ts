import { describe, expect, it } from 'vitest'
import { usualSettings } from '../../src/servers/server-settings.ts'
import type { ServerSettingsStore } from '../../src/servers/server-settings-store.ts'

/** Settings of their own for a test; `openAnother` opens the same as another process would. */
export type OpenServerSettings = () => Promise<{
  readonly settings: ServerSettingsStore
  openAnother(): Promise<ServerSettingsStore>
}>

/** What every store of the settings of servers must do. */
export function describeServerSettingsContract(name: string, open: OpenServerSettings): void {
  describe(name, () => {
    it('has the usual ones of a server whose managers have chosen nothing', async () => {
      const { settings } = await open()

      expect(await settings.of('1')).toEqual(usualSettings)
    })

    it('changes what is named, and takes it back, for this server alone', async () => {
      const { settings } = await open()

      await settings.change('1', { depth: 'deep', isPrivate: true })
      await settings.change('1', { language: 'ru', costLine: 'never', memoryDays: 30 })
      await settings.change('2', {})

      expect(await settings.of('1')).toEqual({
        depth: 'deep',
        isPrivate: true,
        language: 'ru',
        costLine: 'never',
        memoryDays: 30,
        watched: [],
      })
      await settings.change('1', { depth: undefined, language: undefined, memoryDays: undefined })
      expect(await settings.of('1')).toMatchObject({
        depth: undefined,
        language: undefined,
        memoryDays: undefined,
        isPrivate: true,
      })
      expect(await settings.of('2')).toEqual(usualSettings)
    })

    it('watches channels, each in one way, until it is told to stop', async () => {
      const { settings } = await open()

      await settings.watch('1', { channel: '11', mode: 'reaction' })
      await settings.watch('1', { channel: '12', mode: 'automatic' })
      await settings.watch('1', { channel: '11', mode: 'automatic' })
      await settings.watch('2', { channel: '21', mode: 'reaction' })

      expect((await settings.of('1')).watched).toEqual([
        { channel: '11', mode: 'automatic' },
        { channel: '12', mode: 'automatic' },
      ])
      expect([await settings.unwatch('1', '11'), await settings.unwatch('1', '11')]).toEqual([true, false])
      expect((await settings.of('1')).watched).toEqual([{ channel: '12', mode: 'automatic' }])
      expect((await settings.of('2')).watched).toHaveLength(1)
    })

    it('shows every process at once what another has changed', async () => {
      const { settings, openAnother } = await open()
      const other = await openAnother()

      expect(await other.of('1')).toEqual(usualSettings)
      await settings.change('1', { isPrivate: true })
      await other.watch('1', { channel: '11', mode: 'reaction' })

      expect([(await other.of('1')).isPrivate, (await settings.of('1')).watched.length]).toEqual([true, 1])
    })

    it('takes everything back at once, of one server', async () => {
      const { settings } = await open()
      await settings.change('1', { isPrivate: true })
      await settings.watch('1', { channel: '11', mode: 'reaction' })
      await settings.change('2', { isPrivate: true })

      await settings.clear('1')

      expect(await settings.of('1')).toEqual(usualSettings)
      expect(await settings.of('2')).toMatchObject({ isPrivate: true })
    })
  })
}
