package dev.secateur.engine.compress;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What methods report is kept in sessions; it has to come back as it was.
class ReportJsonTest {

    private static final int DEEPEST = 6;

    static List<? extends Class<? extends Record>> kinds() {
        return Methods.all().stream().map(Method::reportType).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyReportComesBackFromItsJson(Class<? extends Record> kind) throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 10; i++) {
            Record report = record(kind, random, 0);
            assertThat((Record) ConfigJson.report(kind, ConfigJson.write(report))).isEqualTo(report);
        }
    }

    private static Record record(Class<?> type, Random random, int depth) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), random, depth + 1);
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return (Record) constructor.newInstance(values);
    }

    private static Object value(Type type, Random random, int depth) throws Exception {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(generic.getActualTypeArguments()[0], random, depth)
                    : map(generic.getActualTypeArguments()[1], random, depth);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == int.class || plain == Integer.class) {
            return random.nextInt();
        }
        if (plain == long.class || plain == Long.class) {
            return random.nextLong();
        }
        if (plain == double.class || plain == Double.class) {
            return switch (random.nextInt(6)) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                default -> random.nextGaussian();
            };
        }
        if (plain == boolean.class) {
            return random.nextBoolean();
        }
        if (plain == String.class || plain == Object.class) {
            return "text \"" + random.nextInt() + "\"";
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        return record(plain, random, depth);
    }

    private static List<Object> list(Type of, Random random, int depth) throws Exception {
        List<Object> all = new ArrayList<>();
        for (int i = depth > DEEPEST ? 0 : random.nextInt(4); i > 0; i--) {
            all.add(value(of, random, depth + 1));
        }
        return all;
    }

    private static Map<String, Object> map(Type of, Random random, int depth) throws Exception {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            all.put("key " + i, value(of, random, depth + 1));
        }
        return all;
    }
}
