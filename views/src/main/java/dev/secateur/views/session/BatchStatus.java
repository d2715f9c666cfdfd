package dev.secateur.views.session;

import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.session.Version;
import dev.secateur.views.text.Figures;

/// What the status line says after a batch was to be freed.
final class BatchStatus {

    private BatchStatus() {}

    /// @param place where the new version stands, empty for the present
    static Status freed(FreeBatch.Freed freed, String place) {
        return Status.good("Any batch" + place + ": four samples at once give what each gives by itself, "
                + "max. relative difference " + Figures.significant(freed.maxRelativeDifference()));
    }

    static Status refused(FreeBatch.Refused refused, Version version) {
        return Status.warning("The batch of " + version.name() + " stays fixed: " + refused.reason());
    }
}
