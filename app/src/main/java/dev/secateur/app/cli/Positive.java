package dev.secateur.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a whole number from 1 on.
final class Positive implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same sentence as for a number that is too small.
        }
        throw new TypeConversionException("'" + text + "' is not a whole number from 1 on");
    }
}
