using System.Text.Json;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// Reads the fields of an object, each under any of its spellings, and remembers the first that is not as it must be. <c>null</c> counts as
/// not given.
/// </summary>
internal sealed class FieldReader
{
    private readonly RawJson _json;
    private readonly string _path;
    private readonly FieldReader? _parent;
    private readonly Func<string, string?>? _clean;
    private string? _fault;

    /// <summary>Reads the fields of an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="clean">What texts go through; null where they are scrubbed later.</param>
    public FieldReader(RawJson json, Func<string, string?>? clean = null)
        : this(json, "", null) => _clean = clean;

    private FieldReader(RawJson json, string path, FieldReader? parent)
    {
        _json = json;
        _path = path;
        _parent = parent;
        _clean = parent?._clean;
    }

    /// <summary>What is wrong first, with the path of its field; null when nothing is.</summary>
    public string? Fault => _parent is null ? _fault : _parent.Fault;

    public void Fail(string name, string demand) => Fail($"{name}: {demand}");

    /// <summary>Remembers a fault that begins with the name of its field.</summary>
    public void Fail(string fault)
    {
        if (_parent is not null)
        {
            _parent.Fail($"{_path}.{fault}");
        }
        else
        {
            _fault ??= fault;
        }
    }

    public FieldReader? Object(params ReadOnlySpan<string> names)
    {
        var found = Find(names);
        if (!IsGiven(found))
        {
            return null;
        }

        if (found.Kind == JsonValueKind.Object)
        {
            return new FieldReader(found, names[0], this);
        }

        Fail(names[0], "must be an object.");
        return null;
    }

    public string? Text(params ReadOnlySpan<string> names)
    {
        var found = Find(names);
        if (!IsGiven(found))
        {
            return null;
        }

        if (found.Kind == JsonValueKind.String)
        {
            var raw = new JsonCursor(found.Utf8).TakeString(out var escaped);
            var text = JsonText.Decode(raw, escaped);
            return text is null || _clean is null ? text : _clean(text);
        }

        Fail(names[0], "must be a text.");
        return null;
    }

    /// <summary>A UUID with or without dashes; the nil UUID counts as not given.</summary>
    public Guid? Id(params ReadOnlySpan<string> names)
    {
        if (Text(names) is not { Length: > 0 } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "N", out var id) || Guid.TryParseExact(text, "D", out id))
        {
            return id == Guid.Empty ? null : id;
        }

        Fail(names[0], "must be a UUID.");
        return null;
    }

    /// <summary>A yes or no; no when it is not given.</summary>
    public bool Flag(string name)
    {
        var found = Find([name]);
        if (IsGiven(found) && found.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fail(name, "must be true or false.");
        }

        return found.Kind == JsonValueKind.True;
    }

    /// <summary>An instant: RFC 3339, or seconds since 1970.</summary>
    public DateTimeOffset? Instant(string name)
    {
        var found = Find([name]);
        if (!IsGiven(found))
        {
            return null;
        }

        if (found.Kind == JsonValueKind.String ? TimestampText.TryParse(new JsonCursor(found.Utf8).TakeText(), requireZone: false, out var instant)
            : TimestampText.TryParseUnix(found.Utf8.Span, out instant))
        {
            return instant;
        }

        Fail(name, "must be a time such as 2026-11-22T12:00:00Z.");
        return null;
    }

    /// <summary>The objects of a list, up to a number.</summary>
    /// <param name="name">The field.</param>
    /// <param name="most">How many are read.</param>
    /// <param name="beyond">How many there are beyond those.</param>
    public IReadOnlyList<FieldReader> List(string name, int most, out int beyond)
    {
        beyond = 0;
        var found = Find([name]);
        var items = new List<FieldReader>();
        var json = new JsonCursor(found.Utf8);
        if (!IsGiven(found) || !json.EnterArray())
        {
            Fail(name, "must be a list.");
            return items;
        }

        while (json.NextElement())
        {
            var item = json.TakeRaw(out _);
            beyond += items.Count >= most ? 1 : 0;
            if (items.Count < most)
            {
                items.Add(new FieldReader(item, $"{name}[{items.Count}]", this));
            }
        }

        return items;
    }

    /// <summary>A whole number; digits in a string and a fraction of zero are forgiven.</summary>
    public int? Whole(int least, int most, params ReadOnlySpan<string> names)
    {
        if (Number(names, out var isGiven) is { } number && number >= least && number <= most && number == Math.Floor(number))
        {
            return (int)number;
        }

        if (isGiven)
        {
            Fail(names[0], $"must be a whole number from {least} to {most}.");
        }

        return null;
    }

    /// <summary>A span in seconds.</summary>
    public TimeSpan? Seconds(string name, TimeSpan longest)
    {
        if (Number([name], out var isGiven) is { } seconds && seconds >= 0 && seconds <= longest.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (isGiven)
        {
            Fail(name, $"must be a number of seconds from 0 to {longest.TotalSeconds}.");
        }

        return null;
    }

    /// <summary>A number; null when it is not given or is none, which is forgiven.</summary>
    public double? Number(string name) => Number([name], out _);

    /// <summary>A text, or a number as its digits; null when it is not given or is neither, which is forgiven.</summary>
    public string? Scalar(string name) => Find([name]) switch
    {
        { Kind: JsonValueKind.String } => Text(name),
        { Kind: JsonValueKind.Number } found => found.ToString(),
        _ => null,
    };

    private static bool IsGiven(RawJson value) => value.HasValue && value.Kind != JsonValueKind.Null;

    private double? Number(ReadOnlySpan<string> names, out bool isGiven)
    {
        var found = Find(names);
        isGiven = IsGiven(found);
        var text = found.Kind switch
        {
            JsonValueKind.Number => found.ToString(),
            JsonValueKind.String => Text(names),
            _ => null,
        };
        return double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }

    private RawJson Find(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonObjects.Find(_json, name) is { HasValue: true } found)
            {
                return found;
            }
        }

        return default;
    }
}
