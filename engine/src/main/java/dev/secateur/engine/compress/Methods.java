package dev.secateur.engine.compress;

import java.util.List;
import java.util.ServiceLoader;

import dev.secateur.engine.problem.ProblemException;

/// All methods, in the order of their list: the file `META-INF/services/dev.secateur.engine.compress.Method`.
///
/// The list stands in a file because methods use this package, which therefore must not use them.
public final class Methods {

    private Methods() {}

    /// All methods.
    public static List<Method<?>> all() {
        return ServiceLoader.load(Method.class, Methods.class.getClassLoader()).stream()
                .<Method<?>>map(provider -> provider.get()).toList();
    }

    /// The method with this id.
    ///
    /// @throws ProblemException if there is none, offering the nearest names
    public static Method<?> named(String id) throws ProblemException {
        List<String> ids = all().stream().map(m -> m.info().id()).toList();
        return all().stream().filter(m -> m.info().id().equals(id)).findFirst().orElseThrow(() -> ProblemException
                .ofSetting("unknown method", id, "no method has this name", NearestNames.hint(id, ids)));
    }
}
