export type YoutubeItem = { readonly kind: 'video'; readonly id: string } | { readonly kind: 'list' }

const hosts = /^(?:(?:www|m|music|gaming)\.)?youtube\.com$|^(?:www\.)?youtube-nocookie\.com$/
const videoPath = /^\/(?:shorts|live|embed|v|e|watch|podcast)\/([\w-]{11})(?:\/|$)/
const listPath = /^\/(?:playlist|embed\/videoseries|@[^/]+|channel\/|c\/|user\/|feed\/|browse\/)/
const videoId = /^[\w-]{11}$/

/** What an address of YouTube leads to; undefined for one of another site, and for what is neither a video nor a list of them. */
export function youtubeItem({ hostname, pathname, searchParams }: URL): YoutubeItem | undefined {
  if (/^(?:www\.)?youtu\.be$/.test(hostname)) return video(pathname.slice(1))
  if (!hosts.test(hostname)) return undefined
  const ofPath = videoPath.exec(pathname)?.[1]
  if (ofPath !== undefined && ofPath !== 'videoseries') return video(ofPath)
  if (pathname === '/watch' || pathname === '/ytscreeningroom') {
    const id = searchParams.get('v')
    return id === null && searchParams.has('list') ? { kind: 'list' } : video(id ?? '')
  }
  return listPath.test(pathname) ? { kind: 'list' } : undefined
}

function video(id: string): YoutubeItem | undefined {
  return videoId.test(id) ? { kind: 'video', id } : undefined
}
