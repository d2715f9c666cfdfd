package dev.secateur.engine.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;

/// One field of an encoded message, as it stands in the file.
///
/// @param number its number in the message's definition
/// @param whole its bytes, the tag included
/// @param body the bytes of a text, a message or a packed list; empty for a plain number
/// @param wire how it is encoded
record Field(int number, ByteString whole, ByteString body, int wire) {

    /// Levels of messages within messages that are read. A sub-graph takes three, so this is enough for 200 nested ones and
    /// far below what a thread's stack holds.
    static final int DEPTH = 640;

    /// The fields of a message in order, as views of its bytes.
    ///
    /// @throws InvalidProtocolBufferException if the bytes are no message
    static List<Field> scan(ByteString message) throws InvalidProtocolBufferException {
        List<Field> fields = new ArrayList<>();
        CodedInputStream in = open(message);
        try {
            while (!in.isAtEnd()) {
                int start = in.getTotalBytesRead();
                int tag = in.readTag();
                ByteString body = ByteString.EMPTY;
                if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                    body = in.readBytes();
                } else if (!in.skipField(tag)) {
                    throw new InvalidProtocolBufferException("a group ends that never began");
                }
                fields.add(new Field(WireFormat.getTagFieldNumber(tag),
                        message.substring(start, in.getTotalBytesRead()), body, WireFormat.getTagWireType(tag)));
            }
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
        return fields;
    }

    /// True if it is encoded as a length and that many bytes.
    boolean delimited() {
        return wire == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /// True if it has the given number and can be a message or a text.
    boolean isMessage(int expected) {
        return number == expected && delimited();
    }

    /// True if it has the given number and holds a whole number.
    boolean isNumber(int expected) {
        return number == expected && wire == WireFormat.WIRETYPE_VARINT;
    }

    /// Its place in the message, without its bytes.
    Field mark() {
        return new Field(number, ByteString.EMPTY, ByteString.EMPTY, wire);
    }

    /// A reader over bytes that hands out views instead of copies.
    static CodedInputStream open(ByteString bytes) {
        CodedInputStream in = bytes.newCodedInput();
        in.enableAliasing(true);
        in.setRecursionLimit(DEPTH);
        return in;
    }

    /// The number that a plain number field holds.
    long number64() throws InvalidProtocolBufferException {
        try {
            CodedInputStream in = whole.newCodedInput();
            in.readTag();
            return in.readInt64();
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }
}
