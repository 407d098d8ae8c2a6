namespace Monitoring.ErrorTracking.Scrubbing;

/// <summary>A mistake in settings.</summary>
public sealed record ScrubbingProblem
{
    /// <summary>The setting, such as <c>rules[2].source</c>.</summary>
    public required string Place { get; init; }

    /// <summary>The line within the text of the setting, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column within the line, in characters from 1.</summary>
    public required int Column { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What was probably meant.</summary>
    public string? Suggestion { get; init; }
}
