namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>A mistake in the text of grouping rules.</summary>
public sealed record RuleProblem
{
    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column within the line, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>What is wrong, a sentence for people. May quote a part of the text.</summary>
    public required string Message { get; init; }

    /// <summary>What was probably meant, such as the word that is spelled nearly alike.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The place and the message.</summary>
    public override string ToString() => Suggestion is null ? $"{Line}:{Column}: {Message}" : $"{Line}:{Column}: {Message} {Suggestion}";
}
