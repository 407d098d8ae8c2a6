namespace Monitoring.ErrorTracking.Sessions.Reading;

/// <summary>An update of a session as it was sent.</summary>
internal sealed record SessionReport
{
    public required Guid Sid { get; init; }

    /// <summary>Who uses the program. Personal data: never stored, only hashed.</summary>
    public required string? User { get; init; }

    public required bool IsInit { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>How long it lasted, in seconds, when it has ended.</summary>
    public required double? Duration { get; init; }

    public required SessionAttributes Attributes { get; init; }
}
