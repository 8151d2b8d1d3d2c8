/**
 * The notice for the door: what guests are told before they are looked at, in their languages.
 *
 * <p>{@link roomtone.web.notice.DoorNotice} says it; a template makes a page of it and {@link
 * roomtone.web.notice.NoticePdf} a sheet of paper. Letters of every script are shaped by the JDK
 * (HarfBuzz) with fonts that are shipped, so the sheet is the same on a machine without fonts.
 */
@NullMarked
package roomtone.web.notice;

import org.jspecify.annotations.NullMarked;
