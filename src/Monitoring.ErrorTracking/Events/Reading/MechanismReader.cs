using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads how an exception was caught. Attributes that nobody knows go into its data, as old SDKs wrote the data there.</summary>
internal ref struct MechanismReader
{
    private string? _type;
    private string? _description;
    private string? _helpLink;
    private string? _source;
    private bool? _handled;
    private bool? _synthetic;
    private bool? _group;
    private int? _exceptionId;
    private int? _parentId;
    private RawJson _meta;
    private RawJson _data;
    private List<NamedJson>? _unknown;

    public static Mechanism? Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "mechanism", "expected an object");
            return null;
        }

        var reader = default(MechanismReader);
        scope.Enter("mechanism");
        while (json.NextProperty(out var name))
        {
            if (!reader.ReadState(name, ref json, scope) && !reader.ReadTexts(name, ref json, scope))
            {
                reader.ReadUnknown(name, ref json, scope);
            }
        }

        var mechanism = reader.Build(scope);
        scope.Leave();
        return mechanism;
    }

    private bool ReadState(ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 7 when name.SequenceEqual("handled"u8):
                _handled = scope.ReadBoolean(ref json, "handled");
                return true;
            case 9 when name.SequenceEqual("synthetic"u8):
                _synthetic = scope.ReadBoolean(ref json, "synthetic");
                return true;
            case 18 when name.SequenceEqual("is_exception_group"u8):
                _group = scope.ReadBoolean(ref json, "is_exception_group");
                return true;
            case 12 when name.SequenceEqual("exception_id"u8):
                _exceptionId = scope.ReadNumber(ref json, "exception_id");
                return true;
            case 9 when name.SequenceEqual("parent_id"u8):
                _parentId = scope.ReadNumber(ref json, "parent_id");
                return true;
            default:
                return false;
        }
    }

    private bool ReadTexts(ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("type"u8):
                _type = scope.ReadName(ref json, "type", Limits.MechanismType);
                return true;
            case 11 when name.SequenceEqual("description"u8):
                _description = scope.ReadText(ref json, "description", Limits.Message);
                return true;
            case 9 when name.SequenceEqual("help_link"u8):
                _helpLink = scope.ReadName(ref json, "help_link", Limits.Link);
                return true;
            case 6 when name.SequenceEqual("source"u8):
                _source = scope.ReadName(ref json, "source", Limits.Link);
                return true;
            case 4 when name.SequenceEqual("meta"u8):
                _meta = scope.ReadRawObject(ref json, "meta", Limits.MechanismData);
                return true;
            case 4 when name.SequenceEqual("data"u8):
                _data = scope.ReadRawObject(ref json, "data", Limits.MechanismData);
                return true;
            default:
                return false;
        }
    }

    private void ReadUnknown(ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        var key = scope.Strings.GetPlain(name);
        var value = scope.ReadRaw(ref json, key, Limits.MechanismData);
        _unknown ??= [];
        if (value.HasValue && _unknown.Count < Limits.OtherAttributes)
        {
            _unknown.Add(new NamedJson(key, value));
        }
    }

    private readonly Mechanism Build(EventScope scope)
    {
        var link = _helpLink;
        if (link is not null && !link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            scope.Report("help_link", EventProblemCodes.InvalidData, "expected an http or https link");
            link = null;
        }

        return new Mechanism
        {
            Type = string.IsNullOrEmpty(_type) ? "generic" : _type,
            Description = _description,
            HelpLink = link,
            Source = _source,
            IsHandled = _handled,
            IsSynthetic = _synthetic,
            IsExceptionGroup = _group,
            ExceptionId = _exceptionId,
            ParentId = _parentId,
            Meta = _meta,
            Data = MergeData(scope),
        };
    }

    private readonly RawJson MergeData(EventScope scope)
    {
        if (_unknown is null)
        {
            return _data;
        }

        var merged = RawObjects.Merge(_data, _unknown);
        var json = new JsonCursor(merged.Utf8);
        return scope.ReadRawObject(ref json, "data", Limits.MechanismData);
    }
}
