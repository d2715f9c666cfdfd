package dev.secateur.engine.compress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A figure that the authors of a method published, to hold one's own results against.
///
/// Each method's folder may hold a file of them. Only what could be read in a public source stands there, with that source;
/// a number that is calculated from printed ones says so.
///
/// @param name model and setting, for people: `ResNet-164, 40 % cut`
/// @param data what accuracy was measured on: `cifar10`, `cifar100`, `imagenet`
/// @param top1 fraction, 0 to 1
/// @param parameters null if the source does not tell
/// @param macs of one sample; null if the source does not tell
/// @param bytes of the weights; null if the source does not tell
/// @param source where it was read
public record Published(String name, String data, double top1, @Nullable Long parameters, @Nullable Long macs,
        @Nullable Long bytes, String source) {

    private static final String FILE = "published.json";

    /// The figures of a method's authors; none where its folder holds no such file.
    public static List<Published> of(Method<?> method) {
        try (InputStream in = method.getClass().getResourceAsStream(FILE)) {
            return in == null ? List.of() : List.of(new JsonMapper().readValue(in.readAllBytes(), Published[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled figures of " + method.info().id(), e);
        }
    }

    /// The figures of all methods on some data.
    public static List<Published> on(String data) {
        List<Published> found = new ArrayList<>();
        Methods.all().forEach(m -> of(m).stream().filter(p -> p.data().equals(data)).forEach(found::add));
        return found;
    }
}
