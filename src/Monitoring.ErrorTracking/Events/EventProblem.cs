namespace Monitoring.ErrorTracking.Events;

/// <summary>A fault in a field of an event, found by the SDK or by normalisation. The field was dropped, cut or replaced; the event was kept.</summary>
public sealed record EventProblem
{
    /// <summary>What is wrong: one of <see cref="EventProblemCodes"/>, or whatever the SDK wrote.</summary>
    public required string Code { get; init; }

    /// <summary>The field, such as <c>exception.values.0.stacktrace.frames.3.lineno</c>; empty for the whole event.</summary>
    public string Path { get; init; } = "";

    /// <summary>More about it, for people.</summary>
    public string? Reason { get; init; }
}
