namespace Monitoring.ErrorTracking.Scrubbing;

/// <summary>One rule of a project: what is looked for, where, and what becomes of it.</summary>
public sealed record ScrubbingRule
{
    /// <summary>The longest <see cref="Pattern"/>, <see cref="Source"/> and <see cref="Replacement"/>, in characters.</summary>
    public const int MaxTextLength = 1000;

    /// <summary>What becomes of it.</summary>
    public required ScrubMethod Method { get; init; }

    /// <summary>What is looked for.</summary>
    public required ScrubType Type { get; init; }

    /// <summary>A selector that says where, such as <c>$string</c>, <c>extra.**.note</c> or <c>$http.headers.'X-Login' || user.email</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The regular expression of <see cref="ScrubType.Regex"/>: .NET's language without lookarounds and back references.</summary>
    public string? Pattern { get; init; }

    /// <summary>The text of <see cref="ScrubMethod.Replace"/>; one that names the type when it is <see langword="null"/>.</summary>
    public string? Replacement { get; init; }
}
