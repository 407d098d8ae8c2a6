using System.Text.Json;

namespace Monitoring.ErrorTracking.Events.Writing;

/// <summary>Writes exceptions, threads and stack traces.</summary>
internal static class StackJson
{
    public static void WriteException(Utf8JsonWriter writer, ExceptionInfo exception)
    {
        writer.Text("type"u8, exception.Type);
        writer.Text("value"u8, exception.Value);
        writer.Text("module"u8, exception.Module);
        writer.Text("thread_id"u8, exception.ThreadId);
        WriteMechanism(writer, exception.Mechanism);
        WriteStackTrace(writer, exception.StackTrace);
        writer.Raw("raw_stacktrace"u8, exception.RawStackTrace);
    }

    public static void WriteThread(Utf8JsonWriter writer, ThreadInfo thread)
    {
        writer.Text("id"u8, thread.Id);
        writer.Text("name"u8, thread.Name);
        writer.Text("state"u8, thread.State);
        writer.Boolean("crashed"u8, thread.IsCrashed);
        writer.Boolean("current"u8, thread.IsCurrent);
        writer.Boolean("main"u8, thread.IsMain);
        WriteStackTrace(writer, thread.StackTrace);
        writer.Raw("raw_stacktrace"u8, thread.RawStackTrace);
        writer.Raw("held_locks"u8, thread.HeldLocks);
    }

    public static void WriteStackTrace(Utf8JsonWriter writer, StackTrace? trace)
    {
        if (trace is null)
        {
            return;
        }

        writer.WriteStartObject("stacktrace"u8);
        WriteTrace(writer, trace);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of a stack trace.</summary>
    public static void WriteTrace(Utf8JsonWriter writer, StackTrace trace)
    {
        writer.WriteStartArray("frames"u8);
        foreach (var frame in trace.Frames)
        {
            WriteFrame(writer, frame);
        }

        writer.WriteEndArray();
        writer.Raw("registers"u8, trace.Registers);
        writer.Text("lang"u8, trace.Language);
        writer.Text("instruction_addr_adjustment"u8, trace.InstructionAddressAdjustment);
        writer.Boolean("snapshot"u8, trace.IsSnapshot);
    }

    private static void WriteMechanism(Utf8JsonWriter writer, Mechanism? mechanism)
    {
        if (mechanism is null)
        {
            return;
        }

        writer.WriteStartObject("mechanism"u8);
        writer.WriteString("type"u8, mechanism.Type);
        writer.Text("description"u8, mechanism.Description);
        writer.Text("help_link"u8, mechanism.HelpLink);
        writer.Text("source"u8, mechanism.Source);
        writer.Boolean("handled"u8, mechanism.IsHandled);
        writer.Boolean("synthetic"u8, mechanism.IsSynthetic);
        writer.Boolean("is_exception_group"u8, mechanism.IsExceptionGroup);
        writer.Number("exception_id"u8, mechanism.ExceptionId);
        writer.Number("parent_id"u8, mechanism.ParentId);
        writer.Raw("meta"u8, mechanism.Meta);
        writer.Raw("data"u8, mechanism.Data);
        writer.WriteEndObject();
    }

    private static void WriteFrame(Utf8JsonWriter writer, StackFrame frame)
    {
        writer.WriteStartObject();
        writer.Text("function"u8, frame.Function);
        writer.Text("raw_function"u8, frame.RawFunction);
        writer.Text("symbol"u8, frame.Symbol);
        writer.Text("module"u8, frame.Module);
        writer.Text("package"u8, frame.Package);
        writer.Text("filename"u8, frame.FileName);
        writer.Text("abs_path"u8, frame.AbsolutePath);
        writer.Number("lineno"u8, frame.LineNumber);
        writer.Number("colno"u8, frame.ColumnNumber);
        writer.Boolean("in_app"u8, frame.InApp);
        writer.Text("platform"u8, frame.Platform);
        writer.Raw("pre_context"u8, frame.PreContext);
        writer.Text("context_line"u8, frame.ContextLine);
        writer.Raw("post_context"u8, frame.PostContext);
        writer.Raw("vars"u8, frame.Variables);
        writer.Raw("data"u8, frame.Data);
        WriteNative(writer, frame.Native);
        writer.Members(frame.Other);
        writer.WriteEndObject();
    }

    private static void WriteNative(Utf8JsonWriter writer, NativeFrame? native)
    {
        if (native is null)
        {
            return;
        }

        writer.Text("image_addr"u8, native.ImageAddress);
        writer.Text("instruction_addr"u8, native.InstructionAddress);
        writer.Text("symbol_addr"u8, native.SymbolAddress);
        writer.Text("addr_mode"u8, native.AddressMode);
        writer.Text("trust"u8, native.Trust);
        writer.Text("function_id"u8, native.FunctionId);
    }
}
