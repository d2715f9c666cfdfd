package dev.secateur.gpu.launch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Plans that are ready, by kernel and lengths of arrays: a new one takes a compilation, as lengths are compiled in. Those that were not
/// used for longest go when all together take more memory than they may.
final class Plans implements AutoCloseable {

    private static final int SHORTEST = 64;
    private static final int SHORT = 1 << 16;

    private final Device device;
    private final long budget;
    private final Map<Key, Ready> ready = new LinkedHashMap<>(16, 0.75f, true);
    private Device.Times times = new Device.Times(0, 0, 0);

    private record Key(DeviceKernel kernel, List<Integer> lengths) {}

    /// @param budget bytes of all plans' arrays
    Plans(Device device, long budget) {
        this.device = device;
        this.budget = budget;
    }

    /// A plan with its arrays.
    final class Ready {
        private final DeviceKernel kernel;
        private final Device.Plan plan;
        private final List<Object> arrays;
        private final long bytes;
        private @Nullable Object content;
        private boolean loaded;

        Ready(DeviceKernel kernel, Device.Plan plan, List<Object> arrays, long bytes) {
            this.kernel = kernel;
            this.plan = plan;
            this.arrays = arrays;
            this.bytes = bytes;
        }

        float[] floats(int index) {
            return (float[]) arrays.get(index);
        }

        int[] ints(int index) {
            return (int[]) arrays.get(index);
        }

        double[] doubles(int index) {
            return (double[]) arrays.get(index);
        }

        /// Fills the array that stays on the device, unless it holds this content already.
        ///
        /// @param what stands for the content by its identity; null for content that does not come again
        void keep(@Nullable Object what, Runnable fill) {
            if (what == null || what != content) {
                fill.run();
                content = what;
                loaded = false;
            }
        }

        void run() {
            Object result = arrays.getLast();
            Sentinel.put(result);
            Device.Times took = plan.run(!loaded);
            if (Sentinel.stands(result)) {
                throw new DeviceFailure("its result did not come back", new IllegalStateException(kernel.name()));
            }
            loaded = true;
            times = times.plus(took);
        }
    }

    /// Where the time of all runs went.
    Device.Times times() {
        return times;
    }

    /// A plan whose arrays are at least so long.
    ///
    /// @param lengths in the order of the kernel's arguments, 0 or more
    Ready of(DeviceKernel kernel, int... lengths) {
        List<Integer> rounded = new ArrayList<>();
        for (int length : lengths) {
            rounded.add(rounded(length));
        }
        Key key = new Key(kernel, rounded);
        Ready found = ready.get(key);
        if (found == null) {
            found = made(key);
            ready.put(key, found);
        }
        return found;
    }

    private Ready made(Key key) {
        List<DeviceKernel.Type> types = key.kernel().types();
        List<Object> arrays = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < types.size(); i++) {
            bytes += types.get(i).bytes(key.lengths().get(i));
        }
        makeRoom(bytes);
        for (int i = 0; i < types.size(); i++) {
            arrays.add(types.get(i).array(key.lengths().get(i)));
        }
        return new Ready(key.kernel(), device.prepare(key.kernel(), arrays), arrays, bytes);
    }

    private void makeRoom(long bytes) {
        long taken = ready.values().stream().mapToLong(r -> r.bytes).sum();
        Iterator<Ready> oldest = ready.values().iterator();
        while (taken + bytes > budget && oldest.hasNext()) {
            Ready next = oldest.next();
            taken -= next.bytes;
            oldest.remove();
            next.plan.close();
        }
    }

    /// Few lengths, so that few plans are made: powers of two as long as arrays are short; for longer ones four from each power of two to
    /// the next, so that at most a fifth of what is sent means nothing.
    static int rounded(int length) {
        if (length <= SHORTEST) {
            return SHORTEST;
        }
        int step = Integer.highestOneBit(length - 1) / (length > SHORT ? 4 : 1);
        return (int) Math.min(Integer.MAX_VALUE - 8L, Math.ceilDiv((long) length, step) * step);
    }

    /// Drops all plans as they are.
    void forget() {
        ready.clear();
    }

    @Override
    public void close() {
        ready.values().forEach(r -> r.plan.close());
        ready.clear();
    }
}
