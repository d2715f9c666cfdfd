package dev.secateur.app.settings;

import java.util.List;

/// The data that was chosen for one model.
///
/// @param model absolute path of its file
/// @param spec as on the command line: `cifar10:DIR`; empty for none
/// @param scale factor for pixels; 0 with no means for what is usual
/// @param mean one number a channel
/// @param std one number a channel
public record DataSettings(String model, String spec, double scale, List<Double> mean, List<Double> std) {

    public DataSettings {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }
}
