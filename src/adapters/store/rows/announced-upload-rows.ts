import { and, eq } from 'drizzle-orm'
import type { AnnouncedUpload, AnnouncedUploadRows } from '../../../ports/store/buyer-links.js'
import { announcedUploads } from '../buyer-tables.js'
import { only, type PlatformContext } from '../rows-context.js'

/** Files that were named before they came. */
export function announcedUploadRows({ db, platformId }: PlatformContext): AnnouncedUploadRows {
  return {
    put: async (upload) => {
      const [row] = await db
        .insert(announcedUploads)
        .values({ ...upload, platformId })
        .onConflictDoUpdate({
          target: [announcedUploads.platformId, announcedUploads.caseId, announcedUploads.sha256],
          set: { uploadId: upload.uploadId },
        })
        .returning()
      return toRow(only(row))
    },
    list: async (caseId) => {
      const isIts = and(eq(announcedUploads.platformId, platformId), eq(announcedUploads.caseId, caseId))
      return (await db.select().from(announcedUploads).where(isIts)).map(toRow)
    },
  }
}

function toRow({ platformId: _, ...row }: typeof announcedUploads.$inferSelect): AnnouncedUpload {
  return row
}
