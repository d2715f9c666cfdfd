package dev.secateur.views.scop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Short names for many layers side by side.
final class ShortName {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private ShortName() {}

    /// `stage2.block2.conv1` gives `2.2.1`; a name without three numbers gives the layer's own number.
    ///
    /// @param index of the layer, from 0
    static String of(String name, int index) {
        Matcher numbers = NUMBER.matcher(name);
        StringBuilder found = new StringBuilder();
        int count = 0;
        while (numbers.find()) {
            found.append(count++ == 0 ? "" : ".").append(numbers.group());
        }
        return count == 3 ? found.toString() : "#" + (index + 1);
    }
}
