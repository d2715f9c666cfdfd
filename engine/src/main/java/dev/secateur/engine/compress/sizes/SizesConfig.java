package dev.secateur.engine.compress.sizes;

import java.util.List;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.shape.Bindings;

/// Which open extents get which sizes.
///
/// @throws IllegalArgumentException if one of them is not of the form NAME=N
public record SizesConfig(
        @Param(label = "Sizes", help = "One for each open extent, as NAME=N: height=320, width=320. An axis without a name is INPUT:AXIS, the first one being 0.") List<String> sizes) {

    public SizesConfig {
        sizes = List.copyOf(sizes);
        bindings(sizes);
    }

    /// None.
    public static SizesConfig defaults() {
        return new SizesConfig(List.of());
    }

    Bindings bindings() {
        return bindings(sizes);
    }

    private static Bindings bindings(List<String> sizes) {
        Bindings bindings = Bindings.none();
        for (String text : sizes) {
            int equals = text.lastIndexOf('=');
            String name = text.substring(0, Math.max(0, equals)).strip();
            String number = text.substring(equals + 1).strip();
            if (name.isEmpty() || !number.matches("[1-9]\\d{0,8}")) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is not of the form NAME=N with a whole number from 1 on");
            }
            bindings = bindings.named(name, Long.parseLong(number));
        }
        return bindings;
    }
}
