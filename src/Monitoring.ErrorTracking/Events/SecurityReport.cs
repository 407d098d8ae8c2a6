using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>A browser's report about a security policy.</summary>
public sealed record SecurityReport
{
    /// <summary>Which policy: <see cref="EventTypes.Csp"/>, <see cref="EventTypes.Hpkp"/>, <see cref="EventTypes.ExpectCt"/> or <see cref="EventTypes.ExpectStaple"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The whole report: an object.</summary>
    public required RawJson Report { get; init; }

    /// <summary>The directive that was violated; for a content security policy.</summary>
    public string? EffectiveDirective { get; init; }

    /// <summary>The directive with its sources, as the policy has it.</summary>
    public string? ViolatedDirective { get; init; }

    /// <summary>What was blocked: a URL or a word such as <c>inline</c>.</summary>
    public string? BlockedUri { get; init; }

    /// <summary>The page on which it was blocked.</summary>
    public string? DocumentUri { get; init; }

    /// <summary>The script or style sheet that asked for it.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The host that the report is about; for the policies about certificates.</summary>
    public string? HostName { get; init; }
}
