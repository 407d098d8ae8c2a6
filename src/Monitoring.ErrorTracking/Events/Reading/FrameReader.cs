using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads one frame of a stack trace.</summary>
internal static class FrameReader
{
    public static StackFrame Read(ref JsonCursor json, EventScope scope)
    {
        var frame = default(FrameDraft);
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            if (!ReadCommon(ref frame, name, ref json, scope) && !ReadLines(ref frame, name, ref json, scope) && !ReadNative(ref frame, name, ref json, scope))
            {
                ReadOther(ref frame, name, ref json, scope);
            }
        }

        return frame.Build();
    }

    private static bool ReadCommon(ref FrameDraft frame, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 6 when name.SequenceEqual("in_app"u8):
                frame.InApp = scope.ReadBoolean(ref json, "in_app");
                return true;
            case 6 when name.SequenceEqual("lineno"u8):
                frame.LineNumber = scope.ReadNumber(ref json, "lineno");
                return true;
            case 5 when name.SequenceEqual("colno"u8):
                frame.ColumnNumber = scope.ReadNumber(ref json, "colno");
                return true;
            case 6 when name.SequenceEqual("module"u8):
                frame.Module = scope.ReadName(ref json, "module", Limits.Unbounded);
                return true;
            case 8 when name.SequenceEqual("function"u8):
                frame.Function = scope.ReadName(ref json, "function", Limits.Function);
                return true;
            case 8 when name.SequenceEqual("filename"u8):
                frame.FileName = scope.ReadName(ref json, "filename", Limits.Path);
                return true;
            case 8 when name.SequenceEqual("abs_path"u8):
                frame.AbsolutePath = scope.ReadName(ref json, "abs_path", Limits.Path);
                return true;
            case 7 when name.SequenceEqual("package"u8):
                frame.Package = scope.ReadName(ref json, "package", Limits.Unbounded);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadLines(ref FrameDraft frame, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 12 when name.SequenceEqual("context_line"u8):
                frame.ContextLine = scope.ReadName(ref json, "context_line", Limits.Unbounded);
                return true;
            case 11 when name.SequenceEqual("pre_context"u8):
                frame.PreContext = scope.ReadRawArray(ref json, "pre_context");
                return true;
            case 12 when name.SequenceEqual("post_context"u8):
                frame.PostContext = scope.ReadRawArray(ref json, "post_context");
                return true;
            case 4 when name.SequenceEqual("vars"u8):
                frame.Variables = scope.ReadRawObject(ref json, "vars", Limits.Variables);
                return true;
            case 12 when name.SequenceEqual("raw_function"u8):
                frame.RawFunction = scope.ReadName(ref json, "raw_function", Limits.Function);
                return true;
            case 6 when name.SequenceEqual("symbol"u8):
                frame.Symbol = scope.ReadName(ref json, "symbol", Limits.Function);
                return true;
            case 8 when name.SequenceEqual("platform"u8):
                frame.Platform = scope.ReadName(ref json, "platform", Limits.ShortName);
                return true;
            case 4 when name.SequenceEqual("data"u8):
                frame.Data = scope.ReadRawObject(ref json, "data", Limits.Whole);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadNative(ref FrameDraft frame, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 16 when name.SequenceEqual("instruction_addr"u8):
                frame.InstructionAddress = scope.ReadAddress(ref json, "instruction_addr");
                return true;
            case 10 when name.SequenceEqual("image_addr"u8):
                frame.ImageAddress = scope.ReadAddress(ref json, "image_addr");
                return true;
            case 11 when name.SequenceEqual("symbol_addr"u8):
                frame.SymbolAddress = scope.ReadAddress(ref json, "symbol_addr");
                return true;
            case 9 when name.SequenceEqual("addr_mode"u8):
                frame.AddressMode = scope.ReadName(ref json, "addr_mode", Limits.ShortName);
                return true;
            case 5 when name.SequenceEqual("trust"u8):
                frame.Trust = scope.ReadName(ref json, "trust", Limits.ShortName);
                return true;
            case 11 when name.SequenceEqual("function_id"u8):
                frame.FunctionId = scope.ReadAddress(ref json, "function_id");
                return true;
            default:
                return false;
        }
    }

    private static void ReadOther(ref FrameDraft frame, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        var known = name.SequenceEqual("lang"u8) ? "lang"
            : name.SequenceEqual("lock"u8) ? "lock"
            : name.SequenceEqual("errors"u8) ? "errors"
            : name.SequenceEqual("source_link"u8) ? "source_link"
            : name.SequenceEqual("stack_start"u8) ? "stack_start"
            : null;
        if (known is null)
        {
            json.Skip();
            return;
        }

        var value = scope.ReadRaw(ref json, known, Limits.Whole);
        if (value.HasValue)
        {
            frame.AddOther(known, value);
        }
    }
}
