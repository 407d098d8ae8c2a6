using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads a stack trace. One without frames is none.</summary>
internal static class StackTraceReader
{
    public static StackTrace? Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "stacktrace", "expected an object");
            return null;
        }

        ImmutableArray<StackFrame> frames = [];
        RawJson registers = default;
        string? language = null;
        string? adjustment = null;
        bool? snapshot = null;
        scope.Enter("stacktrace");
        while (json.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 6 when name.SequenceEqual("frames"u8):
                    frames = ReadFrames(ref json, scope);
                    break;
                case 9 when name.SequenceEqual("registers"u8):
                    registers = scope.ReadRawObject(ref json, "registers", Limits.Whole);
                    break;
                case 4 when name.SequenceEqual("lang"u8):
                    language = scope.ReadName(ref json, "lang", Limits.ShortName);
                    break;
                case 8 when name.SequenceEqual("snapshot"u8):
                    snapshot = scope.ReadBoolean(ref json, "snapshot");
                    break;
                case 27 when name.SequenceEqual("instruction_addr_adjustment"u8):
                    adjustment = scope.ReadName(ref json, "instruction_addr_adjustment", Limits.ShortName);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        scope.Leave();
        return frames.IsEmpty
            ? null
            : new StackTrace { Frames = frames, Registers = registers, Language = language, InstructionAddressAdjustment = adjustment, IsSnapshot = snapshot };
    }

    /// <summary>Reads frames, or takes those that were made of the same bytes before.</summary>
    private static ImmutableArray<StackFrame> ReadFrames(ref JsonCursor json, EventScope scope)
    {
        if (scope.Traces is not { } known)
        {
            return ReadNewFrames(ref json, scope);
        }

        if (known.TryTake(ref json, out var frames))
        {
            return ImmutableCollectionsMarshal.AsImmutableArray(frames);
        }

        var (start, reports) = (json.Position, scope.Reports);
        var read = ReadNewFrames(ref json, scope);
        if (json.Fault == JsonFault.None && scope.Reports == reports)
        {
            known.Learn(json.Since(start), copy => ReadAlone(copy, scope.Strings));
        }

        return read;
    }

    private static StackFrame[] ReadAlone(ReadOnlyMemory<byte> frames, StringCache strings)
    {
        var json = new JsonCursor(frames);
        return ImmutableCollectionsMarshal.AsArray(ReadNewFrames(ref json, new EventScope(strings, null, TimeSpan.Zero)))!;
    }

    private static ImmutableArray<StackFrame> ReadNewFrames(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterArray())
        {
            scope.SkipUnexpected(ref json, "frames", "expected an array");
            return [];
        }

        var collected = scope.Frames;
        scope.Enter("frames");
        for (var index = 0; json.NextElement(); index++)
        {
            scope.Enter(index);
            if (json.Kind == JsonValueKind.Object)
            {
                collected.Add(FrameReader.Read(ref json, scope));
            }
            else
            {
                scope.SkipUnexpected(ref json, "", "expected an object");
            }

            scope.Leave();
        }

        scope.Leave();
        return FrameDetails.Slim(ListReader.Drain(scope, "frames", collected));
    }
}
