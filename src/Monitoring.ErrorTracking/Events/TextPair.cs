namespace Monitoring.ErrorTracking.Events;

/// <summary>A name with a text, such as a header, a cookie or a parameter of a query. May hold personal data.</summary>
public readonly record struct TextPair
{
    /// <summary>Makes a pair.</summary>
    public TextPair(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name.</summary>
    public string Name { get; init; }

    /// <summary>The text; may be empty.</summary>
    public string Value { get; init; }
}
