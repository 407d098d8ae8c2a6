using System.Diagnostics.CodeAnalysis;

namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>A selector, or what is wrong with its text.</summary>
internal sealed record SelectorParseResult
{
    public Selector? Selector { get; init; }

    /// <summary>Where the mistake is: a number of characters from the start.</summary>
    public int Offset { get; init; }

    public string? Message { get; init; }

    public string? Suggestion { get; init; }

    [MemberNotNullWhen(true, nameof(Selector))]
    [MemberNotNullWhen(false, nameof(Message))]
    public bool IsRight => Selector is not null;
}
