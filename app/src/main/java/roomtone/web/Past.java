package roomtone.web;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import roomtone.history.HistoryArchive;
import roomtone.music.Taste;

/**
 * What the page may tell of the past.
 *
 * @param archive the log; null where nothing is logged
 * @param learnt what the DJ believes of each playlist; asked on the server's threads, any number at
 *     once
 */
public record Past(@Nullable HistoryArchive archive, Supplier<List<Taste.Known>> learnt) {}
