package dev.secateur.engine.compress.proxylessnas;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.hardware.ForecastFit;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Finds what operations cost.
///
/// @param threads of ONNX Runtime
record Pricing(Supernetwork net, CostConfig config, int threads, long seed) {

    /// What was found.
    ///
    /// @param check how well it foretells; null if that was not asked, or it was not measured here
    /// @param elsewhere in what the table differs from one of this machine; empty if in nothing
    record Priced(Costs costs, ProxylessReport.@Nullable TableCheck check, String elsewhere) {}

    /// Counts, reads or measures.
    ///
    /// @throws ProblemException if there is a table that cannot be used
    Priced find(Progress progress) throws ProblemException {
        if (config.kind() == CostKind.MACS) {
            return new Priced(Costs.macs(net), null, "");
        }
        Path file = config.table().isEmpty() ? TimeTable.usual(net, threads) : Path.of(config.table());
        TimeTable table = TimeTable.read(file, net, threads, config.foreign());
        OperationClock clock = new OperationClock(net, threads);
        if (table == null) {
            Costs measured = clock.measure(seed, progress.part(0, 0.7));
            table = TimeTable.of(net, measured, threads, null);
            table.write(file);
        }
        ProxylessReport.TableCheck check = table.check();
        String elsewhere = table.elsewhere(threads);
        if (config.validation() > 0 && elsewhere.isEmpty()
                && (check == null || check.networks() < config.validation())) {
            ForecastFit fit = clock.check(table.costs(), config.validation(), seed, progress.part(0.7, 1));
            check = new ProxylessReport.TableCheck(config.validation(), fit.correlation(), fit.slope(),
                    fit.meanError(), table.digest());
            table.with(check).write(file);
        }
        return new Priced(table.costs(), check, elsewhere);
    }
}
