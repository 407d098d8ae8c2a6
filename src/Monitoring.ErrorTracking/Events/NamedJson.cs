using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>A name with a value that is kept as text, such as a context or an attribute that is passed on. May hold personal data.</summary>
public readonly record struct NamedJson
{
    /// <summary>Makes a pair.</summary>
    public NamedJson(string name, RawJson value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name.</summary>
    public string Name { get; init; }

    /// <summary>The value.</summary>
    public RawJson Value { get; init; }
}
