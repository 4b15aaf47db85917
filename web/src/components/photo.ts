// Pictures from a camera, made small enough for a telephone line before they go.
import { ask } from '@/api/client'

const SIDE = 1600

export async function smaller(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const by = Math.min(1, SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * by))
    canvas.height = Math.max(1, Math.round(picture.height * by))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return made && made.size < file.size ? made : file
  } catch {
    // What the browser cannot draw goes as it is; the server says whether it will do.
    return file
  }
}

export async function keepFile(bytes: Blob, name: string): Promise<string> {
  const made = await ask<{ id: string }>('/api/file', { method: 'POST', raw: { bytes, type: bytes.type || 'application/octet-stream', name } })
  return made.id
}

export async function keepPhoto(file: File): Promise<string> {
  const bytes = file.type.startsWith('image/') ? await smaller(file) : file
  return keepFile(bytes, file.name || 'photo.jpg')
}

export const pictureOf = (id: unknown): string => `/api/file/${String(id)}/content`
