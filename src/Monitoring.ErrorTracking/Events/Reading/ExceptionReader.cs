using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads exceptions: a list of them, or a single one in the place of the list.</summary>
internal ref struct ExceptionReader
{
    private string? _type;
    private string? _value;
    private string? _module;
    private string? _threadId;
    private Mechanism? _mechanism;
    private StackTrace? _stackTrace;
    private RawJson _rawStackTrace;

    /// <summary>Reads <c>{"values":[…]}</c>, an array, or one exception.</summary>
    public static ImmutableArray<ExceptionInfo> ReadAll(ref JsonCursor json, EventScope scope)
    {
        if (json.Kind == JsonValueKind.Array)
        {
            return ListReader.ReadElements(ref json, scope, NewList(), Read);
        }

        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected a list of exceptions");
            return [];
        }

        ImmutableArray<ExceptionInfo>? values = null;
        var single = default(ExceptionReader);
        while (json.NextProperty(out var name))
        {
            if (name.SequenceEqual("values"u8))
            {
                values = ListReader.ReadElements(ref json, scope, NewList(), Read);
            }
            else
            {
                single.ReadProperty(name, ref json, scope);
            }
        }

        return values ?? (single.Build(scope) is { } exception ? [exception] : []);
    }

    private static BoundedList<ExceptionInfo> NewList() => new(Limits.Exceptions / 2, Limits.Exceptions / 2);

    private static ExceptionInfo? Read(ref JsonCursor json, EventScope scope)
    {
        var reader = default(ExceptionReader);
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            reader.ReadProperty(name, ref json, scope);
        }

        return reader.Build(scope);
    }

    private void ReadProperty(ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("type"u8):
                _type = scope.ReadName(ref json, "type", Limits.Name);
                break;
            case 5 when name.SequenceEqual("value"u8):
                _value = scope.ReadTextOrJson(ref json, "value", Limits.Message);
                break;
            case 6 when name.SequenceEqual("module"u8):
                _module = scope.ReadName(ref json, "module", Limits.Name);
                break;
            case 9 when name.SequenceEqual("thread_id"u8):
                _threadId = scope.ReadLenientText(ref json, "thread_id", Limits.ThreadId);
                break;
            case 9 when name.SequenceEqual("mechanism"u8):
                _mechanism = MechanismReader.Read(ref json, scope);
                break;
            case 10 when name.SequenceEqual("stacktrace"u8):
                _stackTrace = StackTraceReader.Read(ref json, scope);
                break;
            case 14 when name.SequenceEqual("raw_stacktrace"u8):
                _rawStackTrace = scope.ReadRawObject(ref json, "raw_stacktrace", Limits.Whole);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private readonly ExceptionInfo? Build(EventScope scope)
    {
        if (_type is null && _value is null && _stackTrace is null)
        {
            scope.Report("", EventProblemCodes.MissingAttribute, "an exception needs a type, a value or a stack trace");
            return null;
        }

        return new ExceptionInfo
        {
            Type = _type,
            Value = _value,
            Module = _module,
            ThreadId = _threadId,
            Mechanism = _mechanism,
            StackTrace = _stackTrace,
            RawStackTrace = _rawStackTrace,
        };
    }
}
